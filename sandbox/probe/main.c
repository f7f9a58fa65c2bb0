/*
 * main.c: atlas-probe, the attacks of `atlas doctor` as one small static program that needs no toolchain.
 *
 * Each is a short form of what Tests/SandboxTests/Attacks does at length, made so that it does no harm where it
 * succeeds: doctor runs it in the sandbox, and outside too, to see that it can tell the two apart. It therefore signals
 * nobody but whom it is given, takes a bounded amount of everything, and ends by itself.
 */
#include "probe.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* However it is held up, it is gone after this. */
#define LIFETIME_S 20

void tried(const char *what, bool is_reached)
{
    if (is_reached)
        printf("reached %s\n", what);
    else
        printf("refused %s: %s\n", what, strerror(errno));
}

void found(const char *name, const char *format, ...)
{
    va_list values;

    printf("found %s ", name);
    va_start(values, format);
    vprintf(format, values);
    va_end(values);
    putchar('\n');
}

long number(const char *text, long largest)
{
    char *end;
    long value;

    errno = 0;
    value = strtol(text, &end, 10);
    if (end == text || *end != 0 || errno != 0 || value < 0 || value > largest) {
        fprintf(stderr, "atlas-probe: \"%s\": expected a number from 0 to %ld\n", text, largest);
        exit(2);
    }
    return value;
}

void burn(long cpu_ms)
{
    struct timespec used;

    do
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    while (used.tv_sec * 1000 + used.tv_nsec / 1000000 < cpu_ms);
}

int main(int count, char **arguments)
{
    static const struct {
        const char *name;
        int (*attack)(int count, char **arguments);
        int arguments; /* how many it takes at least */
    } attacks[] = {
        {"call-table", probe_call_table, 0},
        {"connect", probe_connect, 1},           /* PORT of 127.0.0.1 */
        {"cpu", probe_cpu, 1},                   /* MS for each of its threads and processes */
        {"cpu-hidden", probe_cpu_hidden, 2},     /* CHILDREN, MS for each */
        {"crowd", probe_crowd, 1},               /* PROCESSES at once */
        {"end", probe_end, 2},                   /* "exit" STATUS or "signal" NUMBER */
        {"fill", probe_fill, 2},                 /* KIB, FILES */
        {"flood", probe_flood, 1},               /* KIB */
        {"foreign-call", probe_foreign_call, 0},
        {"inherited", probe_inherited, 0},
        {"memory", probe_memory, 3},             /* PROCESSES, MIB for each, MS to keep it */
        {"namespaces", probe_namespaces, 0},
        {"orphan", probe_orphan, 1},             /* a word to be found by */
        {"privileges", probe_privileges, 0},
        {"processes", probe_processes, 1},       /* the PROCESS to look for */
        {"read", probe_read, 1},                 /* PATH... */
        {"sleep", probe_sleep, 1},               /* MS */
        {"stdin", probe_stdin, 0},
        {"write", probe_write, 1},               /* FOLDER... */
    };

    alarm(LIFETIME_S);
    for (size_t i = 0; count > 1 && i < sizeof attacks / sizeof attacks[0]; i++)
        if (strcmp(arguments[1], attacks[i].name) == 0 && count - 2 >= attacks[i].arguments)
            return attacks[i].attack(count - 1, arguments + 1);
    fprintf(stderr, "atlas-probe: is started by \"atlas doctor\"; it runs one attack of its own, harmless outside the "
                    "sandbox too\n");
    return 2;
}

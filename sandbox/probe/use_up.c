/*
 * use_up.c: attacks that take more than they may: memory, processes, CPU and real time, output, the work folder.
 *
 * All are bounded by their arguments, and none asks for more than a machine can spare.
 */
#include "probe.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define CROWD_MAX 512
#define MEMORY_MAX_MIB 512
#define CPU_MAX_MS 5000

/* The children of an attack wait on this until all are there. */
static int gate[2];

static void wait_at_gate(void)
{
    char byte;

    close(gate[1]);
    if (read(gate[0], &byte, 1) >= 0)
        _exit(0);
    _exit(1);
}

/* Opens the gate and waits until every child is gone. */
static void open_gate(void)
{
    close(gate[1]);
    while (wait(NULL) >= 0 || errno == EINTR) {}
}

static bool touch(size_t bytes)
{
    char *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (memory == MAP_FAILED)
        return false;
    for (size_t i = 0; i < bytes; i += 4096)
        memory[i] = 1;
    return true;
}

static void rest(long ms)
{
    struct timespec left = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};

    while (nanosleep(&left, &left) != 0 && errno == EINTR) {}
}

/* Touches memory in several processes, each of which stays within the limit that all together exceed, and keeps it for
 * so long. */
int probe_memory(int count, char **arguments)
{
    long processes = number(arguments[1], CROWD_MAX), mib = number(arguments[2], MEMORY_MAX_MIB);
    long kept_ms = number(arguments[3], 10000);
    int ready[2], touched = 0;
    char byte;

    (void)count;
    if (pipe(gate) != 0 || pipe(ready) != 0)
        return 2;
    for (long i = 0; i < processes; i++)
        if (fork() == 0) {
            close(ready[0]);
            if (touch((size_t)mib << 20) && write(ready[1], "", 1) == 1)
                wait_at_gate();
            _exit(1);
        }
    close(ready[1]);
    while (read(ready[0], &byte, 1) == 1)
        if (++touched == processes)
            break;
    rest(kept_ms);
    open_gate();
    found("touched-mib", "%ld", touched * mib);
    return 0;
}

/* Makes processes that are all there at once. */
int probe_crowd(int count, char **arguments)
{
    long processes = number(arguments[1], CROWD_MAX), made = 0;

    (void)count;
    if (pipe(gate) != 0)
        return 2;
    for (pid_t child; made < processes && (child = fork()) >= 0; made++)
        if (child == 0)
            wait_at_gate();
    open_gate();
    found("made", "%ld", made);
    return 0;
}

static void *burn_in_thread(void *ms)
{
    burn(*(long *)ms);
    return NULL;
}

/* Burns CPU time in a thread, in a child that is reaped and in an orphan, while the main thread only waits. */
int probe_cpu(int count, char **arguments)
{
    long ms = number(arguments[1], CPU_MAX_MS);
    pthread_t thread;
    int done[2];
    char byte;

    (void)count;
    if (pipe(done) != 0 || pthread_create(&thread, NULL, burn_in_thread, &ms) != 0)
        return 2;
    for (int is_orphan = 0; is_orphan < 2; is_orphan++) {
        pid_t child = fork();
        if (child == 0) {
            if (is_orphan && fork() > 0)
                _exit(0);
            burn(ms);
            _exit(write(done[1], "", 1) != 1);
        }
        waitpid(child, NULL, 0);
    }
    pthread_join(thread, NULL);
    for (int i = 0; i < 2; i++)
        if (read(done[0], &byte, 1) != 1)
            return 2;
    found("burnt-ms", "%ld", 3 * ms);
    return 0;
}

/* Burns CPU time in many short children whose times nobody gets: the kernel reaps them. */
int probe_cpu_hidden(int count, char **arguments)
{
    long children = number(arguments[1], 1000), ms = number(arguments[2], 100);

    (void)count;
    signal(SIGCHLD, SIG_IGN);
    for (long i = 0; i < children; i++) {
        pid_t child = fork();
        if (child == 0) {
            burn(ms);
            _exit(0);
        }
        waitpid(child, NULL, 0); /* returns, with an error, when it is gone */
    }
    found("burnt-ms", "%ld", children * ms);
    return 0;
}

/* Does nothing for so long. */
int probe_sleep(int count, char **arguments)
{
    (void)count;
    rest(number(arguments[1], 10000));
    return 0;
}

/* Writes so much to stdout. */
int probe_flood(int count, char **arguments)
{
    static char block[1024];
    long kib = number(arguments[1], 16 << 10);

    (void)count;
    memset(block, 'x', sizeof block);
    for (long i = 0; i < kib; i++)
        if (write(1, block, sizeof block) != sizeof block)
            return 1;
    return 0;
}

/* Writes a file of so many KiB into its folder, then makes so many empty ones. */
int probe_fill(int count, char **arguments)
{
    static const char block[1024];
    long kib = number(arguments[1], 64 << 10), files = number(arguments[2], 1 << 16), written = 0, made = 0;
    char name[32];
    int file = open("filling", O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

    (void)count;
    while (written < kib && write(file, block, sizeof block) == sizeof block)
        written++;
    tried("the last KiB", written == kib);
    close(file);
    unlink("filling");
    for (; made < files; made++) {
        snprintf(name, sizeof name, "file-%ld", made);
        file = open(name, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        if (file < 0)
            break;
        close(file);
    }
    tried("the last file", made == files);
    found("written-kib", "%ld", written);
    found("files", "%ld", made);
    while (made-- > 0) {
        snprintf(name, sizeof name, "file-%ld", made);
        unlink(name);
    }
    return 0;
}

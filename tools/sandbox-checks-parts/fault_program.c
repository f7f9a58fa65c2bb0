/*
 * fault_program.c: a candidate that makes the launcher do all that it can: it is looked at, refused a call, has threads,
 * children that share memory, output on both streams, and a result to collect. Then it ends as its argument says.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SHARED (24u << 20)

static void wait_ms(long ms)
{
    struct timespec time = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};

    nanosleep(&time, NULL);
}

static void *rest(void *ignored)
{
    wait_ms(30);
    return ignored;
}

/* The first thread ends before the second: of such a process /proc shows memory only where its threads are. */
static void *linger(void *ignored)
{
    wait_ms(60);
    exit(0);
    return ignored;
}

int main(int count, char **arguments)
{
    char *memory = mmap(NULL, SHARED, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    /* Mapped and never written: large page tables. */
    char *zeros = mmap(NULL, 4ul << 30, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    FILE *kept = fopen("kept", "w");
    volatile char sum = 0;
    pthread_t thread;

    if (kept == NULL || memory == MAP_FAILED || zeros == MAP_FAILED || fprintf(kept, "kept\n") < 0 || fclose(kept) != 0)
        return 90;
    memset(memory, 1, SHARED);
    for (size_t at = 0; at < 1u << 30; at += 1u << 20)
        sum += zeros[at];
    chroot("/"); /* refused, and reported */
    if (pthread_create(&thread, NULL, rest, NULL) != 0)
        return 91;
    for (int i = 0; i < 4; i++) {
        pid_t child = i == 3 ? vfork() : fork();
        if (child == 0 && i == 3)
            execl("/bin/sh", "sh", "-c", "exec sleep 0.06", (char *)NULL);
        if (child == 0 && i == 2 && pthread_create(&thread, NULL, linger, NULL) == 0)
            pthread_exit(NULL);
        if (child == 0) {
            wait_ms(60);
            _exit(0);
        }
        if (child < 0)
            return 92;
    }
    while (wait(NULL) > 0) {}
    pthread_join(thread, NULL);
    fprintf(stderr, "to stderr\n");
    printf("to stdout\n");
    fflush(stdout);
    if (count > 1 && strcmp(arguments[1], "sleep") == 0)
        wait_ms(60000);
    return 7;
}

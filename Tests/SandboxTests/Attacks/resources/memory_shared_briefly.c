/* Holds memory of its own in several processes, which share it all the time with children that live for 20 ms: each is
 * shown with a part of it, and by the time that a child is asked it is gone with the rest. Others, of many pieces of memory,
 * make the asking slow.
 * Contained: under a limit of 128 MiB the run ends by its memory limit, where ARGUMENT 1 processes hold 96 MiB each; where
 * it is but one, the run ends by itself.
 *
 * Arguments: 3
 * Arguments: 1 -> exit 0
 * Limits: cpu 20000 ms, wall 60000 ms
 * Ends: limit memory */
#define _GNU_SOURCE
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#define SIZE (96ul << 20)
#define STEP (8ul << 20)
#define PIECES 60000ul
#define SLOW 2

static int ready;

static void wait_ms(long ms)
{
    nanosleep(&(struct timespec){.tv_nsec = ms * 1000000}, NULL);
}

static void be_slow_to_look_at(void)
{
    char *pieces = mmap(NULL, PIECES * 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    for (size_t i = 0; i < PIECES; i += 2)
        mprotect(pieces + i * 4096, 4096, PROT_NONE);
    write(ready, "", 1);
    pause();
}

static void hold(void)
{
    char *block = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    size_t filled = 0;

    madvise(block, SIZE, MADV_NOHUGEPAGE);
    for (;;) {
        for (size_t end = filled + STEP; filled < SIZE && filled < end; filled += 4096) {
            block[filled] = 1;
            if (filled + 4096 == SIZE)
                write(ready, "", 1);
        }
        if (fork() == 0) {
            wait_ms(20);
            _exit(0);
        }
        wait_ms(10);
    }
}

int main(int count, char **arguments)
{
    int holders = count > 1 ? atoi(arguments[1]) : 1, ends[2];
    char told;

    signal(SIGCHLD, SIG_IGN);
    if (pipe(ends) != 0)
        return 2;
    ready = ends[1];
    for (int i = 0; i < SLOW + holders; i++) {
        if (fork() == 0) {
            if (i < SLOW)
                be_slow_to_look_at();
            hold();
        }
        read(ends[0], &told, 1);
    }
    sleep(holders > 1 ? 10 : 2);
    return 0;
}

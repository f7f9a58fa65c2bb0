/* Holds memory in processes, or in threads of processes whose first one ended, each of which lives for less than a ms and
 * starts the next: whoever was seen with the memory is gone when somebody asks how much of it is his. Another process, of
 * many pieces of memory, makes the asking slow.
 * Contained: under a limit of 128 MiB the run ends by its memory limit, or by that of processes.
 *
 * Arguments: threads
 * Arguments: processes
 * Limits: cpu 20000 ms, wall 60000 ms
 * Ends: limit memory or limit processes */
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define HOLDERS 4
#define SIZE (80ul << 20)
#define PIECES 60000ul
#define STACKS 64
#define STACK 16384

static char *block, *stacks;
static size_t filled;
static int turn, ready, flags;

/* No more than system calls: threads made without the C library have nothing of it. */
static int carry_on(void *unused)
{
    const struct timespec moment = {.tv_nsec = 400000};
    size_t end = filled + (1 << 18);

    (void)unused;
    if (filled == SIZE)
        syscall(SYS_nanosleep, &moment, NULL);
    for (; filled < SIZE && filled < end; filled += 4096)
        block[filled] = 1;
    if (filled == SIZE && end == SIZE)
        syscall(SYS_write, ready, "", 1);
    char *stack = stacks + (++turn % STACKS) * STACK + STACK - 64;
    while (clone(carry_on, stack, flags, NULL) < 0)
        syscall(SYS_nanosleep, &moment, NULL);
    syscall(SYS_exit, 0);
    return 0;
}

static void be_slow_to_look_at(void)
{
    char *pieces = mmap(NULL, PIECES * 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    for (size_t i = 0; i < PIECES; i += 2)
        mprotect(pieces + i * 4096, 4096, PROT_NONE);
    write(ready, "", 1);
    pause();
}

int main(int count, char **arguments)
{
    int ends[2];
    char told;

    flags = CLONE_VM | CLONE_FS | CLONE_FILES;
    flags |= count > 1 && strcmp(arguments[1], "threads") == 0 ? CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM : SIGCHLD;
    if (pipe(ends) != 0)
        return 2;
    ready = ends[1];
    if (fork() == 0)
        be_slow_to_look_at();
    read(ends[0], &told, 1);
    for (int i = 0; i < HOLDERS; i++) {
        if (fork() == 0) {
            stacks = mmap(NULL, STACKS * STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
            block = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
            madvise(block, SIZE, MADV_NOHUGEPAGE);
            carry_on(NULL);
        }
        read(ends[0], &told, 1);
    }
    sleep(10);
    puts("it was there for 10 s");
    return 1;
}

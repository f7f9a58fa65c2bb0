/* No attack: fills 80 MiB and starts children that run in its memory for a while, as posix_spawn and vfork do.
 * Judged rightly: the memory counts once.
 *
 * Ends: exit 0
 * Prints: lent 10 times */
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char stack[64 << 10] __attribute__((aligned(16)));

static int linger(void *unused)
{
    (void)unused;
    usleep(60 * 1000);
    _exit(0);
}

int main(void)
{
    char *block = malloc(80 << 20);

    memset(block, 1, 80 << 20);
    __asm__ volatile("" : : "r"(block) : "memory"); /* or the compiler leaves it all out */
    for (int i = 0; i < 10; i++) {
        if (clone(linger, stack + sizeof stack, CLONE_VM | CLONE_VFORK | SIGCHLD, NULL) < 0)
            return 1;
        wait(NULL);
    }
    puts("lent 10 times");
    return 0;
}

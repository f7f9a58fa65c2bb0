/* Makes processes that share memory, descriptors and signal handlers, but are no threads.
 * Contained: the run ends by its limit of processes, and none is left.
 *
 * Ends: limit processes */
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static int linger(void *unused)
{
    for (;;)
        pause();
    return unused != NULL;
}

int main(void)
{
    const size_t size = 16 << 10;

    for (;;) {
        char *stack = malloc(size);
        if (stack == NULL || clone(linger, stack + size, CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | SIGCHLD, NULL) < 0)
            free(stack);
    }
}

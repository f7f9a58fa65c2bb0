/* Makes processes by clone3, whose flags no filter can see.
 * Contained: clone3 does not exist here.
 *
 * Ends: exit 0
 * Prints: Function not implemented */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    struct clone_args like_fork = {.exit_signal = SIGCHLD};
    long child = syscall(SYS_clone3, &like_fork, sizeof like_fork);

    if (child >= 0) {
        puts("made");
        for (;;)
            syscall(SYS_clone3, &like_fork, sizeof like_fork);
    }
    puts(strerror(errno));
    return 0;
}

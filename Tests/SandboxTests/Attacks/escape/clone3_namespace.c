/* Makes a user namespace by clone3, whose flags are in memory, out of a filter's sight, and mounts in it.
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
#include <sys/mount.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    struct clone_args arguments = {.flags = CLONE_NEWUSER | CLONE_NEWNS, .exit_signal = SIGCHLD};
    long child = syscall(SYS_clone3, &arguments, sizeof arguments);

    if (child == 0)
        _exit(mount("tmpfs", "/", "tmpfs", 0, NULL) != 0);
    if (child > 0)
        wait(NULL);
    puts(child > 0 ? "made" : strerror(errno));
    return child > 0;
}

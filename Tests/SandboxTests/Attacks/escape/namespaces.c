/* Makes new namespaces, by unshare and by clone, in which it would have every right.
 * Contained: refused, and the report names the calls.
 *
 * Ends: exit 0
 * Prints: 0 of 3 made
 * Refused: clone, unshare */
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int done = 0;
    long child = syscall(SYS_clone, CLONE_NEWUSER | CLONE_NEWNS | SIGCHLD, 0, 0, 0, 0);

    if (child == 0)
        _exit(0);
    done += child > 0;
    if (child > 0)
        wait(NULL);
    done += unshare(CLONE_NEWUSER) == 0;
    done += unshare(CLONE_NEWNS) == 0;
    printf("%d of 3 made\n", done);
    return done != 0;
}

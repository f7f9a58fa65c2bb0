/* Reads and writes another process's memory, its own child's, by the calls made for that.
 * Contained: refused, and the report names the calls.
 *
 * Ends: exit 0
 * Prints: 0 of 2 done
 * Refused: process_vm_readv, process_vm_writev
 * Outside: 2 of 2 done */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

static char there[8];

int main(void)
{
    char here[8] = "changed";
    struct iovec local = {here, sizeof here}, remote = {there, sizeof there};
    pid_t child = fork();
    int done = 0;

    if (child == 0)
        for (;;)
            pause();
    done += process_vm_writev(child, &local, 1, &remote, 1, 0) == sizeof here;
    done += process_vm_readv(child, &local, 1, &remote, 1, 0) == sizeof here;
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    printf("%d of 2 done\n", done);
    return done != 0;
}

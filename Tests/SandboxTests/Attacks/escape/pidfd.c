/* Takes hold of process 1 by descriptor: takes its descriptors, kills it, and enters its namespaces through it.
 * Contained: taking descriptors and entering are refused; a signal does nothing.
 *
 * Ends: exit 0
 * Prints: 0 taken, 0 entered
 * Refused: pidfd_getfd, setns */
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    int first = (int)syscall(SYS_pidfd_open, 1, 0), taken = 0, entered = 0;

    for (int descriptor = 0; descriptor < 32; descriptor++)
        taken += syscall(SYS_pidfd_getfd, first, descriptor, 0) >= 0;
    entered += setns(first, CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWUSER) == 0;
    syscall(SYS_pidfd_send_signal, first, SIGKILL, NULL, 0);
    syscall(SYS_pidfd_send_signal, first, SIGSTOP, NULL, 0);
    printf("%d taken, %d entered\n", taken, entered);
    return taken + entered != 0;
}

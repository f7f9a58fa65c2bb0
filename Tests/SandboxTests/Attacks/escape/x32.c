/* Calls the kernel by the x32 numbers, which mean the same calls to the kernel and none to a filter that forgets them.
 * Contained: killed by SIGSYS.
 *
 * Ends: signal 31 */
#include <signal.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
#ifdef __x86_64__
    long made = syscall(0x40000000 + SYS_getpid);

    printf("answered: %s\n", made == getpid() ? "yes" : "no");
    return 1;
#else
    kill(getpid(), SIGSYS);
#endif
}

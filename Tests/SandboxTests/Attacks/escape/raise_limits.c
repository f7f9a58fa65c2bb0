/* Raises its own limits again, and those of others.
 * Contained: a hard limit stays. That of the stack is the machine's, since the memory limit holds it.
 *
 * Ends: exit 0
 * Prints: 0 raised
 * Refused: prlimit64 */
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

int main(void)
{
    static const int resources[] = {RLIMIT_CPU,     RLIMIT_CORE,     RLIMIT_FSIZE,      RLIMIT_NOFILE, RLIMIT_NPROC,
                                    RLIMIT_MEMLOCK, RLIMIT_MSGQUEUE, RLIMIT_SIGPENDING, RLIMIT_NICE};
    struct rlimit most = {RLIM_INFINITY, RLIM_INFINITY};
    int raised = 0;

    for (int i = 0; i < 9; i++)
        raised += setrlimit(resources[i], &most) == 0;
    raised += prlimit(getppid(), RLIMIT_CPU, &most, NULL) == 0;
    printf("%d raised\n", raised);
    return raised != 0;
}

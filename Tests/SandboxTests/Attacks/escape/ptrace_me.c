/* Lets its parent trace it, and lets others: a traced process makes calls that its tracer changes after the filter.
 * Contained: refused, and the report names the calls.
 *
 * Ends: exit 0
 * Prints: 0 of 2 done
 * Refused: ptrace, prctl */
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>

int main(void)
{
    int done = 0;

    done += ptrace(PTRACE_TRACEME, 0, 0, 0) == 0;
    done += prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY, 0, 0, 0) == 0;
    printf("%d of 2 done\n", done);
    return done != 0;
}

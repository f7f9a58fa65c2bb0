/* Takes the processor from others: real-time scheduling, a better priority, a processor of its own, all of the disk.
 * Contained: refused, and the report names the calls.
 *
 * Ends: exit 0
 * Prints: 0 of 5 done
 * Refused: sched_setscheduler, setpriority, sched_setaffinity, ioprio_set, sched_setattr */
#define _GNU_SOURCE
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    struct sched_param first = {.sched_priority = 1};
    struct {
        uint32_t size, policy;
        uint64_t flags;
        int32_t nice;
        uint32_t priority;
        uint64_t runtime, deadline, period;
    } attributes = {.size = 48, .policy = 6 /* SCHED_DEADLINE */, .runtime = 10000000, .deadline = 20000000, .period = 20000000};
    cpu_set_t one;
    int done = 0;

    CPU_ZERO(&one);
    CPU_SET(0, &one);
    done += sched_setscheduler(0, SCHED_FIFO, &first) == 0;
    done += setpriority(PRIO_PROCESS, 0, -20) == 0;
    done += sched_setaffinity(0, sizeof one, &one) == 0;
    done += syscall(SYS_ioprio_set, 1, 0, 1 << 13) == 0;
    done += syscall(SYS_sched_setattr, 0, &attributes, 0) == 0;
    printf("%d of 5 done\n", done);
    return done != 0;
}

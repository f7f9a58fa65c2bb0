/* Counts and samples what the processor does, of itself, of all, and of the kernel: a way to its addresses, and to others'
 * secrets by way of the cache.
 * Contained: refused, and the report names the call.
 *
 * Ends: exit 0
 * Prints: 0 of 2 opened
 * Refused: perf_event_open */
#include <linux/perf_event.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    struct perf_event_attr event = {.type = PERF_TYPE_SOFTWARE, .size = sizeof event, .config = PERF_COUNT_SW_CPU_CLOCK};
    int opened = 0;

    opened += syscall(SYS_perf_event_open, &event, 0, -1, -1, 0) >= 0;
    opened += syscall(SYS_perf_event_open, &event, -1, 0, -1, 0) >= 0;
    printf("%d of 2 opened\n", opened);
    return opened != 0;
}

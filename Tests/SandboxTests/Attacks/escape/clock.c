/* Sets the clock, by all three calls, so that the time limit is in the past.
 * Contained: refused, and the report names the calls.
 *
 * Ends: exit 0
 * Prints: 0 of 3 set
 * Refused: clock_settime, settimeofday, adjtimex */
#include <stdio.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

int main(void)
{
    struct timespec now;
    struct timeval same;
    struct timex change = {.modes = ADJ_FREQUENCY, .freq = 0};
    int set = 0;

    clock_gettime(CLOCK_REALTIME, &now);
    same = (struct timeval){.tv_sec = now.tv_sec, .tv_usec = now.tv_nsec / 1000};
    set += syscall(SYS_clock_settime, CLOCK_REALTIME, &now) == 0;
    set += syscall(SYS_settimeofday, &same, NULL) == 0;
    set += syscall(SYS_adjtimex, &change) >= 0;
    printf("%d of 3 set\n", set);
    return set != 0;
}

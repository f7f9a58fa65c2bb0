/* Makes timers until there are no more, each of which fires as often as it can.
 * Contained: there is a bounded number of them, and the run ends by its CPU limit.
 *
 * Limits: cpu 200 ms
 * Ends: limit cpu */
#include <signal.h>
#include <time.h>

static void ignore(int number)
{
    (void)number;
}

int main(void)
{
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGRTMIN};
    struct itimerspec often = {.it_interval = {0, 1}, .it_value = {0, 1}};
    timer_t timer;

    signal(SIGRTMIN, ignore);
    for (int made = 0; made < 100000 && timer_create(CLOCK_MONOTONIC, &event, &timer) == 0; made++)
        timer_settime(timer, 0, &often, NULL);
    for (volatile unsigned long count = 0;; count++) {}
}

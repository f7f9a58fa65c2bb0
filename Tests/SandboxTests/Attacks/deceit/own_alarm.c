/* Ends itself by the signals that the kernel sends for its own limits: by a timer, by a limit it sets itself.
 * Judged rightly: they are signals like any other, for the run's own limits were not reached.
 *
 * Arguments: cpu -> signal 24
 * Arguments: size -> signal 25
 * Arguments: alarm -> signal 14 */
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

static void wait_for_signal(clockid_t clock, int number)
{
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = number};
    struct itimerspec soon = {.it_value = {0, 10 * 1000 * 1000}};
    timer_t timer;

    if (timer_create(clock, &event, &timer) == 0 && timer_settime(timer, 0, &soon, NULL) == 0)
        for (volatile unsigned long count = 0;; count++) {}
}

int main(int count, char **arguments)
{
    struct rlimit none = {0, 0};
    int file = open("file", O_CREAT | O_WRONLY, 0600);

    if (count < 2)
        return 2;
    if (strcmp(arguments[1], "size") == 0)
        return setrlimit(RLIMIT_FSIZE, &none) != 0 || write(file, "x", 1) == 1;
    if (strcmp(arguments[1], "cpu") == 0)
        wait_for_signal(CLOCK_PROCESS_CPUTIME_ID, SIGXCPU);
    wait_for_signal(CLOCK_MONOTONIC, SIGALRM);
    return 1;
}

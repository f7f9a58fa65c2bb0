/* Ignores and blocks every signal it can, also those that tell of limits, and computes.
 * Contained: the run ends by its CPU limit.
 *
 * Limits: cpu 100 ms
 * Ends: limit cpu */
#include <stddef.h>
#include <signal.h>

int main(void)
{
    sigset_t all;

    for (int number = 1; number < 65; number++)
        signal(number, SIG_IGN);
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, NULL);
    for (volatile unsigned long count = 0;; count++) {}
}

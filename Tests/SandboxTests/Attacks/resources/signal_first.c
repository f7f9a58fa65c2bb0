/* Sends process 1, which watches over the run, one signal after the other, also the one that tells it of dead children.
 * Contained: it keeps to its limits.
 *
 * Limits: cpu 200 ms
 * Ends: limit cpu */
#define _GNU_SOURCE
#include <signal.h>
#include <unistd.h>

int main(void)
{
    union sigval value = {.sival_int = 1};

    for (;;)
        for (int number = 1; number < 65; number++) {
            kill(1, SIGCHLD);
            sigqueue(1, number, value);
        }
}

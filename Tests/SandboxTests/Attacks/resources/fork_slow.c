/* Starts a process every few milliseconds, each of which sleeps: a bomb too slow for a limit on how often one may fork.
 * Contained: the run ends by its limit of processes.
 *
 * Ends: limit processes */
#include <unistd.h>

int main(void)
{
    for (;;) {
        if (fork() == 0)
            for (;;)
                pause();
        usleep(3000);
    }
}

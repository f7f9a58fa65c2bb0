/* Starts processes that end at once, and reaps none of them.
 * Contained: a dead process that nobody reaped counts, so the run ends by its limit of processes.
 *
 * Ends: limit processes */
#include <unistd.h>

int main(void)
{
    for (;;)
        if (fork() == 0)
            _exit(0);
}

/* Stops itself with a signal that cannot be ignored, before anyone could wait for it.
 * Contained: the run ends by its wall limit.
 *
 * Limits: wall 200 ms
 * Ends: limit wall */
#include <signal.h>
#include <unistd.h>

int main(void)
{
    kill(getpid(), SIGSTOP);
    return 1;
}

/* Does nothing, for ever; ignores what can be ignored.
 * Contained: the run ends by its wall limit.
 *
 * Limits: wall 200 ms
 * Ends: limit wall */
#include <signal.h>
#include <unistd.h>

int main(void)
{
    for (int number = 1; number < 65; number++)
        signal(number, SIG_IGN);
    for (;;)
        pause();
}

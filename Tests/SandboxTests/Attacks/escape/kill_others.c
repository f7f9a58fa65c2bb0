/* Sends a signal to its parent, to process 1, to every process it may, and to the first 5000 numbers.
 * Contained: there is nobody to reach but itself; signals to process 1 do nothing. Its last word is written.
 *
 * Ends: exit 0
 * Prints: reached 0 */
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    int reached = 0;

    kill(getppid(), SIGKILL);
    kill(1, SIGKILL);
    kill(1, SIGSTOP);
    kill(1, SIGTERM);
    kill(-1, SIGKILL);
    kill(0, 0);
    for (int number = 2; number < 5000; number++)
        if (number != getpid() && kill(number, SIGKILL) == 0)
            reached++;
    printf("reached %d\n", reached);
    return reached != 0;
}

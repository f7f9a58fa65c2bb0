/* Stops itself, its children and all that it may signal.
 * Contained: the run ends by its wall limit, and none is left: who is stopped can be killed.
 *
 * Limits: wall 200 ms
 * Ends: limit wall */
#include <signal.h>
#include <unistd.h>

int main(void)
{
    for (int i = 0; i < 4; i++)
        if (fork() == 0)
            for (;;)
                pause();
    kill(-1, SIGSTOP);
    kill(0, SIGSTOP);
    return 1;
}

/* Ends while a chain of processes goes on, each of which starts the next and ends.
 * Contained: whoever is alive when the main process ends is killed, also one that is just being born.
 *
 * Ends: exit 0 */
#include <signal.h>
#include <unistd.h>

int main(void)
{
    signal(SIGCHLD, SIG_IGN);
    for (int chain = 0; chain < 4; chain++)
        if (fork() == 0)
            for (;;)
                if (fork() > 0)
                    _exit(0);
    usleep(20 * 1000);
    return 0;
}

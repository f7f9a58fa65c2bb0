/* Keeps a process alive that nobody can catch: each starts the next and ends, so that its number is always a new one.
 * Contained: the run ends by its CPU limit, and with it the chain.
 *
 * Limits: cpu 200 ms
 * Ends: limit cpu */
#include <signal.h>
#include <unistd.h>

int main(void)
{
    signal(SIGCHLD, SIG_IGN);
    if (fork() == 0)
        for (;;)
            if (fork() > 0)
                _exit(0);
    for (;;)
        pause();
}

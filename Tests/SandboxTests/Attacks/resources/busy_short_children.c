/* Burns CPU time in children that end before anyone could look, and that nobody reaps.
 * Contained: where their time cannot be seen, the wall limit ends the run.
 *
 * Limits: cpu 200 ms, wall 1000 ms
 * Ends: limit cpu or limit wall */
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int main(void)
{
    signal(SIGCHLD, SIG_IGN);
    for (;;) {
        if (fork() == 0) {
            while (clock() < CLOCKS_PER_SEC / 500) {}
            _exit(0);
        }
        wait(NULL);
    }
}

/* Burns CPU time in children that nobody reaps: SIGCHLD is ignored, so the kernel forgets them and their time.
 * Contained: the run ends by its CPU limit, long before its wall limit.
 *
 * Limits: cpu 200 ms
 * Ends: limit cpu */
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int main(void)
{
    signal(SIGCHLD, SIG_IGN);
    for (;;) {
        if (fork() == 0) {
            while (clock() < CLOCKS_PER_SEC / 20) {}
            _exit(0);
        }
        wait(NULL);
    }
}

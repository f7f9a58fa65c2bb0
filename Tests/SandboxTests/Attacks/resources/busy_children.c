/* Burns CPU time in one child after the other, each short, each reaped.
 * Contained: the run ends by its CPU limit, which counts the dead too.
 *
 * Limits: cpu 200 ms
 * Ends: limit cpu */
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int main(void)
{
    for (;;) {
        if (fork() == 0) {
            while (clock() < CLOCKS_PER_SEC / 20) {}
            _exit(0);
        }
        wait(NULL);
    }
}

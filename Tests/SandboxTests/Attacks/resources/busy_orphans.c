/* Burns CPU time in grandchildren whose parents are gone, while the main process sleeps.
 * Contained: the run ends by its CPU limit.
 *
 * Limits: cpu 200 ms
 * Ends: limit cpu */
#include <unistd.h>
#include <sys/wait.h>

int main(void)
{
    for (int i = 0; i < 3; i++) {
        if (fork() == 0) {
            if (fork() == 0) {
                setsid();
                for (volatile unsigned long count = 0;; count++) {}
            }
            _exit(0);
        }
        wait(NULL);
    }
    for (;;)
        pause();
}

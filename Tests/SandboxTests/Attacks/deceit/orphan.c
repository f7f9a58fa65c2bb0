/* Leaves behind a daemon: forked twice, in its own session, deaf to signals, with stdout and stderr kept open.
 * Contained: the run ends when its main process does, at once, and the daemon with it.
 *
 * Ends: exit 0
 * Prints: left one behind */
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    int ready[2];
    char byte;

    if (pipe(ready) != 0)
        return 2;
    if (fork() == 0) {
        setsid();
        if (fork() == 0) {
            for (int number = 1; number < 65; number++)
                signal(number, SIG_IGN);
            if (write(ready[1], "", 1) != 1)
                return 2;
            for (;;)
                pause();
        }
        _exit(0);
    }
    if (read(ready[0], &byte, 1) != 1)
        return 2;
    puts("left one behind");
    return 0;
}

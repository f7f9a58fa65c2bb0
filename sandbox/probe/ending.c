/*
 * ending.c: programs that do not end, or end as if something else had ended them.
 */
#include "probe.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* Leaves behind a daemon: forked twice, in a session of its own, deaf to signals, its streams kept open. The word on
 * its command line tells it from every other process. It ends by itself: no signal but SIGALRM, which it was left. */
int probe_orphan(int count, char **arguments)
{
    int ready[2];
    char byte;

    (void)count, (void)arguments;
    if (pipe(ready) != 0)
        return 2;
    if (fork() == 0) {
        setsid();
        if (fork() == 0) {
            for (int number = 1; number < 65; number++)
                if (number != SIGALRM)
                    signal(number, SIG_IGN);
            alarm(10);
            if (write(ready[1], "", 1) != 1)
                return 2;
            for (;;)
                pause();
        }
        _exit(0);
    }
    return read(ready[0], &byte, 1) == 1 ? 0 : 2;
}

/* Ends with a status, or by a signal, that could be taken for the work of a limit or of the sandbox. */
int probe_end(int count, char **arguments)
{
    long value = number(arguments[2], 255);

    (void)count;
    if (strcmp(arguments[1], "signal") == 0) {
        struct rlimit none = {0, 0};
        setrlimit(RLIMIT_CORE, &none);
        signal((int)value, SIG_DFL);
        raise((int)value);
    }
    return (int)value;
}

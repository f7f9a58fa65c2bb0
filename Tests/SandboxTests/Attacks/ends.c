/* Ends as it is told: "exit N" or "signal N". Among them are those that a judge may use for itself.
 * Contained: the end is reported as it was. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(int count, char **arguments)
{
    if (count != 3)
        return 2;
    if (strcmp(arguments[1], "exit") == 0)
        _exit(atoi(arguments[2]));
    kill(getpid(), atoi(arguments[2]));
    return 1;
}

/* Ends as it is told: "exit N" or "signal N". Among them are those that a judge may use for itself.
 * Contained: the end is reported as it was.
 *
 * Arguments: exit 0 -> exit 0
 * Arguments: exit 1 -> exit 1
 * Arguments: exit 2 -> exit 2
 * Arguments: exit 3 -> exit 3
 * Arguments: exit 124 -> exit 124
 * Arguments: exit 125 -> exit 125
 * Arguments: exit 126 -> exit 126
 * Arguments: exit 127 -> exit 127
 * Arguments: exit 137 -> exit 137
 * Arguments: exit 139 -> exit 139
 * Arguments: exit 255 -> exit 255
 * Arguments: signal 6 -> signal 6
 * Arguments: signal 8 -> signal 8
 * Arguments: signal 9 -> signal 9
 * Arguments: signal 11 -> signal 11
 * Arguments: signal 15 -> signal 15
 * Arguments: signal 24 -> signal 24
 * Arguments: signal 25 -> signal 25
 * Arguments: signal 31 -> signal 31 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(int count, char **arguments)
{
    if (count < 3)
        return 2;
    if (strcmp(arguments[1], "exit") == 0)
        _exit(atoi(arguments[2]));
    kill(getpid(), atoi(arguments[2]));
    return 1;
}

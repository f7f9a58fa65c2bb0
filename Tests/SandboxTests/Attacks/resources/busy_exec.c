/* Executes itself for ever, in one process: each program is new, the time it used is not.
 * Contained: the run ends by its CPU limit.
 *
 * Limits: cpu 200 ms
 * Ends: limit cpu */
#include <unistd.h>

int main(int count, char **arguments)
{
    (void)count;
    execv(arguments[0], arguments);
    return 1;
}

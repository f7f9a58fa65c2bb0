/* Forks and executes itself for ever, in every child too: what is looked at is soon another program.
 * Contained: the run ends by its limit of processes, and none is left.
 *
 * Ends: limit processes */
#include <unistd.h>

int main(int count, char **arguments)
{
    (void)count;
    fork();
    fork();
    execv(arguments[0], arguments);
    return 1;
}

/* Forks for ever, in every child too.
 * Contained: the run ends by its limit of processes, and none is left.
 *
 * Ends: limit processes */
#include <unistd.h>

int main(void)
{
    for (;;)
        fork();
}

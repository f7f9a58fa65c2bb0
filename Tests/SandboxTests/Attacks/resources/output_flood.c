/* Writes without end to the descriptor given: 1 or 2.
 * Contained: the run ends by its output limit; what is kept is as long as the limit.
 *
 * Arguments: 1
 * Arguments: 2
 * Ends: limit output */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(int count, char **arguments)
{
    static char block[65536];
    int descriptor = count > 1 ? atoi(arguments[1]) : 1;

    memset(block, 'x', sizeof block);
    for (;;)
        if (write(descriptor, block, sizeof block) < 0)
            return 1;
}

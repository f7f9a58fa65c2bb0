/* Writes without end from eight processes at once, to both streams.
 * Contained: the run ends by its output limit; what is kept is no longer than the limit.
 *
 * Ends: limit output */
#include <string.h>
#include <unistd.h>

int main(void)
{
    static char block[4096];

    memset(block, 'x', sizeof block);
    for (int i = 0; i < 3; i++)
        fork();
    for (;;)
        if (write(1, block, sizeof block) < 0 || write(2, block, sizeof block) < 0)
            return 1;
}

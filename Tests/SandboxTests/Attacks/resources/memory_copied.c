/* Fills 48 MiB, forks 8 times, and lets each child write to what it shared so far.
 * Contained: under a limit of 128 MiB the run ends by its memory limit, once the copies are.
 *
 * Ends: limit memory */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(void)
{
    const size_t size = 48 << 20;
    char *block = malloc(size);

    memset(block, 1, size);
    for (int i = 0; i < 8; i++)
        if (fork() == 0) {
            for (size_t at = 0; at < size; at += 4096)
                block[at] = (char)i;
            for (;;)
                pause();
        }
    for (;;)
        pause();
}

/* Reads the first bytes of 10 MiB of input, closes it, sleeps for a moment, and ends.
 * Contained: that is what is reported.
 *
 * Stdin: 10 MiB
 * Ends: exit 0
 * Prints: as it was */
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    char start[10] = {0};

    if (read(0, start, 9) != 9)
        return 2;
    close(0);
    usleep(20 * 1000);
    puts(start);
    return 0;
}

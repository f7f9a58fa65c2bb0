/* Reads its input byte by byte, each with a call of its own, for ever from the start.
 * Contained: the run ends by its CPU limit, which counts the kernel's work too.
 *
 * Stdin: 10 MiB
 * Limits: cpu 100 ms
 * Ends: limit cpu */
#include <unistd.h>

int main(void)
{
    char byte;

    for (;;)
        if (read(0, &byte, 1) == 0)
            lseek(0, 0, SEEK_SET);
}

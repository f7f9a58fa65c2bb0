/* Writes single bytes into a pipe that keeps each in a page of its own (O_DIRECT), to keep the reader busy.
 * Contained: the run ends by its CPU limit, or by its output limit, or on a busy machine, where it mostly waits for
 * the reader, by its real time limit.
 *
 * Limits: cpu 200 ms
 * Ends: limit cpu or limit output or limit wall */
#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>

int main(void)
{
    fcntl(1, F_SETFL, O_DIRECT);
    for (;;)
        if (write(1, "x", 1) != 1)
            return 1;
}

/* Fills as many pipes as it can open, each made as large as it can be: memory of the kernel that no process's size shows.
 * Contained: they cannot be made larger, and the kernel gives one user's pipes 64 MiB, and little each after that.
 *
 * Ends: exit 0 or limit memory
 * Prints: bounded
 * Refused: fcntl */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    static char block[65536];
    long written = 0, size;
    int ends[2];

    while (pipe2(ends, O_NONBLOCK) == 0) {
        fcntl(ends[1], F_SETPIPE_SZ, 1 << 20);
        while ((size = write(ends[1], block, sizeof block)) > 0)
            written += size;
    }
    printf("%s\n", written <= 80 << 20 ? "bounded" : "more than 80 MiB");
    return written > 80 << 20;
}

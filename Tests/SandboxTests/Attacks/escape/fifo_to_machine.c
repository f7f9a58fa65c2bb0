/* Opens the streams it was given once more, for the direction it was not: to read what others write, to write where it
 * should read.
 * Contained: its streams are pipes of this run only: it may not read them, or gets back its own.
 *
 * Ends: exit 0
 * Prints: own */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(void)
{
    char block[16] = {0};
    int again = open("/proc/self/fd/2", O_RDONLY | O_NONBLOCK);

    if (write(2, "own", 3) != 3)
        return 2;
    /* Nothing where it may not, or where the supervisor had it already. */
    ssize_t size = read(again, block, sizeof block - 1);
    puts(size <= 0 || strcmp(block, "own") == 0 ? "own" : "others'");
    return size > 3;
}

/* Reads a file of the machine, whose path is given.
 * Contained: it is not there. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

int main(int count, char **arguments)
{
    int file = count > 1 ? open(arguments[1], O_RDONLY) : -1;

    printf("%s\n", file >= 0 ? "read" : strerror(errno));
    return file >= 0;
}

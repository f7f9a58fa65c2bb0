/* Reads a file of the machine, whose path is given.
 * Contained: it is not there.
 *
 * Arguments: /etc/shadow
 * Arguments: /sys/kernel/notes
 * Arguments: /proc/kallsyms
 * Arguments: /proc/version
 * Arguments: /proc/1/environ
 * Arguments: /dev/mem
 * Ends: exit 0
 * Prints: No such file or directory */
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

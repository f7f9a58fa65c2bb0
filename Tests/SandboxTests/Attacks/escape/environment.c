/* Looks for what the judge's own environment told it: keys, paths, names.
 * Contained: it has exactly what the request says, which is PATH here, and cannot read anybody else's.
 *
 * Ends: exit 0
 * Prints: PATH=/usr/bin:/bin */
#define _GNU_SOURCE
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    for (char **variable = environ; *variable != NULL; variable++)
        puts(*variable);
    return access("/proc/1/environ", R_OK) == 0 ? 3 : 0;
}

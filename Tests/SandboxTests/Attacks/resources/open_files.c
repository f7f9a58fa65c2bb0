/* Opens files until it may open no more, in itself and in its children.
 * Contained: 256 for each process.
 *
 * Ends: exit 0
 * Prints: 256 */
#include <fcntl.h>
#include <stdio.h>

int main(void)
{
    int count = 3;

    while (open("/dev/null", O_RDONLY) >= 0)
        count++;
    printf("%d\n", count);
    return count > 256;
}

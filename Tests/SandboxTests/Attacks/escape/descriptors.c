/* Looks for descriptors that were left open.
 * Contained: there are 0, 1 and 2 and no other.
 *
 * Ends: exit 0
 * Prints: 0 others */
#include <fcntl.h>
#include <stdio.h>

int main(void)
{
    int others = 0;

    for (int descriptor = 3; descriptor < 4096; descriptor++)
        others += fcntl(descriptor, F_GETFD) >= 0;
    printf("%d others\n", others);
    return others != 0;
}

/* Makes device files: a disk, the memory, a terminal.
 * Contained: refused, and the report names the call.
 *
 * Ends: exit 0
 * Prints: 0 of 3 made
 * Refused: mknodat */
#include <stdio.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

int main(void)
{
    int made = 0;

    made += mknod("disk", S_IFBLK | 0600, makedev(8, 0)) == 0;
    made += mknod("memory", S_IFCHR | 0600, makedev(1, 1)) == 0;
    made += mknod("terminal", S_IFCHR | 0600, makedev(5, 0)) == 0;
    printf("%d of 3 made\n", made);
    return made != 0;
}

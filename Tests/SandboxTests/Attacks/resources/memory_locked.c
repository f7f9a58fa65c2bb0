/* Locks its memory, so that the kernel cannot take it back.
 * Contained: no more than 64 KiB can be locked.
 *
 * Ends: exit 0
 * Prints: 0 of 2 locked */
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/mman.h>

int main(void)
{
    static char block[1 << 20];
    int locked = 0;

    locked += mlock(block, sizeof block) == 0;
    locked += mlockall(MCL_CURRENT | MCL_FUTURE) == 0;
    printf("%d of 2 locked\n", locked);
    return locked != 0;
}

/* Leaves its root: changes root to a folder below the current one, and climbs out by the descriptor it kept.
 * Contained: refused, and the report names the calls.
 *
 * Ends: exit 0
 * Prints: 0 of 2 done, still inside
 * Refused: chroot, pivot_root */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    int above = open("/", O_RDONLY | O_DIRECTORY), done = 0;

    mkdir("lower", 0700);
    done += chroot("lower") == 0;
    done += syscall(SYS_pivot_root, ".", ".") == 0;
    if (fchdir(above) != 0)
        return 2;
    for (int i = 0; i < 64; i++)
        if (chdir("..") != 0)
            return 2;
    int is_outside = access("home", F_OK) == 0 || access("var/lib", F_OK) == 0;
    printf("%d of 2 done, %s\n", done, is_outside ? "outside" : "still inside");
    return done != 0 || is_outside;
}

/* Mounts, unmounts what covers the machine's /proc, makes everything writable, changes root.
 * Contained: refused, and the report names the calls.
 *
 * Ends: exit 0
 * Prints: 0 of 4 done
 * Refused: mount, umount2, chroot */
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/mount.h>
#include <unistd.h>

int main(void)
{
    int done = 0;

    done += mount("tmpfs", "/work", "tmpfs", 0, NULL) == 0;
    done += mount(NULL, "/usr", NULL, MS_REMOUNT | MS_BIND, NULL) == 0;
    done += umount2("/proc", MNT_DETACH) == 0;
    done += chroot("/work") == 0;
    printf("%d of 4 done\n", done);
    return done != 0;
}

/* Mounts by the newer calls, which filters written before them forget.
 * Contained: refused, and the report names the calls.
 *
 * Ends: exit 0
 * Prints: 0 of 6 done
 * Refused: open_tree, move_mount, fsopen, fspick, mount_setattr */
#include <fcntl.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    static const char none[64];
    int done = 0;

    done += syscall(SYS_open_tree, AT_FDCWD, "/", 1) >= 0;
    done += syscall(SYS_move_mount, AT_FDCWD, "/usr", AT_FDCWD, "/work", 0) == 0;
    done += syscall(SYS_fsopen, "tmpfs", 0) >= 0;
    done += syscall(SYS_fspick, AT_FDCWD, "/", 0) >= 0;
    done += syscall(SYS_fsconfig, 0, 6, NULL, NULL, 0) == 0;
    done += syscall(442 /* mount_setattr */, AT_FDCWD, "/", 0, none, 32) == 0;
    printf("%d of 6 done\n", done);
    return done != 0;
}

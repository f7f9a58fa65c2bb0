/*
 * covers.c: hides what /usr holds of the machine's own: sources, settings, data of programs installed by hand.
 *
 * A request that names such a folder, or one that holds it, shows it nevertheless.
 */
#include "covers.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/stat.h>

static const char *const folders[] = {"/usr/src", "/usr/local/src", "/usr/local/etc", "/usr/local/share",
                                      "/usr/local/games"};

#define FOLDER_COUNT (sizeof folders / sizeof folders[0])

bool covers_make(int root, const char *place, unsigned *covered, struct failure *failure)
{
    char path[64];
    struct stat found;

    for (unsigned i = 0; i < FOLDER_COUNT; i++) {
        if (CALL(fstatat, root, folders[i] + 1, &found, AT_SYMLINK_NOFOLLOW) != 0) {
            if (errno == ENOENT || errno == ENOTDIR)
                continue;
            return fail_call(failure, PHASE_MOUNTS, folders[i], errno);
        }
        if (!S_ISDIR(found.st_mode))
            continue;
        snprintf(path, sizeof path, "%s%s", place, folders[i]);
        if (CALL(mount, "tmpfs", path, "tmpfs", MS_NOSUID | MS_NODEV, "size=64k,nr_inodes=256,mode=755") != 0)
            return fail_call(failure, PHASE_MOUNTS, folders[i], errno);
        *covered |= 1u << i;
    }
    return true;
}

bool covers_close(unsigned covered, const char *place, struct failure *failure)
{
    const unsigned long flags = MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV;
    char path[64];

    for (unsigned i = 0; i < FOLDER_COUNT; i++) {
        snprintf(path, sizeof path, "%s%s", place, folders[i]);
        /* EINVAL, ENOENT: a request's path lies above it now. One in its very place is read-only already. */
        if ((covered & (1u << i)) != 0 && CALL(mount, NULL, path, NULL, flags, NULL) != 0 && errno != EINVAL &&
            errno != ENOENT)
            return fail_call(failure, PHASE_MOUNTS, folders[i], errno);
    }
    return true;
}

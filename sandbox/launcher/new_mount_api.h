/*
 * new_mount_api.h: the mount system calls of Linux 5.2 and 5.12, which Ubuntu 22.04's C library has no functions for.
 */
#ifndef NEW_MOUNT_API_H
#define NEW_MOUNT_API_H

#include <fcntl.h>
#include <linux/mount.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Opens a copy of what is mounted at a path, with everything mounted below it, attached nowhere yet. */
static inline int copy_mounts(const char *path)
{
    return (int)syscall(SYS_open_tree, AT_FDCWD, path, OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_RECURSIVE);
}

/* Sets MOUNT_ATTR_* flags on such a copy and all below it. */
static inline int restrict_mounts(int copy, unsigned long long flags)
{
    struct mount_attr attributes = {.attr_set = flags};

    return (int)syscall(SYS_mount_setattr, copy, "", AT_EMPTY_PATH | AT_RECURSIVE, &attributes, sizeof attributes);
}

/* Attaches such a copy at a path relative to a folder. */
static inline int attach_mounts(int copy, int folder, const char *path)
{
    return (int)syscall(SYS_move_mount, copy, "", folder, path, MOVE_MOUNT_F_EMPTY_PATH);
}

#endif

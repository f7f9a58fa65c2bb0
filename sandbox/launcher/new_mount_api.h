/*
 * new_mount_api.h: the mount system calls of Linux 5.2 and 5.12.
 *
 * With names of our own: Ubuntu 22.04's C library has none for them, and the kernel's header and a C library's cannot be
 * included together everywhere. See open_tree(2), move_mount(2), mount_setattr(2).
 */
#ifndef NEW_MOUNT_API_H
#define NEW_MOUNT_API_H

#include <fcntl.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TREE_CLONE 1u           /* OPEN_TREE_CLONE */
#define TREE_RECURSIVE 0x8000u  /* AT_RECURSIVE */
#define EMPTY_PATH 0x1000u      /* AT_EMPTY_PATH */
#define MOVE_FROM_DESCRIPTOR 4u /* MOVE_MOUNT_F_EMPTY_PATH */

/* MOUNT_ATTR_* */
#define MOUNT_READ_ONLY 1u
#define MOUNT_NO_SETUID 2u
#define MOUNT_NO_DEVICES 4u
#define MOUNT_NO_EXECUTION 8u

/* Opens a copy of what is mounted at a path, with everything mounted below it, attached nowhere yet. */
static inline int copy_mounts(const char *path)
{
    return (int)SYSTEM_CALL(open_tree, AT_FDCWD, path, TREE_CLONE | TREE_RECURSIVE | (unsigned)O_CLOEXEC);
}

/* Sets MOUNT_* flags on such a copy and all below it. */
static inline int restrict_mounts(int copy, uint64_t flags)
{
    struct {
        uint64_t set, clear, propagation, user_namespace;
    } attributes = {.set = flags};

    return (int)SYSTEM_CALL(mount_setattr, copy, "", EMPTY_PATH | TREE_RECURSIVE, &attributes, sizeof attributes);
}

/* Attaches such a copy at a path relative to a folder. */
static inline int attach_mounts(int copy, int folder, const char *path)
{
    return (int)SYSTEM_CALL(move_mount, copy, "", folder, path, MOVE_FROM_DESCRIPTOR);
}

#endif

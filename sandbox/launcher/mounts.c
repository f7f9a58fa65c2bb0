/*
 * mounts.c: roots, made once and kept, and the work folder, which is a run's own.
 *
 * A root is a mount namespace: a small tmpfs with read-only, nosuid, nodev copies of /usr and the library folders, four
 * harmless devices, a minimal /etc, the /proc of the keeper's pid namespace, and the read-only paths of a request; the
 * machine's own tree is not in it. The keeper keeps a few, by their set of paths, and moves between them. A run finds a
 * fresh tmpfs as its work folder: the one place it can write to.
 *
 * The machine's /proc lies under that /proc: the kernel lets a user namespace mount a fresh one only where a complete
 * one can be seen. The candidate cannot lift what covers it, for it has no capability.
 */
#include "mounts.h"

#include "covers.h"
#include "new_mount_api.h"

#include <dirent.h>
#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>

#define ROOTS_KEPT 4

/* The root is put together at this place, which surely exists; by then everything needed has been copied. */
#define BUILDING_PLACE "/proc"

#define SHOWN_FLAGS (MOUNT_READ_ONLY | MOUNT_NO_SETUID | MOUNT_NO_DEVICES)
#define DEVICE_FLAGS (MOUNT_READ_ONLY | MOUNT_NO_SETUID | MOUNT_NO_EXECUTION)

struct root {
    int namespace; /* 0: free */
    char *key;
    size_t key_size;
    unsigned long last_use;
    unsigned long number;
    struct process_folders processes;
};

static struct root roots[ROOTS_KEPT];
static unsigned long uses, roots_made;
static const char *zygote_library; /* NULL: there is none */
static int machine_namespace; /* the machine's own tree */
static int process_folder;    /* /proc/thread-self, which is out of reach once a root is entered */
static const struct root *current;

bool mounts_prepare(const char *library, struct failure *failure)
{
    zygote_library = library;
    if (CALL(mount, NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
        return fail_call(failure, PHASE_MOUNTS, "/", errno);
    process_folder = CALL(open, "/proc/thread-self", O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (process_folder < 0)
        return fail_call(failure, PHASE_MOUNTS, "/proc/thread-self", errno);
    machine_namespace = CALL(openat, process_folder, "ns/mnt", O_RDONLY | O_CLOEXEC);
    if (machine_namespace < 0)
        return fail_call(failure, PHASE_MOUNTS, "/proc/self/ns/mnt", errno);
    return true;
}

int mounts_reopen(int descriptor)
{
    char path[32];

    snprintf(path, sizeof path, "fd/%d", descriptor);
    return CALL(openat, process_folder, path, O_RDONLY | O_CLOEXEC);
}

/* Something of the machine, to be attached to the root, mostly at the same path. */
struct shown {
    const char *path;
    const char *place;
    uint64_t flags;
    int copy; /* -1: not there */
    bool is_folder;
};

static bool copy_shown(struct shown *shown, bool is_optional, struct failure *failure)
{
    struct stat found;

    shown->copy = -1;
    if (CALL(stat, shown->path, &found) != 0 || (shown->copy = copy_mounts(shown->path)) < 0) {
        return is_optional && errno == ENOENT ? true : fail_call(failure, PHASE_MOUNTS, shown->path, errno);
    }
    shown->is_folder = S_ISDIR(found.st_mode);
    if (shown->flags != 0 && restrict_mounts(shown->copy, shown->flags) != 0)
        return fail_call(failure, PHASE_MOUNTS, shown->path, errno);
    return true;
}

/* Makes the folders that lead to `path` (relative to `root`), and the place itself. */
static int make_place(int root, const char *path, bool is_folder)
{
    char partial[4096];
    int file;

    for (const char *slash = strchr(path, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        snprintf(partial, sizeof partial, "%.*s", (int)(slash - path), path);
        if (CALL(mkdirat, root, partial, 0755) != 0 && errno != EEXIST)
            return errno;
    }
    if (is_folder)
        return CALL(mkdirat, root, path, 0755) != 0 && errno != EEXIST ? errno : 0;
    file = CALL(openat, root, path, O_CREAT | O_WRONLY | O_CLOEXEC, 0644);
    if (file >= 0)
        close(file);
    return file < 0 && errno != EROFS ? errno : 0;
}

static bool attach_shown(int root, const struct shown *shown, struct failure *failure)
{
    int error;

    if (shown->copy < 0)
        return true;
    /* A place inside what is shown already exists, read-only: it needs no making. */
    if (CALL(faccessat, root, shown->place + 1, F_OK, AT_SYMLINK_NOFOLLOW) != 0) {
        error = errno == ENOENT ? make_place(root, shown->place + 1, shown->is_folder) : errno;
        if (error != 0)
            return fail_call(failure, PHASE_MOUNTS, shown->path, error);
    }
    if (attach_mounts(shown->copy, root, shown->place + 1) != 0)
        return fail_call(failure, PHASE_MOUNTS, shown->path, errno);
    return true;
}

static bool write_text(int root, const char *path, const char *text, size_t size, struct failure *failure)
{
    int file = CALL(openat, root, path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0644);
    ssize_t written = file >= 0 ? CALL(write, file, text, size) : -1;
    bool is_written = written == (ssize_t)size;

    if (!is_written)
        fail_call(failure, PHASE_MOUNTS, path, written < 0 ? errno : ENOSPC);
    if (file >= 0)
        close(file);
    return is_written;
}

/* Copies a small file of the machine's /etc; one that is not there, or too large to be what it should be, is left out. */
static bool copy_text(int machine, int root, const char *path, struct failure *failure)
{
    enum { most = 1 << 20 };
    int file = CALL(openat, machine, path, O_RDONLY | O_CLOEXEC);
    char *text;
    ssize_t size;
    bool is_copied = true;

    if (file < 0) /* EACCES: not for us to read, and so not for the candidate */
        return errno == ENOENT || errno == EACCES ? true : fail_call(failure, PHASE_MOUNTS, path, errno);
    text = CALL(malloc, most);
    size = text != NULL ? CALL(read, file, text, most) : -1;
    if (size < 0)
        is_copied = fail_call(failure, PHASE_MOUNTS, path, errno);
    else if (size > 0 && size < most)
        is_copied = write_text(root, path, text, (size_t)size, failure);
    free(text);
    close(file);
    return is_copied;
}

static bool make_etc(int machine, int root, struct failure *failure)
{
    static const char users[] = "root:x:0:0:root:/:/usr/sbin/nologin\n"
                                "candidate:x:65530:65530:candidate:/work:/bin/sh\n";
    static const char groups[] = "root:x:0:\ncandidate:x:65530:\n";
    static const char lookups[] = "passwd: files\ngroup: files\nhosts: files\n";

    if (CALL(mkdirat, root, "etc", 0755) != 0)
        return fail_call(failure, PHASE_MOUNTS, "/etc", errno);
    return write_text(root, "etc/passwd", users, sizeof users - 1, failure) &&
           write_text(root, "etc/group", groups, sizeof groups - 1, failure) &&
           write_text(root, "etc/nsswitch.conf", lookups, sizeof lookups - 1, failure) &&
           copy_text(machine, root, "etc/ld.so.cache", failure) && copy_text(machine, root, "etc/localtime", failure);
}

/* /bin, /lib and so on are links into /usr on most machines: the same links then, else shown folders. Before anything
 * else is attached, so that a path through them finds them. */
static bool make_links(int machine, int root, struct failure *failure)
{
    static const char *const names[] = {"bin", "sbin", "lib", "lib32", "lib64", "libx32"};
    char target[256];

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        ssize_t length = CALL(readlinkat, machine, names[i], target, sizeof target - 1);
        if (length < 0 && (errno == ENOENT || errno == EINVAL)) /* EINVAL: no link */
            continue;
        if (length < 0)
            return fail_call(failure, PHASE_MOUNTS, names[i], errno);
        target[length] = 0;
        if (CALL(symlinkat, target, root, names[i]) != 0)
            return fail_call(failure, PHASE_MOUNTS, names[i], errno);
    }
    return true;
}

/* A program's own descriptors, by the names that it knows from any machine. */
static bool make_stream_links(int root, struct failure *failure)
{
    static const char *const links[][2] = {{"/proc/self/fd", "dev/fd"},
                                           {"/proc/self/fd/0", "dev/stdin"},
                                           {"/proc/self/fd/1", "dev/stdout"},
                                           {"/proc/self/fd/2", "dev/stderr"}};

    for (size_t i = 0; i < sizeof links / sizeof links[0]; i++)
        if (CALL(symlinkat, links[i][0], root, links[i][1]) != 0)
            return fail_call(failure, PHASE_MOUNTS, links[i][1], errno);
    return true;
}

/* After all else: /tmp may be a folder by then, when a request shows something in it. */
static bool make_scratch_links(int root, struct failure *failure)
{
    /* Scratch space is the work folder, whatever a program calls it: one place, one limit. */
    if (CALL(symlinkat, "/work", root, "tmp") != 0 && errno != EEXIST)
        return fail_call(failure, PHASE_MOUNTS, "/tmp", errno);
    if (CALL(symlinkat, "/work", root, "dev/shm") != 0)
        return fail_call(failure, PHASE_MOUNTS, "/dev/shm", errno);
    return true;
}

/* The parts that every root has, then the request's paths. */
struct parts {
    struct shown shown[16 + SANDBOX_PATHS_MAX];
    size_t count;
    size_t own_count; /* of the parts that every root has */
};

static bool add_part_at(struct parts *parts, const char *path, const char *place, uint64_t flags, bool is_optional,
                        struct failure *failure)
{
    struct shown *shown = &parts->shown[parts->count];

    *shown = (struct shown){.path = path, .place = place, .flags = flags};
    parts->count++;
    return copy_shown(shown, is_optional, failure);
}

static bool add_part(struct parts *parts, const char *path, uint64_t flags, bool is_optional,
                     struct failure *failure)
{
    return add_part_at(parts, path, path, flags, is_optional, failure);
}

static bool copy_parts(struct parts *parts, const struct request *request, struct failure *failure)
{
    /* Not /dev/zero: mapped, it is shared memory that can be kept where no process's size shows it. */
    static const char *const devices[] = {"/dev/null", "/dev/full", "/dev/random", "/dev/urandom"};
    static const char *const folders[] = {"/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"};
    struct stat found;

    if (!add_part(parts, "/proc", 0, false, failure) || !add_part(parts, "/usr", SHOWN_FLAGS, false, failure) ||
        !add_part(parts, "/etc/alternatives", SHOWN_FLAGS, true, failure))
        return false;
    for (size_t i = 0; i < sizeof devices / sizeof devices[0]; i++)
        if (!add_part(parts, devices[i], DEVICE_FLAGS, false, failure))
            return false;
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        if (CALL(lstat, folders[i], &found) == 0) {
            if (S_ISDIR(found.st_mode) && !add_part(parts, folders[i], SHOWN_FLAGS, false, failure))
                return false;
        } else if (errno != ENOENT) {
            return fail_call(failure, PHASE_MOUNTS, folders[i], errno);
        }
    }
    if (zygote_library != NULL &&
        !add_part_at(parts, zygote_library, MOUNTS_ZYGOTE_LIBRARY, SHOWN_FLAGS, true, failure))
        return false;
    parts->own_count = parts->count;
    for (uint32_t i = 0; i < request->fixed.path_count; i++)
        if (!add_part(parts, request->paths[i], SHOWN_FLAGS, false, failure))
            return false;
    return true;
}

static bool fill_root(const struct parts *parts, int machine, int root, struct failure *failure)
{
    unsigned covered = 0;

    if (CALL(mkdirat, root, "work", 0755) != 0 || CALL(mkdirat, root, "dev", 0755) != 0)
        return fail_call(failure, PHASE_MOUNTS, "/work", errno);
    if (!make_etc(machine, root, failure) || !make_links(machine, root, failure))
        return false;
    for (size_t i = 0; i < parts->count; i++)
        if ((i == parts->own_count && !covers_make(root, BUILDING_PLACE, &covered, failure)) ||
            !attach_shown(root, &parts->shown[i], failure))
            return false;
    if (parts->count == parts->own_count && !covers_make(root, BUILDING_PLACE, &covered, failure))
        return false;
    return covers_close(covered, BUILDING_PLACE, failure) && make_stream_links(root, failure) &&
           make_scratch_links(root, failure);
}

/* In a fresh mount namespace: puts the root together and makes it the only thing there is. */
static bool build_root(const struct request *request, struct failure *failure)
{
    struct parts parts = {.count = 0};
    int machine = CALL(open, "/", O_PATH | O_DIRECTORY | O_CLOEXEC), root = -1;
    bool is_built = false;

    if (machine < 0)
        return fail_call(failure, PHASE_MOUNTS, "/", errno);
    if (!copy_parts(&parts, request, failure))
        goto done;
    if (CALL(mount, "tmpfs", BUILDING_PLACE, "tmpfs", MS_NOSUID | MS_NODEV,
             "size=8m,nr_inodes=4096,mode=755") != 0 ||
        (root = CALL(open, BUILDING_PLACE, O_PATH | O_DIRECTORY | O_CLOEXEC)) < 0) {
        fail_call(failure, PHASE_MOUNTS, "root tmpfs", errno);
        goto done;
    }
    if (!fill_root(&parts, machine, root, failure))
        goto done;
    if (CALL(mount, NULL, BUILDING_PLACE, NULL, MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV,
             NULL) != 0 ||
        CALL(fchdir, root) != 0 || SYSTEM_CALL(pivot_root, ".", ".") != 0 || CALL(umount2, ".", MNT_DETACH) != 0 ||
        CALL(chdir, "/") != 0)
        fail_call(failure, PHASE_MOUNTS, "pivot_root", errno);
    else
        is_built = true;
done:
    for (size_t i = 0; i < parts.count; i++)
        if (parts.shown[i].copy >= 0)
            close(parts.shown[i].copy);
    if (root >= 0)
        close(root);
    close(machine);
    return is_built;
}

/* Two: the keeper's, which shows every process of the run, and is nowhere in the tree; and the one that is. Both have only
 * what belongs to processes, nothing of the machine.
 *
 * In the candidate's there are those that it might trace: process 1 is not, whatever groups the candidate is in. It is
 * read-only, for a process could keep itself from the machine's OOM killer there, or reset the peak of its memory. The
 * keeper would miss something in it too: a process that executes a file which it may not read is nobody's to trace. */
static bool mount_processes(struct process_folders *processes, struct failure *failure)
{
    const unsigned long flags = MS_NOSUID | MS_NODEV | MS_NOEXEC;

    *processes = (struct process_folders){-1, -1};
    if (CALL(mount, "proc", "/proc", "proc", flags, "subset=pid") != 0 ||
        (processes->all = CALL(open, "/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0 ||
        CALL(umount2, "/proc", MNT_DETACH) != 0 ||
        CALL(mount, "proc", "/proc", "proc", flags, "hidepid=ptraceable,subset=pid") != 0 ||
        (processes->writable = copy_mounts("/proc")) < 0 ||
        CALL(mount, NULL, "/proc", NULL, MS_REMOUNT | MS_BIND | MS_RDONLY | flags, NULL) != 0)
        return fail_call(failure, PHASE_MOUNTS, "/proc", errno);
    return true;
}

static bool enter(int namespace, const struct root *root, struct failure *failure)
{
    if (CALL(setns, namespace, CLONE_NEWNS) != 0)
        return fail_call(failure, PHASE_MOUNTS, "setns", errno);
    current = root;
    return true;
}

static void forget(struct root *root)
{
    if (root->namespace > 0)
        close(root->namespace);
    if (root->processes.all > 0)
        close(root->processes.all);
    if (root->processes.writable > 0)
        close(root->processes.writable);
    free(root->key);
    *root = (struct root){0};
}

static struct root *least_used(void)
{
    struct root *choice = &roots[0];

    for (size_t i = 0; i < ROOTS_KEPT; i++) {
        if (roots[i].namespace == 0)
            return &roots[i];
        if (roots[i].last_use < choice->last_use)
            choice = &roots[i];
    }
    forget(choice);
    return choice;
}

static bool make_root(struct root *root, const struct request *request, struct failure *failure)
{
    if (CALL(unshare, CLONE_NEWNS) != 0)
        return fail_call(failure, PHASE_MOUNTS, "mount namespace", errno);
    if (!build_root(request, failure) || !mount_processes(&root->processes, failure))
        return false;
    if ((root->namespace = CALL(openat, process_folder, "ns/mnt", O_RDONLY | O_CLOEXEC)) < 0 ||
        (root->key = CALL(malloc, request->path_strings_size + 1)) == NULL)
        return fail_call(failure, PHASE_MOUNTS, "/proc/self/ns/mnt", errno);
    memcpy(root->key, request->path_strings, request->path_strings_size);
    root->key_size = request->path_strings_size;
    root->number = ++roots_made;
    return true;
}

static struct root *enter_new_root(const struct request *request, struct failure *failure)
{
    struct failure ignored = {0};
    struct root *root;

    if (!enter(machine_namespace, NULL, failure))
        return NULL;
    root = least_used();
    if (!make_root(root, request, failure)) {
        forget(root);
        enter(machine_namespace, NULL, &ignored);
        return NULL;
    }
    return root;
}

static struct root *find_root(const struct request *request)
{
    for (size_t i = 0; i < ROOTS_KEPT; i++)
        if (roots[i].namespace != 0 && roots[i].key_size == request->path_strings_size &&
            memcmp(roots[i].key, request->path_strings, roots[i].key_size) == 0)
            return &roots[i];
    return NULL;
}

bool mounts_enter_root(const struct request *request, struct process_folders *processes, struct failure *failure)
{
    struct root *root = find_root(request);

    if (root == NULL)
        root = enter_new_root(request, failure);
    else if (root != current && !enter(root->namespace, root, failure))
        root = NULL;
    if (root == NULL)
        return false;
    current = root;
    root->last_use = ++uses;
    *processes = root->processes;
    return true;
}

unsigned long mounts_current_root(void)
{
    return current->number;
}

int mounts_current_namespace(void)
{
    return current->namespace;
}

int mounts_open_pid_namespace(void)
{
    return CALL(openat, process_folder, "ns/pid", O_RDONLY | O_CLOEXEC);
}

bool mounts_open_work(const struct request *request, const struct identity *identity, struct failure *failure)
{
    char options[160];

    /* An inode for every 4 KiB, as a disk would have, and some for the first files. */
    snprintf(options, sizeof options, "size=%lluk,nr_inodes=%llu,mode=755,uid=%u,gid=%u",
             (unsigned long long)request->fixed.work_kib, (unsigned long long)request->fixed.work_kib / 4 + 64,
             identity->uid, identity->gid);
    if (CALL(mount, "tmpfs", "/work", "tmpfs", MS_NOSUID | MS_NODEV, options) != 0)
        return fail_call(failure, PHASE_MOUNTS, "/work", errno);
    if (CALL(chdir, "/work") == 0)
        return true;
    fail_call(failure, PHASE_MOUNTS, "/work", errno);
    mounts_close_work(failure);
    return false;
}

void mounts_close_work(struct failure *failure)
{
    /* Detached and not just unmounted: that spares us the wait for every core to notice. Nobody is there to use it. */
    if (CALL(chdir, "/") != 0 || CALL(umount2, "/work", MNT_DETACH) != 0)
        fail_call(failure, PHASE_MOUNTS, "/work", errno);
}

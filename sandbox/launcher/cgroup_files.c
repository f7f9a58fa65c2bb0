/*
 * cgroup_files.c: finds the groups' folders, makes and sweeps groups, reads and writes their files.
 *
 * A launcher holds a shared lock on its group's folder, and the keeper with it, until both are gone: a group whose lock
 * can be had is one that a killed launcher left behind, wherever that was, and the next one removes it. The name says whose
 * it is: the pid namespace, process number and start time of the launcher, and behind a dot a number, so that no name is
 * used twice and what is removed by name is what was locked. See cgroups(7), proc_pid_mountinfo(5), flock(2).
 */
#include "cgroup_files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define PREFIX "atlas-sandbox-"

#define UNKNOWN ((unsigned long long)-1)

/* How often a group is made again that was taken for one left behind before it was locked: each launcher that starts at
 * the same moment can do so once. */
#define TRIES 16

/* When a process started, in clock ticks since the machine did; 0 when there is none, or it only waits to be reaped;
 * UNKNOWN when that cannot be told. */
static unsigned long long start_of(long process)
{
    char path[48], text[1024];
    const char *position;
    unsigned long long start = 0;
    char state = 'Z';
    FILE *file;

    snprintf(path, sizeof path, "/proc/%ld/stat", process);
    file = fopen(path, "re");
    if (file == NULL)
        return errno == ENOENT || errno == ESRCH ? 0 : UNKNOWN;
    text[fread(text, 1, sizeof text - 1, file)] = 0;
    fclose(file);
    position = strrchr(text, ')');
    /* Fields 4 to 21 come between. */
    if (position == NULL ||
        sscanf(position + 1, " %c %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %llu",
               &state, &start) != 2 ||
        state == 'Z')
        return 0;
    return start;
}

static unsigned long long own_pid_namespace(void)
{
    struct stat found;

    return stat("/proc/self/ns/pid", &found) == 0 ? found.st_ino : 0;
}

static bool is_gone(long process, unsigned long long start)
{
    unsigned long long now = start_of(process);

    return now != UNKNOWN && now != start;
}

/* Removes a group if its launcher is gone. EBUSY: its processes are about to end; the next launcher will. */
static void remove_left_behind(int parent, const char *name)
{
    unsigned long long namespace, start;
    unsigned number;
    long process;
    int folder;

    switch (sscanf(name, PREFIX "%llu-%ld-%llu.%u", &namespace, &process, &start, &number)) {
    case 4:
        folder = cgroup_open(parent, name, O_RDONLY | O_DIRECTORY);
        if (folder < 0)
            return;
        if (flock(folder, LOCK_EX | LOCK_NB) == 0)
            unlinkat(parent, name, AT_REMOVEDIR);
        close(folder);
        return;
    case 3: /* of an older launcher, which holds no lock: one of another pid namespace may be alive */
        if (namespace != 0 && namespace == own_pid_namespace() && is_gone(process, start))
            unlinkat(parent, name, AT_REMOVEDIR);
        return;
    }
}

static void sweep(int parent)
{
    int copy = openat(parent, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *entries = copy >= 0 ? fdopendir(copy) : NULL;
    struct dirent *entry;

    if (entries == NULL) {
        if (copy >= 0)
            close(copy);
        return;
    }
    while ((entry = readdir(entries)) != NULL)
        remove_left_behind(parent, entry->d_name);
    closedir(entries);
}

/* Names the next group after its launcher: one that does not say whose it is would never be removed, or too soon. */
static bool make_name(struct cgroup *cgroup)
{
    static unsigned number;
    unsigned long long namespace = own_pid_namespace(), start = start_of(getpid());

    if (namespace == 0 || start == 0 || start == UNKNOWN) {
        errno = ESRCH;
        return false;
    }
    snprintf(cgroup->name, sizeof cgroup->name, PREFIX "%llu-%ld-%llu.%u", namespace, (long)getpid(), start, ++number);
    return true;
}

/* Opens a group that was just made and locks it. False when another launcher was there first: it removes the group. */
static bool hold(struct cgroup_folder *made)
{
    made->folder = cgroup_open(made->parent, made->name, O_RDONLY | O_DIRECTORY);
    if (made->folder < 0)
        return false;
    if (flock(made->folder, LOCK_SH | LOCK_NB) == 0 && faccessat(made->parent, made->name, F_OK, 0) == 0)
        return true;
    close(made->folder);
    return false;
}

int cgroup_make_folder(struct cgroup *cgroup, int parent)
{
    struct cgroup_folder made = {.parent = parent};

    if (cgroup->folder_count == CGROUP_FOLDERS_MAX || (cgroup->name[0] == 0 && !make_name(cgroup)))
        return -1;
    sweep(parent);
    for (int tries = 0; tries < TRIES; tries++) {
        memcpy(made.name, cgroup->name, sizeof made.name);
        if (mkdirat(parent, made.name, 0755) != 0)
            return -1;
        if (hold(&made)) {
            cgroup->folders[cgroup->folder_count++] = made;
            return made.folder;
        }
        unlinkat(parent, made.name, AT_REMOVEDIR);
        if (!make_name(cgroup))
            return -1;
    }
    return -1;
}

static bool has_option(const char *options, const char *option)
{
    size_t length = strlen(option);

    for (const char *at = options; (at = strstr(at, option)) != NULL; at += length)
        if ((at == options || at[-1] == ',') && (at[length] == 0 || at[length] == ',' || at[length] == '\n'))
            return true;
    return false;
}

/* The path in a hierarchy of the group in which this process is. */
static bool find_group(const char *controller, char *path, size_t size)
{
    char line[4096];
    bool is_found = false;
    FILE *groups = fopen("/proc/self/cgroup", "re");

    if (groups == NULL)
        return false;
    while (!is_found && fgets(line, sizeof line, groups) != NULL) {
        char *options = strchr(line, ':'), *group = options != NULL ? strchr(options + 1, ':') : NULL;
        if (group == NULL)
            continue;
        *group++ = 0;
        group[strcspn(group, "\n")] = 0;
        is_found = controller != NULL ? has_option(options + 1, controller) : options[1] == 0;
        if (is_found)
            snprintf(path, size, "%s", group);
    }
    fclose(groups);
    return is_found;
}

/* Where a hierarchy is mounted, and which of its groups is there. */
static bool find_mount(const char *type, const char *controller, char *root, char *place, size_t size)
{
    char line[4096], line_root[2048], line_place[2048], line_type[64], options[1024];
    bool is_found = false;
    FILE *mounts = fopen("/proc/self/mountinfo", "re");

    if (mounts == NULL)
        return false;
    while (!is_found && fgets(line, sizeof line, mounts) != NULL) {
        const char *rest = strstr(line, " - ");
        if (rest == NULL || sscanf(line, "%*s %*s %*s %2047s %2047s", line_root, line_place) != 2 ||
            sscanf(rest, " - %63s %*s %1023s", line_type, options) != 2 || strcmp(line_type, type) != 0)
            continue;
        is_found = controller == NULL || has_option(options, controller);
        if (is_found) {
            snprintf(root, size, "%s", line_root);
            snprintf(place, size, "%s", line_place);
        }
    }
    fclose(mounts);
    return is_found;
}

int cgroup_open_own(const char *type, const char *controller, bool is_parent)
{
    char group[4096], root[2048], place[2048], path[8192];
    const char *below = group;
    size_t length;

    if (!find_group(controller, group, sizeof group) || !find_mount(type, controller, root, place, sizeof root))
        return -1;
    length = strcmp(root, "/") == 0 ? 0 : strlen(root);
    if (strncmp(group, root, length) == 0 && (group[length] == '/' || group[length] == 0))
        below = group + length;
    if (strstr(below, "..") != NULL || (is_parent && (below[0] == 0 || strcmp(below, "/") == 0)))
        return -1; /* what is mounted is not where we are, or nothing is above it */
    snprintf(path, sizeof path, "%s%s%s", place, below, is_parent ? "/.." : "");
    return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

int cgroup_open(int folder, const char *name, int flags)
{
    return openat(folder, name, flags | O_CLOEXEC);
}

bool cgroup_write(int folder, const char *name, const char *text)
{
    int file = cgroup_open(folder, name, O_WRONLY);
    bool is_written = file >= 0 && write(file, text, strlen(text)) == (ssize_t)strlen(text);

    if (file >= 0)
        close(file);
    return is_written;
}

bool cgroup_write_number(int file, uint64_t number)
{
    char text[32];
    int length = snprintf(text, sizeof text, "%llu", (unsigned long long)number);

    return file >= 0 && CALL(pwrite, file, text, (size_t)length, 0) == length;
}

bool cgroup_read_text(int file, char *text, size_t size)
{
    ssize_t length = file >= 0 ? CALL(pread, file, text, size - 1, 0) : -1;

    text[length > 0 ? length : 0] = 0;
    return length > 0;
}

uint64_t cgroup_read(const struct cgroup_figure *figure)
{
    char text[2048];
    const char *at = text;

    if (!cgroup_read_text(figure->file, text, sizeof text)) {
        fail_call(&pending_failure, PHASE_SUPERVISE, figure->word != NULL ? figure->word : "control group", errno);
        return 0;
    }
    if (figure->word != NULL) {
        size_t length = strlen(figure->word);
        while ((strncmp(at, figure->word, length) != 0 || at[length] != ' ') && (at = strchr(at, '\n')) != NULL)
            at++;
        if (at == NULL)
            return 0;
        at += length;
    }
    return strtoull(at, NULL, 10);
}

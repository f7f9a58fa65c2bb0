/*
 * cgroup_v2.c: a group of the unified hierarchy, beside the launcher's own or below it.
 *
 * A group with processes of its own cannot give controllers to groups below it. So the place is beside ours, where the
 * one above gives them: as root, or where a user's service manager delegated that one to the user. But not where our own
 * group is limited in memory: that limit would not hold there. Else it is below ours and knows CPU time alone.
 */
#include "cgroup_files.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static bool is_unlimited(int own)
{
    char text[64];
    int file = cgroup_open(own, "memory.max", O_RDONLY);
    bool is_unlimited = file < 0 || (cgroup_read_text(file, text, sizeof text) && strncmp(text, "max", 3) == 0);

    if (file >= 0)
        close(file);
    return is_unlimited;
}

static bool gives_controllers(int folder)
{
    char text[256];
    int file = cgroup_open(folder, "cgroup.subtree_control", O_RDONLY);
    bool gives = file >= 0 && cgroup_read_text(file, text, sizeof text) && strstr(text, "memory") != NULL &&
                 strstr(text, "pids") != NULL;

    if (file >= 0)
        close(file);
    return gives;
}

/* Makes a group in a folder and takes the folder over; -1 where we may not. */
static int make(struct cgroup *cgroup, int parent)
{
    int folder = parent >= 0 ? cgroup_make_folder(cgroup, parent) : -1;

    if (folder < 0 && parent >= 0)
        close(parent);
    return folder;
}

static void open_limits(struct cgroup *cgroup, int folder)
{
    if (cgroup_write(folder, "memory.oom.group", "1") &&
        (cgroup_write(folder, "memory.swap.max", "0") || faccessat(folder, "memory.swap.max", F_OK, 0) != 0)) {
        cgroup->memory_limit = cgroup_open(folder, "memory.max", O_WRONLY);
        cgroup->kills = (struct cgroup_figure){.file = cgroup_open(folder, "memory.events", O_RDONLY),
                                               .word = "oom_kill"};
        cgroup->full = (struct cgroup_figure){.file = cgroup_open(folder, "memory.events.local", O_RDONLY),
                                              .word = "oom"};
    }
    cgroup->process_limit = cgroup_open(folder, "pids.max", O_WRONLY);
    cgroup->refusals = (struct cgroup_figure){.file = cgroup_open(folder, "pids.events", O_RDONLY), .word = "max"};
}

bool cgroup_v2_make(struct cgroup *cgroup, bool *holds_limits)
{
    int own = cgroup_open_own("cgroup2", NULL, false), above = cgroup_open_own("cgroup2", NULL, true), folder = -1;

    *holds_limits = false;
    if (above >= 0 && own >= 0 && is_unlimited(own) && gives_controllers(above)) {
        folder = make(cgroup, above);
        *holds_limits = folder >= 0;
        above = -1;
    }
    if (above >= 0)
        close(above);
    if (folder < 0) {
        *holds_limits = own >= 0 && gives_controllers(own);
        folder = make(cgroup, own);
    } else if (own >= 0) {
        close(own);
    }
    if (folder < 0)
        return false;
    open_limits(cgroup, folder);
    cgroup->cpu = (struct cgroup_figure){.file = cgroup_open(folder, "cpu.stat", O_RDONLY), .word = "usage_usec"};
    cgroup->cpu_ns_per_unit = 1000;
    cgroup->kind = SANDBOX_CGROUP_V2;
    return true;
}

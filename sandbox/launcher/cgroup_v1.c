/*
 * cgroup_v1.c: a group below the launcher's own in each of the hierarchies memory, pids and cpuacct.
 *
 * Only root can make them. A process is born in the groups of the thread that starts it, so the keeper has a thread for
 * that in them. A page belongs to the group of the process's first thread, which stays outside: the outputs that the
 * keeper collects are not the run's memory, and the kernel looks for something to kill only among first threads.
 */
#include "cgroup_files.h"

#include <fcntl.h>
#include <unistd.h>

/* Makes a group for a controller; -1 where the machine has none for us. */
static int make(struct cgroup *cgroup, const char *controller)
{
    int parent = cgroup_open_own("cgroup", controller, false), folder, members;

    if (parent < 0)
        return -1;
    folder = cgroup_make_folder(cgroup, parent);
    if (folder < 0) {
        close(parent);
        return -1;
    }
    members = cgroup_open(folder, "tasks", O_WRONLY);
    cgroup->members[cgroup->folder_count - 1] = members;
    return members >= 0 ? folder : -1;
}

bool cgroup_v1_make(struct cgroup *cgroup)
{
    int memory = make(cgroup, "memory"), processes = make(cgroup, "pids"), cpu = make(cgroup, "cpuacct");

    if (memory >= 0 && cgroup_write(memory, "memory.swappiness", "0")) {
        cgroup->memory_limit = cgroup_open(memory, "memory.limit_in_bytes", O_WRONLY);
        cgroup->swap_limit = cgroup_open(memory, "memory.memsw.limit_in_bytes", O_WRONLY);
        cgroup->kills = (struct cgroup_figure){.file = cgroup_open(memory, "memory.oom_control", O_RDONLY),
                                               .word = "oom_kill"};
        /* Not memory.failcnt, in which newer kernels count nothing. */
        cgroup->top.file = cgroup_open(memory, "memory.max_usage_in_bytes", O_RDWR);
    }
    if (processes >= 0) {
        cgroup->process_limit = cgroup_open(processes, "pids.max", O_WRONLY);
        cgroup->refusals = (struct cgroup_figure){.file = cgroup_open(processes, "pids.events", O_RDONLY),
                                                  .word = "max"};
        /* The refusals are all that the group met, also those of a limit above it. */
        cgroup->most.file = cgroup_open(processes, "pids.peak", O_RDONLY);
    }
    if (cpu >= 0)
        cgroup->cpu.file = cgroup_open(cpu, "cpuacct.usage", O_RDONLY);
    cgroup->cpu_ns_per_unit = 1;
    cgroup->kind = SANDBOX_CGROUP_V1;
    return cgroup->folder_count > 0;
}

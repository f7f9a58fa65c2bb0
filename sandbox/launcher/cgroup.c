/*
 * cgroup.c: chooses the kind of group, and does for a run what both kinds have in common.
 *
 * The limit of memory is a backstop: what a run is judged by is the memory of its processes (supervise.c), which is the
 * same on every machine. The group also counts what is no program's: cached files, the kernel's own, a zygote. So it gets
 * what the run may have, its work folder, and some room for those: nobody can use more than that, however fast or hidden.
 */
#include "cgroup.h"

#include "cgroup_files.h"
#include "../common/clocks.h"
#include "clone_into.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* Room for what the kernel keeps for a run: stacks and structures of processes, buffers of pipes. */
#define KERNEL_KIB (16 * 1024)
#define KERNEL_KIB_PER_PROCESS 64

/* What a zygote may take of the group's memory, and while it starts. */
#define ZYGOTE_KIB (48 * 1024)
#define STARTING_KIB (512 * 1024)
#define STARTING_PROCESSES 16

static struct cgroup cgroup;
static uint64_t memory_kib, processes; /* the limits that are set now; 0: unknown */
static bool has_zygote;
static uint64_t zygote_ns; /* what it has spent */
static uint64_t gone_ns;   /* what those before it had, which the group goes on counting */
static int namespace = -1;             /* a cgroup namespace whose root is the group; cgroup v2 */

static void forget(void)
{
    memset(&cgroup, 0, sizeof cgroup);
    cgroup.memory_limit = cgroup.swap_limit = cgroup.process_limit = -1;
    cgroup.kills.file = cgroup.refusals.file = cgroup.cpu.file = -1;
    cgroup.full.file = cgroup.top.file = cgroup.most.file = -1;
    for (size_t i = 0; i < CGROUP_FOLDERS_MAX; i++)
        cgroup.members[i] = -1;
}

void cgroup_make(enum cgroup_choice choice)
{
    bool holds_limits = false;

    forget();
    if (choice == CGROUP_V2 || choice == CGROUP_AUTO) {
        if (cgroup_v2_make(&cgroup, &holds_limits) && (holds_limits || choice == CGROUP_V2))
            return;
        cgroup_remove();
    }
    if (choice == CGROUP_V1 || choice == CGROUP_AUTO) {
        if (cgroup_v1_make(&cgroup))
            return;
        cgroup_remove();
    }
    if (choice == CGROUP_AUTO && !cgroup_v2_make(&cgroup, &holds_limits))
        cgroup_remove();
}

void cgroup_remove(void)
{
    for (size_t i = 0; i < cgroup.folder_count; i++)
        unlinkat(cgroup.folders[i].parent, cgroup.folders[i].name, AT_REMOVEDIR); /* EBUSY: the next launcher will */
    for (size_t i = 0; i < cgroup.folder_count; i++) {
        close(cgroup.folders[i].parent);
        if (cgroup.folders[i].folder >= 0)
            close(cgroup.folders[i].folder);
        if (cgroup.members[i] >= 0)
            close(cgroup.members[i]);
    }
    const int files[] = {cgroup.memory_limit, cgroup.swap_limit,    cgroup.process_limit,
                         cgroup.kills.file,   cgroup.refusals.file, cgroup.cpu.file,
                         cgroup.full.file,    cgroup.top.file,      cgroup.most.file};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        if (files[i] >= 0)
            close(files[i]);
    forget();
}

bool cgroup_wants_thread(void)
{
    return cgroup.kind == SANDBOX_CGROUP_V1;
}

/* In a process in the group that shares our descriptors. */
static int make_namespace(void *argument)
{
    struct failure *failure = argument;

    if (CALL(unshare, CLONE_NEWCGROUP) != 0 ||
        (namespace = CALL(open, "/proc/self/ns/cgroup", O_RDONLY | O_CLOEXEC)) < 0)
        fail_call(failure, PHASE_NAMESPACES, "cgroup namespace", errno);
    _exit(0);
}

static bool enter_v2(struct failure *failure)
{
    static _Alignas(16) char stack[16 * 1024];
    pid_t child = cgroup_clone(make_namespace, stack, sizeof stack, CLONE_VM | CLONE_VFORK | CLONE_FILES, failure);

    if (child < 0)
        return fail_call(failure, PHASE_NAMESPACES, "clone into cgroup", errno);
    while (CALL(waitpid, child, NULL, 0) < 0)
        if (errno != EINTR)
            return fail_call(failure, PHASE_NAMESPACES, "clone into cgroup", errno);
    return failure->phase == PHASE_NONE;
}

static bool enter(struct failure *failure)
{
    if (cgroup.kind == SANDBOX_CGROUP_V2)
        return enter_v2(failure);
    for (size_t i = 0; i < cgroup.folder_count; i++)
        if (cgroup.members[i] >= 0 && !cgroup_write_number(cgroup.members[i], (uint64_t)syscall(SYS_gettid)))
            return fail_call(failure, PHASE_NAMESPACES, "cgroup", errno);
    return CALL(unshare, CLONE_NEWCGROUP) == 0 ? true : fail_call(failure, PHASE_NAMESPACES, "cgroup namespace", errno);
}

bool cgroup_enter(struct failure *failure)
{
    struct failure refused = {0};

    if (enter(&refused))
        return true;
    /* It could be made, but not be entered: then the runs are polled, as where there is none. */
    cgroup_remove();
    return CALL(unshare, CLONE_NEWCGROUP) == 0 ? true : fail_call(failure, PHASE_NAMESPACES, "cgroup namespace", errno);
}

pid_t cgroup_clone(int (*function)(void *), void *stack, size_t stack_size, int flags, void *argument)
{
    if (cgroup.kind == SANDBOX_CGROUP_V2)
        return clone_into(function, stack, stack_size, flags, cgroup.folders[0].folder, argument);
    return CALL(clone, function, (char *)stack + stack_size, flags | SIGCHLD, argument);
}

bool cgroup_join(void)
{
    for (size_t i = 0; i < cgroup.folder_count; i++)
        if (cgroup.members[i] >= 0 && !cgroup_write_number(cgroup.members[i], 0)) /* 0: who writes */
            return false;
    return unshare(CLONE_NEWCGROUP) == 0;
}

void cgroup_note_zygote(uint64_t spent_ns)
{
    has_zygote = true;
    zygote_ns = spent_ns;
}

void cgroup_forget_zygote(void)
{
    has_zygote = false;
    gone_ns += zygote_ns;
    zygote_ns = 0;
}

bool cgroup_hide(struct failure *failure)
{
    return namespace < 0 || CALL(setns, namespace, CLONE_NEWCGROUP) == 0
               ? true
               : fail_call(failure, PHASE_NAMESPACES, "cgroup namespace", errno);
}

/* True when the group holds the run to it. Where memory and swap together have a limit, it is never the lower one. */
static bool limit_memory(uint64_t kib)
{
    uint64_t bytes = kib * 1024;
    bool is_raised = memory_kib != 0 && kib > memory_kib, is_set; /* at first there is no limit */

    if (cgroup.memory_limit < 0 || cgroup.kills.file < 0)
        return false;
    if (kib == memory_kib)
        return true;
    if (is_raised && cgroup.swap_limit >= 0 && !cgroup_write_number(cgroup.swap_limit, bytes))
        return false;
    is_set = cgroup_write_number(cgroup.memory_limit, bytes); /* EBUSY: what is cached there cannot be dropped */
    if (is_set && !is_raised && cgroup.swap_limit >= 0)
        is_set = cgroup_write_number(cgroup.swap_limit, bytes);
    if (is_set)
        memory_kib = kib;
    return is_set;
}

static bool limit_processes(uint64_t count)
{
    if (cgroup.process_limit < 0 || cgroup.refusals.file < 0)
        return false;
    if (count != processes && !cgroup_write_number(cgroup.process_limit, count))
        return false;
    processes = count;
    return true;
}

void cgroup_make_room(void)
{
    limit_memory(STARTING_KIB);
    limit_processes(STARTING_PROCESSES);
}

void cgroup_spare_process(bool is_needed)
{
    if (processes > 0)
        limit_processes(is_needed ? processes + 1 : processes - 1);
}

bool cgroup_counts_processes(void)
{
    return processes > 0;
}

/* In ns, since the group was made: all but what the thread in it that starts candidates spent itself, and the zygote. */
static uint64_t spent_ns(void)
{
    /* First: asking brings the group's figure up to date. */
    uint64_t own_ns = (cgroup_wants_thread() ? clock_ns(CLOCK_THREAD_CPUTIME_ID) : 0) + zygote_ns + gone_ns;
    uint64_t all_ns = cgroup_read(&cgroup.cpu) * cgroup.cpu_ns_per_unit;

    return all_ns > own_ns ? all_ns - own_ns : 0;
}

void cgroup_begin(const struct sandbox_request *limits, struct sandbox_report *report)
{
    uint64_t kernel_kib = KERNEL_KIB + KERNEL_KIB_PER_PROCESS * (uint64_t)limits->processes + limits->memory_kib / 16;
    uint64_t others = (cgroup_wants_thread() ? 1 : 0) + (has_zygote ? 1 : 0);

    if (limit_memory(limits->memory_kib + limits->work_kib + kernel_kib + (has_zygote ? ZYGOTE_KIB : 0)))
        report->memory_by = cgroup.kind;
    if (limit_processes(limits->processes + others))
        report->processes_by = cgroup.kind;
    if (cgroup.kills.file >= 0)
        cgroup.kills.before = cgroup_read(&cgroup.kills);
    if (cgroup.full.file >= 0)
        cgroup.full.before = cgroup_read(&cgroup.full);
    if (cgroup.top.file >= 0 && !cgroup_write_number(cgroup.top.file, 0))
        fail_call(&pending_failure, PHASE_SUPERVISE, "peak of the control group", errno);
    if (cgroup.refusals.file >= 0)
        cgroup.refusals.before = cgroup_read(&cgroup.refusals);
    if (cgroup.cpu.file >= 0) {
        report->cpu_by = cgroup.kind;
        cgroup.cpu.before = spent_ns();
    }
}

uint64_t cgroup_cpu_us(void)
{
    uint64_t now_ns = spent_ns();

    return now_ns > cgroup.cpu.before ? (now_ns - cgroup.cpu.before) / 1000 : 0;
}

/* Whether it was the group's own limit for which something was killed. */
static bool was_full(void)
{
    if (cgroup.full.file >= 0)
        return cgroup_read(&cgroup.full) > cgroup.full.before;
    return cgroup.top.file < 0 || cgroup_read(&cgroup.top) / 1024 >= memory_kib - memory_kib / 16;
}

bool cgroup_ran_out_of_memory(struct failure *failure)
{
    if (cgroup.kills.file < 0 || cgroup_read(&cgroup.kills) <= cgroup.kills.before)
        return false;
    if (was_full())
        return true;
    fail(failure, PHASE_SUPERVISE, MACHINE_MEMORY, ENOMEM);
    return false;
}

bool cgroup_ran_out_of_processes(struct failure *failure)
{
    if (cgroup.refusals.file < 0 || cgroup_read(&cgroup.refusals) <= cgroup.refusals.before)
        return false;
    if (cgroup.most.file < 0 || cgroup_read(&cgroup.most) >= processes)
        return true;
    fail(failure, PHASE_SUPERVISE, MACHINE_PROCESSES, EAGAIN);
    return false;
}

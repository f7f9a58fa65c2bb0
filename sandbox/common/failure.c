/*
 * failure.c: keeps the first failure and knows the remedies.
 */
#include "failure.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *last_call;
struct failure pending_failure;

static bool note(struct failure *failure, enum phase phase, const char *object, const char *call, int error)
{
    if (failure->phase != PHASE_NONE)
        return false;
    failure->phase = phase;
    failure->error = error;
    failure->call = call;
    snprintf(failure->object, sizeof failure->object, "%s", object);
    return false;
}

bool fail(struct failure *failure, enum phase phase, const char *object, int error)
{
    return note(failure, phase, object, NULL, error);
}

bool fail_call(struct failure *failure, enum phase phase, const char *object, int error)
{
    return note(failure, phase, object, last_call, error);
}

bool take_pending(struct failure *failure)
{
    bool was_none = pending_failure.phase == PHASE_NONE;

    if (!was_none && failure->phase == PHASE_NONE)
        *failure = pending_failure;
    pending_failure = (struct failure){0};
    return was_none;
}

const char *phase_name(enum phase phase)
{
    static const char *const names[] = {
        [PHASE_NONE] = "none",           [PHASE_REQUEST] = "request", [PHASE_NAMESPACES] = "namespaces",
        [PHASE_MOUNTS] = "mounts",       [PHASE_FILES] = "files",     [PHASE_LIMITS] = "limits",
        [PHASE_LANDLOCK] = "landlock",   [PHASE_SECCOMP] = "seccomp", [PHASE_EXEC] = "exec",
        [PHASE_SUPERVISE] = "supervise", [PHASE_REPORT] = "report",
    };
    return names[phase];
}

/* The number in a file of /proc/sys, or -1 where there is no such setting. */
static long setting(const char *path)
{
    char text[32];
    int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t size;

    if (file < 0)
        return -1;
    size = read(file, text, sizeof text - 1);
    close(file);
    if (size <= 0)
        return -1;
    text[size] = 0;
    return strtol(text, NULL, 10);
}

static const char *namespaces_remedy(int error)
{
    if (setting("/proc/sys/user/max_user_namespaces") == 0)
        return "user namespaces are turned off; run: sudo sysctl user.max_user_namespaces=10000";
    if (setting("/proc/sys/kernel/unprivileged_userns_clone") == 0)
        return "user namespaces are for root only; run: sudo sysctl kernel.unprivileged_userns_clone=1";
    if (setting("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") == 1)
        return "AppArmor forbids user namespaces; run: sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0";
    if (error == ENOSPC)
        return "too many namespaces; run: sudo sysctl user.max_user_namespaces=10000";
    if (error == EPERM || error == EACCES)
        return "user namespaces are not allowed here: a chroot has none; start a container with --security-opt seccomp=unconfined "
               "--security-opt systempaths=unconfined";
    if (error == EINVAL || error == ENOSYS)
        return "the kernel lacks a namespace; Linux 5.12 or newer with user, pid, mount, net, ipc and uts "
               "namespaces is needed";
    return "";
}

static const char *mounts_remedy(const struct failure *failure)
{
    if (failure->error == ENOSYS)
        return "Linux 5.12 or newer is needed";
    if (strcmp(failure->object, "/proc") == 0 && failure->error == EPERM)
        return "this container hides parts of /proc; start it with --security-opt systempaths=unconfined";
    /* Root has no rights in a user namespace over what belongs to users who are not mapped there. */
    if (failure->error == EACCES)
        return "it, or a folder above it, is closed to others: open it (chmod o+rx), or use a toolchain that is installed for all";
    if (failure->error == EPERM)
        return namespaces_remedy(failure->error);
    if (failure->error == ENOENT)
        return "the path must exist on this machine";
    return "";
}

/* Whether the kernel refused one more process or thread. */
static bool is_out_of_processes(const struct failure *failure)
{
    static const char *const calls[] = {"clone", "clone3", "fork", "pthread_create"};

    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++)
        if (failure->error == EAGAIN && failure->call != NULL && strcmp(failure->call, calls[i]) == 0)
            return true;
    return false;
}

const char *failure_remedy(const struct failure *failure)
{
    if (is_out_of_processes(failure))
        return "a limit of processes around atlas is reached; raise it (RLIMIT_NPROC: ulimit -u; pids.max of a control group)";
    switch (failure->phase) {
    case PHASE_NAMESPACES:
        if (strcmp(failure->object, NO_OTHER_USER) == 0)
            return "start atlas as an ordinary user, or map a second user into this container";
        if (strncmp(failure->object, ROOT_WITHOUT, strlen(ROOT_WITHOUT)) == 0)
            return "start atlas as an ordinary user, or leave root these capabilities; start a container with --cap-add SETUID "
                   "--cap-add SETGID --cap-add SETFCAP";
        return namespaces_remedy(failure->error);
    case PHASE_MOUNTS:
        return mounts_remedy(failure);
    case PHASE_LIMITS:
        return strncmp(failure->object, "RLIMIT_", 7) == 0 && failure->error == EPERM
                   ? "atlas was started with a hard limit that is too low; raise it (ulimit -H), or give atlas CAP_SYS_RESOURCE"
                   : "";
    case PHASE_SECCOMP:
        if (failure->error == EBUSY)
            return "another seccomp supervisor is at work around this process; run outside of it";
        return "Linux 5.7 or newer with seccomp filters and user notification is needed";
    case PHASE_EXEC:
        if (failure->error == ENOENT)
            return "the program, or the interpreter or loader it names, is not in the sandbox";
        if (failure->error == EACCES)
            return "it must be a file that every user may read and execute";
        if (failure->error == ENOEXEC)
            return "it is neither a program for this machine nor a script that names its interpreter";
        return "";
    case PHASE_FILES:
        return failure->error == ENOSPC ? "the files do not fit the work folder; raise its size" : "";
    case PHASE_SUPERVISE:
        if (strcmp(failure->object, MACHINE_MEMORY) == 0)
            return "it ran out before the program reached its limit; give atlas more, or run less at once (--jobs)";
        if (strcmp(failure->object, MACHINE_PROCESSES) == 0)
            return "a limit around atlas is lower than the program's; raise it (pids.max, ulimit -u)";
        return "";
    default:
        return "";
    }
}

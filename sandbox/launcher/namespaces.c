/*
 * namespaces.c: two user namespaces, one inside the other.
 *
 * The outer one is the launcher's, made once. In it the launcher is user 0 and may mount; on the machine it is still
 * whoever started it. When that is root, a second user is mapped too: the candidate's, which owns nothing here.
 * The inner one is made by each candidate for itself. It maps that one user, so that the launcher's user 0 does not
 * even exist in it, and it counts the run's processes apart from every other run's (RLIMIT_NPROC, Linux 5.14).
 * The fresh network namespace has no interface that is up. See user_namespaces(7).
 */
#include "namespaces.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* A relative path is below `folder`. */
static int write_file(int folder, const char *path, const char *text)
{
    int file = openat(folder, path, O_WRONLY | O_CLOEXEC);
    int error = 0;

    if (file < 0)
        return errno;
    if (write(file, text, strlen(text)) < 0)
        error = errno;
    close(file);
    return error;
}

/* The number to use in this namespace for the candidate: CANDIDATE_ID where it is mapped, else the last of the
 * longest range; 0 where nothing but 0 is mapped, as in some containers. */
static unsigned choose_id(const char *map_path)
{
    unsigned long long inside, outside, count, best_count = 0;
    unsigned best = 0;
    FILE *map = fopen(map_path, "re");

    if (map == NULL)
        return 0;
    while (fscanf(map, "%llu %llu %llu", &inside, &outside, &count) == 3) {
        if (inside <= CANDIDATE_ID && CANDIDATE_ID < inside + count) {
            best = CANDIDATE_ID;
            break;
        }
        if (count > best_count) {
            best_count = count;
            best = (unsigned)(inside + count - 1);
        }
    }
    fclose(map);
    return best;
}

/* In the helper, which stayed outside and still has root's rights over the parent's namespace. */
static int write_maps(pid_t launcher, unsigned uid, unsigned gid)
{
    char path[64], text[64];
    int error;

    snprintf(path, sizeof path, "/proc/%d/uid_map", (int)launcher);
    snprintf(text, sizeof text, "0 0 1\n%u %u 1\n", uid, uid);
    if ((error = write_file(AT_FDCWD, path, text)) != 0)
        return error;
    snprintf(path, sizeof path, "/proc/%d/gid_map", (int)launcher);
    snprintf(text, sizeof text, "0 0 1\n%u %u 1\n", gid, gid);
    return write_file(AT_FDCWD, path, text);
}

static bool enter_as_root(struct identity *identity, struct failure *failure)
{
    unsigned uid = choose_id("/proc/self/uid_map"), gid = choose_id("/proc/self/gid_map");
    pid_t launcher = getpid(), helper;
    int ready[2], status;
    char go;

    if (pipe2(ready, O_CLOEXEC) != 0)
        return fail(failure, PHASE_NAMESPACES, "pipe", errno);
    if ((helper = fork()) == 0) {
        close(ready[1]);
        _exit(read(ready[0], &go, 1) == 1 ? write_maps(launcher, uid, gid) : ECANCELED);
    }
    close(ready[0]);
    if (helper < 0 || unshare(CLONE_NEWUSER) != 0) {
        fail(failure, PHASE_NAMESPACES, helper < 0 ? "fork" : "user namespace", errno);
        close(ready[1]);
        if (helper > 0)
            waitpid(helper, NULL, 0);
        return false;
    }
    if (write(ready[1], "", 1) != 1)
        fail(failure, PHASE_NAMESPACES, "pipe", errno);
    close(ready[1]);
    if (waitpid(helper, &status, 0) < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return fail(failure, PHASE_NAMESPACES, "uid_map", WIFEXITED(status) ? WEXITSTATUS(status) : ECHILD);
    *identity = (struct identity){.uid = uid, .gid = gid, .is_other_user = true};
    if (setgroups(0, NULL) != 0 || setresgid(0, 0, 0) != 0 || setresuid(0, 0, 0) != 0)
        return fail(failure, PHASE_NAMESPACES, "user 0", errno);
    return true;
}

/* Maps the one user that an ordinary process may map: itself. */
static bool map_self(int process_folder, unsigned uid_inside, unsigned uid, unsigned gid_inside, unsigned gid, struct failure *failure)
{
    char text[64];
    int error;

    if ((error = write_file(process_folder, "self/setgroups", "deny")) != 0)
        return fail(failure, PHASE_NAMESPACES, "/proc/self/setgroups", error);
    snprintf(text, sizeof text, "%u %u 1\n", uid_inside, uid);
    if ((error = write_file(process_folder, "self/uid_map", text)) != 0)
        return fail(failure, PHASE_NAMESPACES, "/proc/self/uid_map", error);
    snprintf(text, sizeof text, "%u %u 1\n", gid_inside, gid);
    if ((error = write_file(process_folder, "self/gid_map", text)) != 0)
        return fail(failure, PHASE_NAMESPACES, "/proc/self/gid_map", error);
    return true;
}

static bool enter_as_user(struct identity *identity, struct failure *failure)
{
    uid_t uid = geteuid();
    gid_t gid = getegid();
    int process_folder;
    bool is_mapped;

    *identity = (struct identity){.uid = 0, .gid = 0, .is_other_user = false};
    if (unshare(CLONE_NEWUSER) != 0)
        return fail(failure, PHASE_NAMESPACES, "user namespace", errno);
    process_folder = open("/proc", O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (process_folder < 0)
        return fail(failure, PHASE_NAMESPACES, "/proc", errno);
    is_mapped = map_self(process_folder, 0, uid, 0, gid, failure);
    close(process_folder);
    return is_mapped;
}

/* Whether user 0 here is user 0 of the machine: then the candidate must be somebody else. */
static bool is_real_root(void)
{
    unsigned long long inside = 1, outside = 0;
    FILE *map = fopen("/proc/self/uid_map", "re");
    int fields;

    if (map == NULL)
        return true;
    fields = fscanf(map, "%llu %llu", &inside, &outside);
    fclose(map);
    return !(fields == 2 && inside == 0 && outside != 0);
}

bool namespaces_enter(struct identity *identity, struct failure *failure)
{
    static const struct {
        int flag;
        const char *name;
    } others[] = {
        {CLONE_NEWNS, "mount namespace"}, {CLONE_NEWNET, "net namespace"},       {CLONE_NEWIPC, "ipc namespace"},
        {CLONE_NEWUTS, "uts namespace"},  {CLONE_NEWCGROUP, "cgroup namespace"},
    };
    bool has_other_user = geteuid() == 0 && choose_id("/proc/self/uid_map") != 0;

    if (geteuid() == 0 && !has_other_user && is_real_root())
        return fail(failure, PHASE_NAMESPACES, NO_OTHER_USER, EPERM);
    if (!(has_other_user ? enter_as_root(identity, failure) : enter_as_user(identity, failure)))
        return false;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (unshare(others[i].flag) != 0)
            return fail(failure, PHASE_NAMESPACES, others[i].name, errno);
    if (sethostname("sandbox", 7) != 0)
        return fail(failure, PHASE_NAMESPACES, "host name", errno);
    return true;
}

/* Empties every capability set. The bounding set stays as it is: it bounds what execve may add, and with no_new_privs
 * execve adds nothing. To empty it takes a system call, and a copy of the credentials, for each capability. */
static bool drop_capabilities(struct failure *failure)
{
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct none[2] = {{0, 0, 0}, {0, 0, 0}};

    if (syscall(SYS_capset, &header, none) != 0)
        return fail(failure, PHASE_NAMESPACES, "capset", errno);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return fail(failure, PHASE_NAMESPACES, "no_new_privs", errno);
    return true;
}

bool namespaces_become_candidate(const struct identity *identity, int process_folder, struct failure *failure)
{
    /* System calls and not glibc's functions, which would tell this to threads of the process we share memory with. */
    if (identity->is_other_user &&
        (syscall(SYS_setgroups, 0, NULL) != 0 ||
         syscall(SYS_setresgid, identity->gid, identity->gid, identity->gid) != 0 ||
         syscall(SYS_setresuid, identity->uid, identity->uid, identity->uid) != 0))
        return fail(failure, PHASE_NAMESPACES, "candidate's user", errno);
    if (unshare(CLONE_NEWUSER) != 0)
        return fail(failure, PHASE_NAMESPACES, "candidate's user namespace", errno);
    /* A change of user made the process undumpable, and so /proc/self/uid_map somebody else's. */
    if (prctl(PR_SET_DUMPABLE, 1, 0, 0, 0) != 0)
        return fail(failure, PHASE_NAMESPACES, "dumpable", errno);
    return map_self(process_folder, CANDIDATE_ID, identity->uid, CANDIDATE_ID, identity->gid, failure) &&
           drop_capabilities(failure);
}

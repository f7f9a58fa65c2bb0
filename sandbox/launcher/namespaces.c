/*
 * namespaces.c: two user namespaces, one inside the other.
 *
 * The outer one is the launcher's, made once. In it the launcher is user 0 and may mount; on the machine it is still
 * whoever started it. When that is root, a second user is mapped too: the candidate's, which owns nothing here, and
 * is another one for each launcher: the kernel counts pipes and descriptors in flight by user, and what one candidate
 * holds is not to be missed by another.
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
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* Which users, or groups, of this namespace are mapped: what matters of it here. */
struct id_map {
    unsigned candidate; /* the number to use: our own, CANDIDATE_ID, else the last of the longest range; 0: only 0 is mapped */
    bool is_machines;   /* 0 is 0 of the machine, as far as can be seen */
};

/* A number that is nobody's, and no other launcher's of this pid namespace: distributions and directories of users give
 * out none so high. */
static unsigned own_number(void)
{
    return 0x80000000u + (unsigned)getpid();
}

static bool contains(unsigned long long first, unsigned long long count, unsigned number)
{
    return first <= number && number < first + count;
}

static bool read_map(const char *path, struct id_map *map, struct failure *failure)
{
    static char text[16 * 1024]; /* at most 340 lines: user_namespaces(7) */
    unsigned long long inside, outside, count, longest = 0;
    ssize_t size = 0, part;
    int file = CALL(open, path, O_RDONLY | O_CLOEXEC), error;

    *map = (struct id_map){.candidate = 0, .is_machines = true};
    if (file < 0)
        return fail_call(failure, PHASE_NAMESPACES, path, errno);
    while ((part = CALL(read, file, text + size, sizeof text - 1 - (size_t)size)) > 0)
        size += part;
    error = errno;
    close(file);
    if (part < 0)
        return fail_call(failure, PHASE_NAMESPACES, path, error);
    text[size] = 0;
    for (char *line = text; line != NULL && *line != 0; line = strchr(line, '\n'), line += line != NULL) {
        if (sscanf(line, "%llu %llu %llu", &inside, &outside, &count) != 3)
            return fail(failure, PHASE_NAMESPACES, path, EPROTO);
        if (line == text && inside == 0 && outside != 0)
            map->is_machines = false;
        if (contains(inside, count, own_number())) {
            map->candidate = own_number();
            return true;
        }
        if (contains(inside, count, CANDIDATE_ID)) {
            map->candidate = CANDIDATE_ID;
            longest = UINT64_MAX;
        } else if (count > longest) {
            map->candidate = (unsigned)(inside + count - 1);
            longest = count;
        }
    }
    return true;
}

static bool write_map(pid_t launcher, const char *name, unsigned id, struct failure *failure)
{
    char path[64], text[64];
    int error;

    snprintf(path, sizeof path, "/proc/%d/%s", (int)launcher, name);
    snprintf(text, sizeof text, "0 0 1\n%u %u 1\n", id, id);
    error = identity_write_file(AT_FDCWD, path, text);
    return error == 0 ? true : fail_call(failure, PHASE_NAMESPACES, name, error);
}

/* Life of the helper, which stays outside and so still has root's rights over the launcher's namespace. */
static _Noreturn void help(pid_t launcher, int ready, unsigned uid, unsigned gid, struct failure *failure)
{
    char go;
    ssize_t size = CALL(read, ready, &go, 1);

    if (size < 0)
        fail_call(failure, PHASE_NAMESPACES, "pipe", errno);
    else if (size == 1 && write_map(launcher, "uid_map", uid, failure))
        write_map(launcher, "gid_map", gid, failure);
    _exit(0);
}

/* Enters a user namespace, whose maps a helper writes; what goes wrong with it is written down in memory that both have.
 * `failure` is that memory. */
static bool enter_with_helper(unsigned uid, unsigned gid, struct failure *failure)
{
    pid_t launcher = getpid(), helper;
    int ready[2];

    if (CALL(pipe2, ready, O_CLOEXEC) != 0)
        return fail_call(failure, PHASE_NAMESPACES, "pipe", errno);
    if ((helper = CALL(fork)) == 0) {
        close(ready[1]);
        help(launcher, ready[0], uid, gid, failure);
    }
    if (helper < 0)
        fail_call(failure, PHASE_NAMESPACES, "fork", errno);
    if (helper > 0 && CALL(unshare, CLONE_NEWUSER) != 0)
        fail_call(failure, PHASE_NAMESPACES, "user namespace", errno);
    else if (helper > 0 && CALL(write, ready[1], "", 1) != 1)
        fail_call(failure, PHASE_NAMESPACES, "pipe", errno);
    close(ready[1]); /* it reads the end, and ends, when we failed */
    close(ready[0]); /* not before: if it ended early, to write would kill us */
    while (helper > 0 && CALL(waitpid, helper, NULL, 0) < 0)
        if (errno != EINTR)
            return fail_call(failure, PHASE_NAMESPACES, "helper", errno);
    return failure->phase == PHASE_NONE;
}

static bool enter_as_root(unsigned uid, unsigned gid, struct identity *identity, struct failure *failure)
{
    struct failure *shared = CALL(mmap, NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    if (shared == MAP_FAILED)
        return fail_call(failure, PHASE_NAMESPACES, "helper", errno);
    enter_with_helper(uid, gid, shared);
    *failure = *shared;
    munmap(shared, sizeof *shared);
    if (failure->phase != PHASE_NONE)
        return false;
    *identity = (struct identity){.uid = uid, .gid = gid, .is_other_user = true};
    if (CALL(setgroups, 0, NULL) != 0 || CALL(setresgid, 0, 0, 0) != 0 || CALL(setresuid, 0, 0, 0) != 0)
        return fail_call(failure, PHASE_NAMESPACES, "user 0", errno);
    return true;
}

static bool enter_as_user(struct identity *identity, struct failure *failure)
{
    uid_t uid = geteuid();
    gid_t gid = getegid();
    int process_folder;
    bool is_mapped;

    *identity = (struct identity){.uid = 0, .gid = 0, .is_other_user = false};
    if (CALL(unshare, CLONE_NEWUSER) != 0)
        return fail_call(failure, PHASE_NAMESPACES, "user namespace", errno);
    process_folder = CALL(open, "/proc", O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (process_folder < 0)
        return fail_call(failure, PHASE_NAMESPACES, "/proc", errno);
    is_mapped = identity_map_self(process_folder, 0, uid, 0, gid, failure);
    close(process_folder);
    return is_mapped;
}

/* Whether root has the capabilities that it takes to map these users: where one was taken away, the kernel refuses the
 * maps as if there were no user namespaces. */
static bool may_map(bool is_other_user, struct failure *failure)
{
    /* To map user 0 takes CAP_SETFCAP since Linux 5.12. */
    static const struct {
        unsigned number;
        bool is_for_others;
        const char *name;
    } needed[] = {{CAP_SETUID, true, "CAP_SETUID"}, {CAP_SETGID, true, "CAP_SETGID"}, {CAP_SETFCAP, false, "CAP_SETFCAP"}};
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct held[2];
    char missing[64] = "";

    if (SYSTEM_CALL(capget, &header, held) != 0)
        return fail_call(failure, PHASE_NAMESPACES, "capget", errno);
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
        if ((is_other_user || !needed[i].is_for_others) && (held[0].effective & 1u << needed[i].number) == 0) {
            strcat(missing, missing[0] == 0 ? ROOT_WITHOUT " " : ", ");
            strcat(missing, needed[i].name);
        }
    return missing[0] == 0 ? true : fail(failure, PHASE_NAMESPACES, missing, EPERM);
}

bool namespaces_enter(struct identity *identity, struct failure *failure)
{
    static const struct {
        int flag;
        const char *name;
    } others[] = {
        {CLONE_NEWNS, "mount namespace"}, {CLONE_NEWNET, "net namespace"},       {CLONE_NEWIPC, "ipc namespace"},
        {CLONE_NEWUTS, "uts namespace"},
    };
    bool is_root = geteuid() == 0, is_another_mapped;
    struct id_map users = {0}, groups = {0};

    if (is_root && (!read_map("/proc/self/uid_map", &users, failure) ||
                    !read_map("/proc/self/gid_map", &groups, failure)))
        return false;
    is_another_mapped = users.candidate != 0 && groups.candidate != 0;
    /* Root of the machine: then the candidate must be somebody else. */
    if (is_root && !is_another_mapped && users.is_machines)
        return fail(failure, PHASE_NAMESPACES, NO_OTHER_USER, EPERM);
    if (is_root && !may_map(is_another_mapped, failure))
        return false;
    if (!(is_another_mapped ? enter_as_root(users.candidate, groups.candidate, identity, failure)
                            : enter_as_user(identity, failure)))
        return false;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (CALL(unshare, others[i].flag) != 0)
            return fail_call(failure, PHASE_NAMESPACES, others[i].name, errno);
    if (CALL(sethostname, "sandbox", 7) != 0)
        return fail_call(failure, PHASE_NAMESPACES, "host name", errno);
    return true;
}

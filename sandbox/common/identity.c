/*
 * identity.c: the user a candidate is. The inner of the two user namespaces that namespaces.c tells of is made here.
 */
#include "identity.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

int identity_write_file(int folder, const char *path, const char *text)
{
    int file = CALL(openat, folder, path, O_WRONLY | O_CLOEXEC);
    int error = 0;

    if (file < 0)
        return errno;
    if (CALL(write, file, text, strlen(text)) < 0)
        error = errno;
    close(file);
    return error;
}

bool identity_map_self(int process_folder, unsigned uid_inside, unsigned uid, unsigned gid_inside, unsigned gid, struct failure *failure)
{
    char text[64];
    int error;

    if ((error = identity_write_file(process_folder, "self/setgroups", "deny")) != 0)
        return fail_call(failure, PHASE_NAMESPACES, "/proc/self/setgroups", error);
    snprintf(text, sizeof text, "%u %u 1\n", uid_inside, uid);
    if ((error = identity_write_file(process_folder, "self/uid_map", text)) != 0)
        return fail_call(failure, PHASE_NAMESPACES, "/proc/self/uid_map", error);
    snprintf(text, sizeof text, "%u %u 1\n", gid_inside, gid);
    if ((error = identity_write_file(process_folder, "self/gid_map", text)) != 0)
        return fail_call(failure, PHASE_NAMESPACES, "/proc/self/gid_map", error);
    return true;
}

/* Empties every capability set. The bounding set stays as it is: it bounds what execve may add, and with no_new_privs
 * execve adds nothing. To empty it takes a system call, and a copy of the credentials, for each capability. */
static bool drop_capabilities(struct failure *failure)
{
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct none[2] = {{0, 0, 0}, {0, 0, 0}};

    if (SYSTEM_CALL(capset, &header, none) != 0)
        return fail_call(failure, PHASE_NAMESPACES, "capset", errno);
    if (CALL(prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return fail_call(failure, PHASE_NAMESPACES, "no_new_privs", errno);
    return true;
}

bool identity_become(const struct identity *identity, int process_folder, struct failure *failure)
{
    /* System calls and not glibc's functions, which would tell this to threads of the process we share memory with. */
    if (identity->is_other_user &&
        (SYSTEM_CALL(setgroups, 0, NULL) != 0 ||
         SYSTEM_CALL(setresgid, identity->gid, identity->gid, identity->gid) != 0 ||
         SYSTEM_CALL(setresuid, identity->uid, identity->uid, identity->uid) != 0))
        return fail_call(failure, PHASE_NAMESPACES, "candidate's user", errno);
    if (CALL(unshare, CLONE_NEWUSER) != 0)
        return fail_call(failure, PHASE_NAMESPACES, "candidate's user namespace", errno);
    /* A change of user made the process undumpable, and so /proc/self/uid_map somebody else's. */
    if (CALL(prctl, PR_SET_DUMPABLE, 1, 0, 0, 0) != 0)
        return fail_call(failure, PHASE_NAMESPACES, "dumpable", errno);
    return identity_map_self(process_folder, CANDIDATE_ID, identity->uid, CANDIDATE_ID, identity->gid, failure) &&
           drop_capabilities(failure);
}

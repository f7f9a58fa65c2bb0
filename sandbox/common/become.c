/*
 * become.c: every step by which a process gives up what it could do, in the one order that works.
 *
 * Two kinds of process take them: one that shares the keeper's memory and then executes the program (candidate.c), and
 * a copy of an interpreter that is ready to run it (zygote.c).
 */
#include "become.h"

#include "landlock.h"
#include "limits.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <sys/stat.h>

/* If memory runs out on the whole machine, the kernel is to take the candidate before anything else. */
static bool offer_to_oom_killer(int process_folder, struct failure *failure)
{
    int file = CALL(openat, process_folder, "self/oom_score_adj", O_WRONLY | O_CLOEXEC);

    if (file < 0 || CALL(write, file, "1000", 4) < 0)
        fail_call(failure, PHASE_LIMITS, "oom_score_adj", errno);
    if (file >= 0)
        close(file);
    return failure->phase == PHASE_NONE;
}

static bool connect_streams(const int streams[3], struct failure *failure)
{
    for (int i = 0; i < 3; i++)
        if (CALL(dup2, streams[i], i) < 0)
            return fail_call(failure, PHASE_FILES, "stdin, stdout, stderr", errno);
    if (SYSTEM_CALL(close_range, 3, ~0u, CLOSE_RANGE_CLOEXEC) != 0)
        return fail_call(failure, PHASE_FILES, "close_range", errno);
    return true;
}

bool become_candidate(const struct becoming *becoming, struct failure *failure)
{
    sigset_t none;

    sigemptyset(&none);
    if (CALL(setsid) < 0 || CALL(sigprocmask, SIG_SETMASK, &none, NULL) != 0)
        return fail_call(failure, PHASE_NAMESPACES, "session", errno);
    umask(022);
    return connect_streams(becoming->streams, failure) &&
           identity_become(becoming->identity, becoming->process_folder, failure) &&
           offer_to_oom_killer(becoming->process_folder, failure) &&
           limits_apply(becoming->limits, becoming->spare_processes, failure) && landlock_apply(failure);
}

bool become_filtered(const struct sock_fprog *filter, int *listener, struct failure *failure)
{
    long descriptor = SYSTEM_CALL(seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, filter);

    if (descriptor < 0)
        return fail_call(failure, PHASE_SECCOMP, "filter", errno);
    *listener = (int)descriptor;
    return true;
}

/*
 * candidate.c: from the keeper to the candidate's program.
 *
 * The new process shares memory and descriptors with the keeper, which sleeps until it has executed or failed
 * (vfork). So a failure is simply written down, and the listener that comes with the seccomp filter is already where
 * it is needed; the kernel parts memory and descriptors at execve, and closes the candidate's.
 */
#include "candidate.h"

#include "cgroup.h"
#include "clocks.h"
#include "landlock.h"
#include "limits.h"
#include "seccomp_filter.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define STACK_SIZE (64 * 1024)

struct start {
    struct candidate *candidate;
    struct failure *failure;
};

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
    /* Everything else closes at execve. */
    if (SYSTEM_CALL(close_range, 3, ~0u, CLOSE_RANGE_CLOEXEC) != 0)
        return fail_call(failure, PHASE_FILES, "close_range", errno);
    return true;
}

static bool get_ready(struct candidate *candidate, struct failure *failure)
{
    sigset_t none;

    sigemptyset(&none);
    if (CALL(setsid) < 0 || CALL(sigprocmask, SIG_SETMASK, &none, NULL) != 0)
        return fail_call(failure, PHASE_NAMESPACES, "session", errno);
    umask(022);
    return connect_streams(candidate->streams, failure) && cgroup_hide(failure) &&
           namespaces_become_candidate(candidate->identity, candidate->process_folder, failure) &&
           offer_to_oom_killer(candidate->process_folder, failure) &&
           limits_apply(&candidate->request->fixed, failure) && landlock_apply(failure);
}

/* A binary that came with the request runs from its own memfd: that spares a copy, and its pages are shared by all
 * runs. Anything else, scripts too, is executed by its path. */
static void execute(const struct request *request)
{
    char *const *arguments = request->arguments;

    if (request->program >= 0)
        SYSTEM_CALL(execveat, request->program, "", arguments, request->environment, AT_EMPTY_PATH);
    else
        CALL(execve, arguments[0], arguments, request->environment);
}

/* Whether it is the program's fault that it cannot be executed, and not the machine's. See execve(2). */
static bool is_of_the_program(int error)
{
    return error == ENOENT || error == EACCES || error == ENOEXEC || error == EINVAL || error == ELIBBAD ||
           error == ENOTDIR || error == ELOOP || error == EISDIR || error == EPERM || error == E2BIG ||
           error == ENAMETOOLONG;
}

static int become_program(void *argument)
{
    const struct start *start = argument;
    struct candidate *candidate = start->candidate;

    if (!get_ready(candidate, start->failure))
        _exit(1);
    candidate->setup_cpu_ns = clock_ns(CLOCK_PROCESS_CPUTIME_ID);
    candidate->started_ns = clock_ns(CLOCK_MONOTONIC);
    if (seccomp_filter_load(candidate->request->fixed.policy, &candidate->listener, start->failure)) {
        execute(candidate->request);
        fail_call(start->failure, is_of_the_program(errno) ? PHASE_EXEC : PHASE_SUPERVISE,
                  candidate->request->arguments[0], errno);
    }
    _exit(1);
}

pid_t candidate_start(struct candidate *candidate, struct failure *failure)
{
    static _Alignas(16) char stack[STACK_SIZE];
    struct start start = {.candidate = candidate, .failure = failure};
    pid_t child;

    candidate->listener = -1;
    child = cgroup_clone(become_program, stack, sizeof stack, CLONE_VM | CLONE_VFORK | CLONE_FILES, &start);
    if (child < 0)
        fail_call(failure, PHASE_NAMESPACES, "clone", errno);
    /* It shared our memory, and made it readable for a moment. */
    if (CALL(prctl, PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
        fail_call(failure, PHASE_NAMESPACES, "dumpable", errno);
    return failure->phase == PHASE_NONE ? child : -1;
}

/*
 * candidate.c: from the keeper to the candidate's program.
 *
 * The new process shares memory and descriptors with the keeper, which sleeps until it has executed or failed
 * (vfork). So a failure is simply written down, and the listener that comes with the seccomp filter is already where
 * it is needed; the kernel parts memory and descriptors at execve, and closes the candidate's.
 */
#include "candidate.h"

#include "cgroup.h"
#include "../common/clocks.h"
#include "seccomp_filter.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define STACK_SIZE (64 * 1024)

struct start {
    struct candidate *candidate;
    struct failure *failure;
};

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

    if (!cgroup_hide(start->failure) || !become_candidate(&candidate->becoming, start->failure))
        _exit(1);
    candidate->setup_cpu_ns = clock_ns(CLOCK_PROCESS_CPUTIME_ID);
    candidate->started_ns = clock_ns(CLOCK_MONOTONIC);
    if (become_filtered(seccomp_filter_program(candidate->request->fixed.policy), &candidate->listener,
                        start->failure)) {
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

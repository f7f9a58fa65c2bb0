/*
 * limits.c: resource limits, set by the candidate's own process just before it executes.
 *
 * They are backstops: the supervisor's limits hold for the whole tree and make the verdict. Only the number of
 * processes is held by the kernel alone. A failure here is the sandbox's, never the candidate's. See setrlimit(2).
 */
#include "limits.h"

#include <errno.h>
#include <stddef.h>
#include <sys/resource.h>

#define OPEN_FILES 256
#define LAUNCHER_FILES 1024

void limits_raise(void)
{
    static const int resources[] = {RLIMIT_CPU, RLIMIT_STACK, RLIMIT_FSIZE, RLIMIT_DATA, RLIMIT_AS, RLIMIT_NPROC};
    const struct rlimit most = {.rlim_cur = RLIM_INFINITY, .rlim_max = RLIM_INFINITY};
    struct rlimit now;

    for (size_t i = 0; i < sizeof resources / sizeof resources[0]; i++) {
        if (CALL(setrlimit, resources[i], &most) == 0)
            continue;
        if (CALL(getrlimit, resources[i], &now) == 0) {
            now.rlim_cur = now.rlim_max;
            CALL(setrlimit, resources[i], &now); /* what is still too low is refused with the run */
        }
    }
    if (CALL(getrlimit, RLIMIT_NOFILE, &now) == 0 && now.rlim_cur < LAUNCHER_FILES) {
        now.rlim_cur = LAUNCHER_FILES;
        if (now.rlim_max < LAUNCHER_FILES)
            now.rlim_max = LAUNCHER_FILES;
        CALL(setrlimit, RLIMIT_NOFILE, &now);
    }
}

/* Sets a limit, which may be lower where the machine's is: it holds something back. */
static bool limit(int resource, const char *name, rlim_t most, struct failure *failure)
{
    struct rlimit now;

    if (CALL(getrlimit, resource, &now) != 0)
        return fail_call(failure, PHASE_LIMITS, name, errno);
    if (now.rlim_max > most)
        now.rlim_max = most;
    now.rlim_cur = now.rlim_max;
    return CALL(setrlimit, resource, &now) == 0 ? true : fail_call(failure, PHASE_LIMITS, name, errno);
}

/* Sets a limit that programs are promised: a lower one would change verdicts. */
static bool grant(int resource, const char *name, rlim_t soft, rlim_t hard, struct failure *failure)
{
    struct rlimit now, wanted = {.rlim_cur = soft, .rlim_max = hard};

    if (CALL(getrlimit, resource, &now) != 0)
        return fail_call(failure, PHASE_LIMITS, name, errno);
    if (now.rlim_max < wanted.rlim_max)
        return fail(failure, PHASE_LIMITS, name, EPERM);
    return CALL(setrlimit, resource, &wanted) == 0 ? true : fail_call(failure, PHASE_LIMITS, name, errno);
}

/* Sets a promised limit that a program may raise: something else holds it back. */
static bool lend(int resource, const char *name, rlim_t soft, struct failure *failure)
{
    struct rlimit now;

    if (CALL(getrlimit, resource, &now) != 0)
        return fail_call(failure, PHASE_LIMITS, name, errno);
    if (now.rlim_max < soft)
        return fail(failure, PHASE_LIMITS, name, EPERM);
    now.rlim_cur = soft;
    return CALL(setrlimit, resource, &now) == 0 ? true : fail_call(failure, PHASE_LIMITS, name, errno);
}

bool limits_apply(const struct sandbox_request *request, unsigned spare_processes, struct failure *failure)
{
    /* One above the limit: that many at once are what the supervisor takes for "went over". */
    rlim_t processes = request->processes + 1 + spare_processes;
    rlim_t memory = request->memory_kib * 1024;
    rlim_t work = request->work_kib * 1024;
    /* Twice the limit: the kernel holds it by ticks, which on a virtual machine whose processors are taken away count more than
     * was used, and its SIGXCPU before the supervisor's end would pass for the program's own. */
    rlim_t cpu_s = request->cpu_ms / 500 + 2;

    return grant(RLIMIT_CPU, "RLIMIT_CPU", cpu_s, cpu_s + 1, failure) &&
           limit(RLIMIT_CORE, "RLIMIT_CORE", 0, failure) &&
           /* All of the memory may be stack: deep recursion ends by the memory limit, also that of a program which asks for
            * more stack, as many in Python do. */
           lend(RLIMIT_STACK, "RLIMIT_STACK", memory, failure) &&
           /* Programs may reserve what they do not use. */
           grant(RLIMIT_AS, "RLIMIT_AS", RLIM_INFINITY, RLIM_INFINITY, failure) &&
           grant(RLIMIT_DATA, "RLIMIT_DATA", RLIM_INFINITY, RLIM_INFINITY, failure) &&
           /* A page above the folder's size, so that a full folder says ENOSPC and not SIGXFSZ. */
           grant(RLIMIT_FSIZE, "RLIMIT_FSIZE", work + 4096, work + 4096, failure) &&
           grant(RLIMIT_NOFILE, "RLIMIT_NOFILE", OPEN_FILES, OPEN_FILES, failure) &&
           grant(RLIMIT_NPROC, "RLIMIT_NPROC", processes, processes, failure) &&
           limit(RLIMIT_MEMLOCK, "RLIMIT_MEMLOCK", 64 * 1024, failure) &&
           limit(RLIMIT_MSGQUEUE, "RLIMIT_MSGQUEUE", 0, failure) &&
           limit(RLIMIT_SIGPENDING, "RLIMIT_SIGPENDING", 256, failure) &&
           limit(RLIMIT_NICE, "RLIMIT_NICE", 0, failure) && limit(RLIMIT_RTPRIO, "RLIMIT_RTPRIO", 0, failure);
}

/*
 * limits.c: resource limits, set by the candidate's own process just before it executes.
 *
 * They are backstops: the supervisor's limits hold for the whole tree and make the verdict. Only the number of
 * processes is held by the kernel alone. A failure here is the sandbox's, never the candidate's. See setrlimit(2).
 */
#include "limits.h"

#include <errno.h>
#include <sys/resource.h>

#define OPEN_FILES 256

static bool limit(int resource, const char *name, rlim_t soft, rlim_t hard, struct failure *failure)
{
    struct rlimit now, wanted = {.rlim_cur = soft, .rlim_max = hard};

    if (getrlimit(resource, &now) != 0)
        return fail(failure, PHASE_LIMITS, name, errno);
    if (wanted.rlim_max > now.rlim_max) /* a hard limit can only be lowered */
        wanted.rlim_max = now.rlim_max;
    if (wanted.rlim_cur > wanted.rlim_max)
        wanted.rlim_cur = wanted.rlim_max;
    return setrlimit(resource, &wanted) == 0 ? true : fail(failure, PHASE_LIMITS, name, errno);
}

bool limits_apply(const struct sandbox_request *request, struct failure *failure)
{
    rlim_t memory = request->memory_kib * 1024;
    rlim_t work = request->work_kib * 1024;
    rlim_t cpu_s = request->cpu_ms / 1000 + 2;

    return limit(RLIMIT_CPU, "RLIMIT_CPU", cpu_s, cpu_s + 1, failure) &&
           limit(RLIMIT_CORE, "RLIMIT_CORE", 0, 0, failure) &&
           /* All of the memory may be stack: deep recursion ends by the memory limit. */
           limit(RLIMIT_STACK, "RLIMIT_STACK", memory, memory, failure) &&
           /* A page above the folder's size, so that a full folder says ENOSPC and not SIGXFSZ. */
           limit(RLIMIT_FSIZE, "RLIMIT_FSIZE", work + 4096, work + 4096, failure) &&
           limit(RLIMIT_NOFILE, "RLIMIT_NOFILE", OPEN_FILES, OPEN_FILES, failure) &&
           /* One above the limit: that many at once are what the supervisor takes for "went over". */
           limit(RLIMIT_NPROC, "RLIMIT_NPROC", request->processes + 1, request->processes + 1, failure) &&
           limit(RLIMIT_MEMLOCK, "RLIMIT_MEMLOCK", 64 * 1024, 64 * 1024, failure) &&
           limit(RLIMIT_MSGQUEUE, "RLIMIT_MSGQUEUE", 0, 0, failure) &&
           limit(RLIMIT_SIGPENDING, "RLIMIT_SIGPENDING", 256, 256, failure) &&
           limit(RLIMIT_NICE, "RLIMIT_NICE", 0, 0, failure) && limit(RLIMIT_RTPRIO, "RLIMIT_RTPRIO", 0, 0, failure);
}

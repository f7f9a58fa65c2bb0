/*
 * run.c: clones a run's first process into fresh namespaces and waits for its end, or for atlas to want it.
 */
#include "run.h"

#include "mounts.h"
#include "report.h"
#include "supervise.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define RUN_NAMESPACES (CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWCGROUP)

static struct result *result;
static int lifeline[2];

/* How the wait for a run ended. */
enum wish { WISH_NOTHING, WISH_CANCEL, WISH_END };

bool run_prepare(struct failure *failure)
{
    result = mmap(NULL, sizeof *result, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (result == MAP_FAILED)
        return fail(failure, PHASE_SUPERVISE, "mmap", errno);
    return pipe2(lifeline, O_CLOEXEC) == 0 ? true : fail(failure, PHASE_SUPERVISE, "pipe", errno);
}

static int make_memfd(const char *name, struct failure *failure)
{
    int memfd = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);

    if (memfd < 0)
        fail(failure, PHASE_FILES, "memfd", errno);
    return memfd;
}

static bool make_inheritance(struct inheritance *kept, struct request *request, struct failure *failure)
{
    memset(kept, 0xff, sizeof *kept); /* all -1 */
    kept->lifeline = lifeline[0];
    if (request->fixed.is_piped != 0) {
        kept->stdin_file = request_take(request, 0);
        kept->piped_out = request_take(request, (int)request->fixed.file_count + 1);
    } else if ((kept->stdin_file = mounts_reopen(request->descriptors[0])) < 0) {
        return fail(failure, PHASE_FILES, "stdin", errno);
    }
    kept->out = make_memfd("stdout", failure);
    kept->err = make_memfd("stderr", failure);
    for (uint32_t i = 0; i < request->fixed.collect_count; i++)
        kept->collected[i] = make_memfd("collected", failure);
    return failure->phase == PHASE_NONE;
}

/* What the candidate alone is to hold: the other end of a pipe must see when it lets go. */
static void close_streams(struct inheritance *kept)
{
    if (kept->stdin_file >= 0)
        close(kept->stdin_file);
    if (kept->piped_out >= 0)
        close(kept->piped_out);
    kept->stdin_file = kept->piped_out = -1;
}

static void close_inheritance(struct inheritance *kept)
{
    close_streams(kept);
    if (kept->out >= 0)
        close(kept->out);
    if (kept->err >= 0)
        close(kept->err);
    for (int i = 0; i < SANDBOX_COLLECT_MAX; i++)
        if (kept->collected[i] >= 0)
            close(kept->collected[i]);
}

/* What atlas says while a run is on: to stop it, or, by having gone, to end altogether. */
static enum wish hear(int socket, uint32_t run)
{
    static struct request incoming;
    struct failure failure = {0};
    uint32_t cancelled = 0;

    switch (request_receive(socket, false, &incoming, &cancelled, &failure)) {
    case ARRIVED_NOTHING:
        return WISH_NOTHING;
    case ARRIVED_CANCEL:
        return cancelled == run ? WISH_CANCEL : WISH_NOTHING;
    case ARRIVED_REQUEST: /* one at a time was agreed */
        request_close(&incoming);
        return WISH_END;
    default:
        return WISH_END;
    }
}

/* Waits until the first process, and with it everything of the run, is gone. */
static enum wish wait_for_end(int socket, uint32_t run, pid_t first, int first_handle)
{
    enum wish wish = WISH_NOTHING;
    struct pollfd events[] = {{.fd = first_handle, .events = POLLIN}, {.fd = socket, .events = POLLIN}};

    while (wish == WISH_NOTHING) {
        if (poll(events, 2, -1) < 0 && errno != EINTR)
            wish = WISH_END;
        else if (events[0].revents != 0)
            break;
        else if (events[1].revents != 0)
            wish = hear(socket, run);
    }
    if (wish != WISH_NOTHING)
        kill(first, SIGKILL);
    while (waitpid(first, NULL, 0) < 0 && errno == EINTR) {}
    return wish;
}

static bool answer(int socket, uint32_t run, enum wish wish, const struct inheritance *kept)
{
    if (wish == WISH_END)
        return false;
    if (wish == WISH_CANCEL)
        return report_cancelled(socket, run);
    if (!result->is_complete)
        fail(&result->failure, PHASE_SUPERVISE, "the run's first process was killed", ECHILD);
    if (result->failure.phase != PHASE_NONE)
        return report_failure(socket, run, &result->failure);
    return report_outcome(socket, run, &result->report, kept);
}

static bool perform(int socket, const struct request *request, const struct identity *identity,
                    struct inheritance *kept)
{
    uint32_t run = request->fixed.header.run;
    int first_handle = -1;
    /* As fork does, with the process's handle as well. On every architecture the first three arguments are the same. */
    pid_t first = (pid_t)syscall(SYS_clone, RUN_NAMESPACES | CLONE_PIDFD | SIGCHLD, NULL, &first_handle, NULL, 0);

    if (first == 0) {
        close(socket); /* or atlas would not see the launcher's end */
        close(lifeline[1]);
        supervise(request, identity, kept, result);
    }
    if (first < 0) {
        fail(&result->failure, PHASE_NAMESPACES, "clone", errno);
        return report_failure(socket, run, &result->failure);
    }
    close_streams(kept);
    enum wish wish = wait_for_end(socket, run, first, first_handle);
    close(first_handle);
    return answer(socket, run, wish, kept);
}

bool run_request(int socket, struct request *request, const struct identity *identity)
{
    struct failure *failure = &result->failure;
    struct inheritance kept;
    bool is_answered;

    memset(result, 0, sizeof *result);
    if (make_inheritance(&kept, request, failure) && mounts_enter_root(request, failure))
        is_answered = perform(socket, request, identity, &kept);
    else
        is_answered = report_failure(socket, request->fixed.header.run, failure);
    close_inheritance(&kept);
    return is_answered;
}

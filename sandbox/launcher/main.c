/*
 * atlas-sandbox: runs programs of which nothing is known.
 *
 * Theory of operation. Four kinds of process take part:
 *
 *   atlas        starts this launcher once for each of its workers and talks to it over a socket pair.
 *   launcher     this process. Enters a user namespace in which it may mount, makes the roots (mounts.c) and the
 *                filters (seccomp_filter.c) once, then serves one request at a time until its socket closes.
 *   first        one for each run, cloned by the launcher: process 1 of a fresh pid namespace (supervise.c). Keeps the
 *                limits, reaps, ends the run.
 *   candidate    cloned by the first process: drops every right and executes the program (candidate.c).
 *
 * Requests, with their descriptors, come in packets (request.c); a report goes back when nothing of the run is alive
 * (report.c). If atlas dies, the socket closes and the launcher ends; if the launcher dies, the kernel kills the first
 * process; if that dies, the kernel kills the rest. Mounts and folders live in namespaces and go with them.
 *
 * A failure of the sandbox is a `struct failure` (failure.c) and never looks like something the candidate did.
 */
#include "limits.h"
#include "mounts.h"
#include "namespaces.h"
#include "report.h"
#include "request.h"
#include "run.h"
#include "seccomp_filter.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

static bool get_ready(struct identity *identity, struct failure *failure)
{
    return namespaces_enter(identity, failure) && mounts_prepare(failure) && seccomp_filter_build(failure) &&
           run_prepare(failure);
}

/* Undoes what atlas may ignore, SIGPIPE for one: a candidate inherits it. By system call, because the C library keeps
 * two signals to itself. */
static void reset_signals(void)
{
    struct {
        void (*handler)(int);
        unsigned long flags;
        void (*restorer)(void);
        unsigned long mask;
    } as_usual = {.handler = SIG_DFL};

    for (int signal = 1; signal <= 64; signal++)
        syscall(SYS_rt_sigaction, signal, &as_usual, NULL, sizeof as_usual.mask); /* EINVAL: SIGKILL, SIGSTOP */
}

/* Makes sure that 0, 1 and 2 are taken: a descriptor of ours with such a number would be the candidate's. */
static bool fill_streams(void)
{
    int file;

    do
        file = open("/dev/null", O_RDWR | O_CLOEXEC);
    while (file >= 0 && file <= 2);
    if (file >= 0)
        close(file);
    return file >= 0;
}

/* Answers requests until atlas is gone. If the launcher could not get ready, each is answered with the reason. */
static void serve(const struct identity *identity, const struct failure *unready)
{
    static struct request request;
    uint32_t ignored;
    bool is_wanted = true;

    while (is_wanted) {
        struct failure failure = *unready;
        switch (request_receive(SANDBOX_SOCKET, true, &request, &ignored, &failure)) {
        case ARRIVED_END:
            return;
        case ARRIVED_REQUEST:
            is_wanted = failure.phase == PHASE_NONE
                            ? run_request(SANDBOX_SOCKET, &request, identity)
                            : report_failure(SANDBOX_SOCKET, request.fixed.header.run, &failure);
            request_close(&request);
            break;
        default:
            break; /* a cancellation of what is over */
        }
    }
}

int main(void)
{
    struct identity identity;
    struct failure failure = {0};
    int type = 0;
    socklen_t size = sizeof type;

    if (getsockopt(SANDBOX_SOCKET, SOL_SOCKET, SO_TYPE, &type, &size) != 0 || type != SOCK_SEQPACKET) {
        fprintf(stderr, "atlas-sandbox: is started by atlas and cannot be used alone; see \"atlas run --help\"\n");
        return 2;
    }
    if (fcntl(SANDBOX_SOCKET, F_SETFD, FD_CLOEXEC) != 0 ||
        syscall(SYS_close_range, SANDBOX_SOCKET + 1, ~0u, 0) != 0 || !fill_streams()) {
        perror("atlas-sandbox: request: descriptors");
        return 3;
    }
    reset_signals();
    limits_raise();
    get_ready(&identity, &failure);
    serve(&identity, &failure);
    return 0;
}

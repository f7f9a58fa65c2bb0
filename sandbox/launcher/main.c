/*
 * atlas-sandbox: runs programs of which nothing is known.
 *
 * Theory of operation. Five kinds of process take part:
 *
 *   atlas        starts this launcher once for each of its workers and talks to it over a socket pair.
 *   launcher     this process. Enters a user namespace in which it may mount, and the other namespaces that hold
 *                nothing of a run; then it starts the keeper, and zygotes for it (zygote_host.c), until its end.
 *   keeper       process 1 of a pid namespace (run.c, supervise.c), in a thread of its own where the control group
 *                wants it (cgroup.h). Makes the roots (mounts.c) and the filters (seccomp_filter.c) once, then serves one
 *                request at a time until the socket closes: starts the candidate, keeps the limits, reaps, ends the run.
 *   zygote       where runs name one: an interpreter that waits ready beside the keeper (zygote.c).
 *   candidate    one for each run, cloned by the keeper: drops every right and executes the program (candidate.c);
 *                or a copy of the zygote.
 *
 * What a run could leave something in is fresh for each: its process, its user namespace, its work folder; of its
 * processes nothing is left when the next run begins. The other namespaces it cannot change, so they are kept: making
 * and ending a pid or mount namespace costs a run more than all the rest, most of all on a busy machine, where the
 * kernel waits for every core.
 *
 * Requests, with their descriptors, come in packets (request.c); a report goes back when nothing of the run is alive
 * (report.c). If atlas dies, the socket closes and the keeper ends; if the launcher dies, the kernel kills the keeper;
 * if that dies, the kernel kills the rest. Mounts and folders live in namespaces and go with them.
 *
 * A failure of the sandbox is a `struct failure` (failure.c) and never looks like something the candidate did.
 */
#include "cgroup.h"
#include "../common/landlock.h"
#include "../common/limits.h"
#include "mounts.h"
#include "namespaces.h"
#include "options.h"
#include "report.h"
#include "request.h"
#include "run.h"
#include "seccomp_filter.h"
#include "zygote.h"
#include "zygote_host.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* Undoes what whoever started atlas may have set, and a candidate would inherit: signals that are ignored, SIGPIPE for
 * one (by system call, because the C library keeps two to itself); a umask that would keep the candidate out of the root
 * made for it; a real-time policy, with which a loop would have a processor to itself. */
static bool reset_inherited(struct failure *failure)
{
    const struct sched_param none = {0};
    long policy;
    struct {
        void (*handler)(int);
        unsigned long flags;
        void (*restorer)(void);
        unsigned long mask;
    } as_usual = {.handler = SIG_DFL};

    for (int signal = 1; signal <= 64; signal++)
        if (SYSTEM_CALL(rt_sigaction, signal, &as_usual, NULL, sizeof as_usual.mask) != 0 &&
            errno != EINVAL) /* SIGKILL, SIGSTOP */
            return fail_call(failure, PHASE_REQUEST, "signals", errno);
    umask(022);
    policy = SYSTEM_CALL(sched_getscheduler, 0) & ~SCHED_RESET_ON_FORK;
    if (policy == SCHED_FIFO || policy == SCHED_RR)
        policy = SYSTEM_CALL(sched_setscheduler, 0, SCHED_OTHER, &none);
    return policy >= 0 ? true : fail_call(failure, PHASE_REQUEST, "scheduling policy", errno);
}

/* Lets go of what is not for us, and makes sure that 0, 1 and 2 are taken: a descriptor of ours with such a number would
 * be the candidate's. */
static bool keep_descriptors(struct failure *failure)
{
    int file;

    if (CALL(fcntl, SANDBOX_SOCKET, F_SETFD, FD_CLOEXEC) != 0 ||
        SYSTEM_CALL(close_range, SANDBOX_SOCKET + 1, ~0u, 0) != 0)
        return fail_call(failure, PHASE_REQUEST, "descriptors", errno);
    do
        file = CALL(open, "/dev/null", O_RDWR | O_CLOEXEC);
    while (file >= 0 && file <= 2);
    if (file < 0)
        return fail_call(failure, PHASE_REQUEST, "/dev/null", errno);
    close(file);
    return true;
}

/* Answers requests until atlas is gone. If we could not get ready, each is answered with the reason. */
static void serve(const struct identity *identity, const struct failure *unready)
{
    static struct request request;
    uint32_t ignored;
    bool is_wanted = true;

    while (is_wanted) {
        struct failure failure = *unready;
        switch (request_receive(SANDBOX_SOCKET, true, &request, &ignored, &failure)) {
        case ARRIVED_END:
            if (unready->phase == PHASE_NONE && failure.phase != PHASE_NONE)
                report_failure(SANDBOX_SOCKET, 0, &failure); /* of whichever run atlas waits for */
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

struct keeper {
    const struct identity *identity;
    const char *library; /* for zygotes */
    int host;            /* who starts them */
    struct failure failure;
};

/* What the keeper does, in whichever thread, to its end. */
static _Noreturn void *work(void *argument)
{
    struct keeper *keeper = argument;
    struct failure *failure = &keeper->failure;

    if (failure->phase == PHASE_NONE && cgroup_enter(failure) && mounts_prepare(keeper->library, failure) &&
        seccomp_filter_build(failure))
        run_prepare(failure);
    zygote_prepare(keeper->library != NULL ? keeper->host : -1);
    serve(keeper->identity, failure);
    _exit(0);
}

static void *work_apart(void *argument)
{
    struct keeper *keeper = argument;

    /* What a thread shares with others keeps it from moving between mount namespaces. */
    if (CALL(unshare, CLONE_FS) != 0)
        fail_call(&keeper->failure, PHASE_NAMESPACES, "thread", errno);
    return work(argument);
}

/* Lets a second thread do the work. Returns when there is none. */
static void start_work_apart(struct keeper *keeper)
{
    pthread_t thread;
    sigset_t children;
    int error;

    /* Here too, or the end of a child would be ignored before the other thread can hear of it. */
    sigemptyset(&children);
    sigaddset(&children, SIGCHLD);
    if (CALL(sigprocmask, SIG_BLOCK, &children, NULL) != 0)
        fail_call(&keeper->failure, PHASE_SUPERVISE, "thread", errno);
    mallopt(M_ARENA_MAX, 1);
    error = CALL(pthread_create, &thread, NULL, work_apart, keeper);
    if (error == 0)
        for (;;)
            pause();
    fail_call(&keeper->failure, PHASE_SUPERVISE, "thread", error);
}

/* Life of process 1 of the pid namespace. `lifeline` ends when the launcher does: it may have died before it could be
 * the one who ends us. */
static _Noreturn void keep(const struct identity *identity, const char *library, int lifeline, int host)
{
    static struct keeper keeper;
    struct pollfd launcher = {.fd = lifeline, .events = POLLIN};
    int ended = 0;

    keeper.identity = identity;
    keeper.library = library;
    keeper.host = host;
    if (CALL(prctl, PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0)
        fail_call(&keeper.failure, PHASE_SUPERVISE, "PR_SET_PDEATHSIG", errno);
    else if ((ended = CALL(poll, &launcher, 1, 0)) < 0)
        fail_call(&keeper.failure, PHASE_SUPERVISE, "launcher", errno);
    if (ended > 0)
        _exit(3);
    close(lifeline);
    if (cgroup_wants_thread())
        start_work_apart(&keeper);
    work(&keeper);
}

/* Starts the keeper and waits for its end. False when there is none, with `failure` filled in. */
static bool start_keeper(const struct identity *identity, const char *library, struct failure *failure)
{
    int lifeline[2], host[2];
    pid_t keeper;

    if (CALL(pipe2, lifeline, O_CLOEXEC) != 0)
        return fail_call(failure, PHASE_SUPERVISE, "pipe", errno);
    if (CALL(socketpair, AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, host) != 0) {
        close(lifeline[0]);
        close(lifeline[1]);
        return fail_call(failure, PHASE_SUPERVISE, "socket pair", errno);
    }
    /* As fork does. On every architecture the first two arguments are the same. */
    keeper = (pid_t)SYSTEM_CALL(clone, CLONE_NEWPID | SIGCHLD, NULL, NULL, NULL, 0);
    if (keeper == 0) {
        close(lifeline[1]);
        close(host[1]);
        keep(identity, library, lifeline[0], host[0]);
    }
    close(lifeline[0]);
    close(host[0]);
    if (keeper < 0) {
        close(lifeline[1]);
        close(host[1]);
        return fail_call(failure, PHASE_NAMESPACES, "pid namespace", errno);
    }
    close(SANDBOX_SOCKET); /* or atlas would not see the keeper's end */
    zygote_host_serve(host[1]);
    while (CALL(waitpid, keeper, NULL, 0) < 0)
        if (errno != EINTR) {
            perror("atlas-sandbox: supervise: waitpid"); /* nobody listens to us: atlas sees that we end */
            exit(3);
        }
    return true;
}

int main(int count, char **arguments)
{
    struct options options;
    const char *wrong;
    struct identity identity;
    struct failure failure = {0};
    bool is_served = false; /* by the keeper */
    int type = 0;
    socklen_t size = sizeof type;

    if (getsockopt(SANDBOX_SOCKET, SOL_SOCKET, SO_TYPE, &type, &size) != 0 || type != SOCK_SEQPACKET) {
        fprintf(stderr, "atlas-sandbox: is started by atlas and cannot be used alone; see \"atlas run --help\"\n");
        return 2;
    }
    if (!options_read(count, arguments, &options, &wrong)) {
        fprintf(stderr, "atlas-sandbox: %s: no such option; expected --cgroup=auto|v1|v2|none, --landlock=on|off or "
                        "--zygote=FILE\n",
                wrong);
        return 2;
    }
    if (keep_descriptors(&failure) && reset_inherited(&failure)) {
        limits_raise();
        landlock_prepare(options.landlock);
        cgroup_make(options.cgroup);
        if (namespaces_enter(&identity, &failure))
            start_keeper(&identity, options.zygote, &failure);
        is_served = failure.phase == PHASE_NONE;
    }
    if (!is_served)
        serve(&identity, &failure);
    cgroup_remove();
    return 0;
}

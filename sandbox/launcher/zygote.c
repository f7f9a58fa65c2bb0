/*
 * zygote.c: keeps one zygote, and has it make the processes of runs.
 */
#include "zygote.h"

#include "cgroup.h"
#include "mounts.h"
#include "seccomp_filter.h"
#include "zygote_host.h"
#include "../common/landlock.h"
#include "../common/rights.h"
#include "../common/zygote_protocol.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

/* Longer than an interpreter takes on any machine; one that has not answered by then is of no use. */
#define PATIENCE_MS 20000
#define SLICE_MS 50
#define WORTH_ONE 2

enum { STREAMS = 3, DESCRIPTORS = STREAMS + 1 };

/* The zygote of the last request that named one. */
static struct {
    char *key;              /* command and environment */
    size_t key_size;
    unsigned long root;     /* in which it is, or was to be */
    unsigned times;         /* that it was named */
    int socket;             /* -1: there is none */
} zygote = {.socket = -1};
static int host = -1;

void zygote_prepare(int with_host)
{
    host = with_host;
}

static void let_go(void)
{
    if (zygote.socket < 0)
        return;
    close(zygote.socket);
    zygote.socket = -1;
    /* It might not see that at once, and is not to be there when others count. */
    zygote_host_end(host);
    cgroup_forget_zygote();
}

/* Takes one answer; false when none comes. `*listener` is -1 unless one came along. */
static bool hear(struct zygote_answer *answer, int *listener, int patience_ms)
{
    union rights room;
    struct iovec part = {.iov_base = answer, .iov_len = sizeof *answer};
    struct msghdr packet = {.msg_iov = &part, .msg_iovlen = 1};
    struct pollfd event = {.fd = zygote.socket, .events = POLLIN};
    ssize_t size;
    int ready;

    *listener = -1;
    rights_expect(&packet, &room, 1);
    while ((ready = poll(&event, 1, patience_ms)) < 0 && errno == EINTR) {}
    size = ready > 0 ? recvmsg(zygote.socket, &packet, MSG_CMSG_CLOEXEC) : -1;
    if (size > 0)
        rights_take(&packet, listener, 1);
    return size == (ssize_t)sizeof *answer;
}

static bool start(const struct request *request)
{
    struct failure ignored = {0};
    struct zygote_answer answer;
    int ends[2], processes = mounts_open_pid_namespace(), listener;
    bool is_asked;

    if (processes < 0)
        return false;
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
        close(processes);
        return false;
    }
    zygote.socket = ends[0];
    cgroup_make_room();
    is_asked = zygote_host_ask(host, request, mounts_current_namespace(), processes, ends[1], &ignored);
    close(ends[1]);
    close(processes);
    if (!is_asked || !hear(&answer, &listener, PATIENCE_MS) || answer.kind != ZYGOTE_READY)
        return false;
    cgroup_note_zygote(answer.spent_ns);
    return true;
}

/* Whether the request names the zygote that we have, or tried to have; it becomes that. */
static bool is_same(const struct request *request)
{
    char *key;

    if (zygote.key != NULL && zygote.key_size == request->zygote_strings_size &&
        memcmp(zygote.key, request->zygote_strings, zygote.key_size) == 0 && zygote.root == mounts_current_root())
        return true;
    let_go();
    key = realloc(zygote.key, request->zygote_strings_size + 1);
    if (key == NULL)
        return false;
    memcpy(key, request->zygote_strings, request->zygote_strings_size);
    zygote.key = key;
    zygote.key_size = request->zygote_strings_size;
    zygote.root = mounts_current_root();
    zygote.times = 0;
    return true;
}

void zygote_get_ready(const struct request *request)
{
    /* One that could not be started once is not tried again; one that was lost is. */
    if (host >= 0 && request->fixed.zygote_count > 0 && is_same(request) && ++zygote.times == WORTH_ONE && !start(request))
        let_go();
}

static bool send_order(const struct candidate *candidate)
{
    const struct request *request = candidate->request;
    const struct becoming *becoming = &candidate->becoming;
    const struct sock_fprog *filter = seccomp_filter_program(request->fixed.policy);
    const int descriptors[DESCRIPTORS] = {
        becoming->streams[0], becoming->streams[1], becoming->streams[2], becoming->process_folder};
    struct zygote_order order = {
        .limits = request->fixed,
        .identity = *becoming->identity,
        .has_landlock = landlock_version() != 0,
        .spare_processes = becoming->spare_processes,
        .filter_count = filter->len,
        .argument_count = request->fixed.argument_count,
        .strings_size = (uint32_t)request->argument_strings_size,
    };
    union rights room;
    struct iovec parts[] = {
        {.iov_base = &order, .iov_len = sizeof order},
        {.iov_base = filter->filter, .iov_len = filter->len * sizeof *filter->filter},
        {.iov_base = (void *)request->strings, .iov_len = request->argument_strings_size},
    };
    struct msghdr packet = {.msg_iov = parts, .msg_iovlen = 3};

    rights_attach(&packet, &room, descriptors, DESCRIPTORS);
    return sendmsg(zygote.socket, &packet, MSG_NOSIGNAL) >= 0;
}

static void note_failure(const struct zygote_answer *answer, struct failure *failure)
{
    static char call[sizeof answer->call];

    memcpy(call, answer->call, sizeof call);
    last_call = call;
    if (call[0] != 0)
        fail_call(failure, (enum phase)answer->phase, answer->object, answer->error);
    else
        fail(failure, (enum phase)answer->phase, answer->object, answer->error);
}

/* Of a zygote that is gone. */
static void end_children(void)
{
    kill(-1, SIGKILL);
    while (waitpid(-1, NULL, 0) > 0 || errno == EINTR) {}
}

/* Hears the next answer to an order. When the zygote has parted from the new process, that one may have died before it
 * could say anything. */
static bool hear_answer(struct zygote_answer *answer, int *listener, bool is_parted)
{
    for (int waited_ms = 0; waited_ms < PATIENCE_MS; waited_ms += SLICE_MS)
        if (hear(answer, listener, is_parted ? SLICE_MS : PATIENCE_MS))
            return true;
        else if (!is_parted || waitpid(-1, NULL, WNOHANG) != 0)
            return false;
    return false;
}

/* Gives up a zygote that did not answer an order as it should; the next request may have another. 0 when nothing of the
 * candidate's was run: a copy says that it starts before it does. */
static pid_t give_up(bool is_started, pid_t process)
{
    let_go();
    cgroup_spare_process(false);
    zygote.times = WORTH_ONE - 1;
    if (is_started)
        return process; /* it needs the zygote no more */
    end_children();
    return 0;
}

pid_t zygote_start(struct candidate *candidate, struct failure *failure)
{
    struct zygote_answer answer;
    bool is_parted = false, is_answered = false;
    pid_t process = -1;
    int listener;

    if (candidate->request->fixed.zygote_count == 0 || zygote.socket < 0)
        return 0;
    cgroup_spare_process(true);
    if (!send_order(candidate))
        return give_up(false, -1);
    while (!is_parted || !is_answered) {
        if (!hear_answer(&answer, &listener, is_parted)) {
            process = give_up(process > 0, process);
            return failure->phase == PHASE_NONE ? process : -1;
        }
        switch (answer.kind) {
        case ZYGOTE_STARTED:
            process = answer.process;
            candidate->listener = listener;
            candidate->started_ns = answer.started_ns;
            candidate->setup_cpu_ns = answer.spent_ns;
            is_answered = true;
            if (listener < 0)
                fail(failure, PHASE_SECCOMP, "listener", EMFILE);
            break;
        case ZYGOTE_FAILED:
            note_failure(&answer, failure);
            is_answered = true;
            break;
        default:
            cgroup_note_zygote(answer.spent_ns);
            is_parted = true;
        }
    }
    cgroup_spare_process(false);
    return failure->phase == PHASE_NONE ? process : -1;
}

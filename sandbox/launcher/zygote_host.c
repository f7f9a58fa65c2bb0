/*
 * zygote_host.c: where zygotes come from.
 *
 * A zygote is to outlive runs, at whose end the keeper kills all that it can see; and no candidate is to see it. So it
 * is not in the keeper's pid namespace but in the launcher's, and a child of the launcher, which has nothing else to do.
 * Only its children are born in the keeper's. It is in the control group, as a moved process would cost too much; what it
 * takes there is allowed for (cgroup.c). If the launcher dies, so does it.
 */
#include "zygote_host.h"

#include "cgroup.h"
#include "../common/rights.h"
#include "../common/zygote_protocol.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

/* Where a process's libraries lie depends on how large its stack may become when it is executed; a candidate's stack may
 * be as large as its memory limit. In bytes. */
#define STACK_ROOM (16ull << 30)

struct question {
    uint32_t argument_count;
    uint32_t environment_count;
    uint32_t strings_size;
};

enum { MOUNTS, PROCESSES, SOCKET, DESCRIPTORS };

struct order {
    struct question fixed;
    char strings[SANDBOX_STRINGS_MAX];
    int descriptors[DESCRIPTORS];
    char *arguments[SANDBOX_ARGUMENTS_MAX + 1];
    char *environment[SANDBOX_ENVIRONMENT_MAX + 1];
};

bool zygote_host_ask(int host, const struct request *request, int mounts, int processes, int socket,
                     struct failure *failure)
{
    const int descriptors[DESCRIPTORS] = {[MOUNTS] = mounts, [PROCESSES] = processes, [SOCKET] = socket};
    struct question question = {
        .argument_count = request->fixed.zygote_count,
        .environment_count = request->fixed.environment_count,
        .strings_size = (uint32_t)request->zygote_strings_size,
    };
    union rights room;
    struct iovec parts[] = {
        {.iov_base = &question, .iov_len = sizeof question},
        {.iov_base = (void *)request->zygote_strings, .iov_len = request->zygote_strings_size},
    };
    struct msghdr packet = {.msg_iov = parts, .msg_iovlen = 2};

    rights_attach(&packet, &room, descriptors, DESCRIPTORS);
    return CALL(sendmsg, host, &packet, MSG_NOSIGNAL) >= 0 ? true
                                                          : fail_call(failure, PHASE_SUPERVISE, "zygote", errno);
}

void zygote_host_end(int host)
{
    struct question end = {0};
    char done;

    if (send(host, &end, sizeof end, MSG_NOSIGNAL) < 0)
        return; /* the launcher is dead, and so will we be */
    while (recv(host, &done, 1, 0) < 0 && errno == EINTR) {}
}

/* In the zygote's process, which shares the launcher's memory and has a table of descriptors of its own. */
static bool get_ready(const struct order *order)
{
    struct rlimit stack;
    sigset_t none;
    int silent[2];

    sigemptyset(&none);
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0 || sigprocmask(SIG_SETMASK, &none, NULL) != 0 ||
        getrlimit(RLIMIT_STACK, &stack) != 0)
        return false;
    stack.rlim_cur = stack.rlim_max < STACK_ROOM ? stack.rlim_max : STACK_ROOM;
    umask(022);
    /* A pipe that nobody writes to and nobody reads: what a copy opens anew is never one of these, but what the
     * interpreter finds out about its streams at its start is to be what it finds of a run's. */
    return setrlimit(RLIMIT_STACK, &stack) == 0 && cgroup_join() &&
           setns(order->descriptors[PROCESSES], CLONE_NEWPID) == 0 &&
           setns(order->descriptors[MOUNTS], CLONE_NEWNS) == 0 && setsid() >= 0 && pipe(silent) == 0 &&
           dup2(order->descriptors[SOCKET], ZYGOTE_SOCKET + 64) >= 0 && dup2(silent[0], 0) >= 0 &&
           dup2(silent[1], 1) >= 0 && dup2(silent[1], 2) >= 0 && dup2(ZYGOTE_SOCKET + 64, ZYGOTE_SOCKET) >= 0 &&
           syscall(SYS_close_range, ZYGOTE_SOCKET + 1, ~0u, CLOSE_RANGE_CLOEXEC) == 0;
}

static int become_zygote(void *argument)
{
    const struct order *order = argument;

    if (get_ready(order))
        execve(order->arguments[0], order->arguments, order->environment);
    _exit(1);
}

/* Takes the strings apart. */
static bool understand(struct order *order, size_t size)
{
    char *position = order->strings;

    if (size < sizeof order->fixed || size != sizeof order->fixed + order->fixed.strings_size ||
        order->fixed.argument_count == 0 || order->fixed.argument_count > SANDBOX_ARGUMENTS_MAX ||
        order->fixed.environment_count > SANDBOX_ENVIRONMENT_MAX)
        return false;
    for (uint32_t i = 0; i < order->fixed.argument_count; i++, position += strlen(position) + 1)
        order->arguments[i] = position;
    order->arguments[order->fixed.argument_count] = NULL;
    for (uint32_t i = 0; i < order->fixed.environment_count; i++, position += strlen(position) + 1)
        order->environment[i] = position;
    order->environment[order->fixed.environment_count] = NULL;
    return true;
}

/* Ends the zygote, if there is one. Waiting makes its time the launcher's, as that of all else that runs here. */
static void end(pid_t *zygote)
{
    if (*zygote > 0 && kill(*zygote, SIGKILL) == 0)
        while (waitpid(*zygote, NULL, 0) < 0 && errno == EINTR) {}
    *zygote = -1;
}

/* Takes a message apart: an order to start a zygote in place of the one there is, or to end that one. */
static void obey(int host, struct order *order, size_t size, bool is_start, pid_t *zygote)
{
    static _Alignas(16) char stack[64 * 1024];

    end(zygote);
    if (!is_start) {
        send(host, "", 1, MSG_NOSIGNAL);
        return;
    }
    if (understand(order, size))
        *zygote = cgroup_clone(become_zygote, stack, sizeof stack, CLONE_VM | CLONE_VFORK, order);
    for (int i = 0; i < DESCRIPTORS; i++)
        close(order->descriptors[i]);
}

void zygote_host_serve(int host)
{
    static struct order order;
    pid_t zygote = -1;
    union rights room;

    for (;;) {
        struct iovec parts[] = {
            {.iov_base = &order.fixed, .iov_len = sizeof order.fixed},
            {.iov_base = order.strings, .iov_len = sizeof order.strings},
        };
        struct msghdr packet = {.msg_iov = parts, .msg_iovlen = 2};
        rights_expect(&packet, &room, DESCRIPTORS);
        ssize_t size = recvmsg(host, &packet, MSG_CMSG_CLOEXEC);
        if (size < 0 && errno == EINTR)
            continue;
        if (size <= 0)
            break;
        obey(host, &order, (size_t)size, rights_take(&packet, order.descriptors, DESCRIPTORS) == DESCRIPTORS, &zygote);
    }
    end(&zygote);
}

/*
 * zygote.c: an interpreter's side of a zygote.
 *
 * To start an interpreter and load its libraries takes longer than most tests. So one that has done so waits here, and a
 * run's process is a copy of it. It is the sandbox's own process, as trusted as the keeper: nothing of a candidate's ever
 * runs in it, and none can reach it, for it is in the launcher's pid namespace and they are in the keeper's, where only
 * its children are born (zygote_host.c). The copy takes the very steps of any other candidate (become.c) before it
 * reads a byte of the candidate's.
 */
#include "include/atlas_zygote.h"

#include "../common/become.h"
#include "../common/clocks.h"
#include "../common/landlock.h"
#include "../common/rights.h"
#include "../common/zygote_protocol.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <time.h>

/* Process 1 of the candidate's pid namespace. */
#define KEEPER 1

enum { STREAMS = 3, DESCRIPTORS = STREAMS + 1 };

static struct {
    struct zygote_order fixed;
    char rest[ZYGOTE_ORDER_MAX];
} order;
static int descriptors[DESCRIPTORS];
static int descriptor_count;

/* False when nobody listens. `descriptor` goes along unless it is negative. */
static bool tell(const struct zygote_answer *answer, int descriptor)
{
    union rights room;
    struct iovec part = {.iov_base = (void *)answer, .iov_len = sizeof *answer};
    struct msghdr packet = {.msg_iov = &part, .msg_iovlen = 1};

    rights_attach(&packet, &room, &descriptor, descriptor >= 0 ? 1 : 0);
    return sendmsg(ZYGOTE_SOCKET, &packet, MSG_NOSIGNAL) == (ssize_t)sizeof *answer;
}

/* All the CPU time that the zygote, and what it waited for, ever took. */
static uint64_t all_spent_ns(void)
{
    struct rusage children = {0};

    getrusage(RUSAGE_CHILDREN, &children);
    return clock_ns(CLOCK_PROCESS_CPUTIME_ID) +
           1000u * ((uint64_t)(children.ru_utime.tv_sec + children.ru_stime.tv_sec) * 1000000u +
                    (uint64_t)(children.ru_utime.tv_usec + children.ru_stime.tv_usec));
}

void zygote_ready(void)
{
    tell(&(struct zygote_answer){.kind = ZYGOTE_READY, .spent_ns = all_spent_ns()}, -1);
}

void zygote_part(void)
{
    tell(&(struct zygote_answer){.kind = ZYGOTE_PARTED, .spent_ns = all_spent_ns()}, -1);
}

int zygote_wait(void)
{
    union rights room;
    struct iovec parts[] = {
        {.iov_base = &order.fixed, .iov_len = sizeof order.fixed}, {.iov_base = order.rest, .iov_len = sizeof order.rest}};
    struct msghdr packet = {.msg_iov = parts, .msg_iovlen = 2};
    ssize_t size;

    rights_expect(&packet, &room, DESCRIPTORS);
    do
        size = recvmsg(ZYGOTE_SOCKET, &packet, MSG_CMSG_CLOEXEC);
    while (size < 0 && errno == EINTR);
    descriptor_count = size > 0 ? rights_take(&packet, descriptors, DESCRIPTORS) : 0;
    /* Both sides are built together: an order that is not whole can only be the end. */
    return size >= (ssize_t)sizeof order.fixed && descriptor_count == DESCRIPTORS &&
           (size_t)size == sizeof order.fixed + order.fixed.filter_count * sizeof(struct sock_filter) +
                               order.fixed.strings_size;
}

void zygote_let_go(void)
{
    for (int i = 0; i < descriptor_count; i++)
        close(descriptors[i]);
    descriptor_count = 0;
    /* The next copy is to know nothing of this one. */
    memset(order.rest, 0, order.fixed.filter_count * sizeof(struct sock_filter) + order.fixed.strings_size);
    memset(&order.fixed, 0, sizeof order.fixed);
}

static _Noreturn void give_up(const struct failure *failure)
{
    struct zygote_answer answer = {.kind = ZYGOTE_FAILED, .phase = (int32_t)failure->phase, .error = failure->error};

    snprintf(answer.call, sizeof answer.call, "%s", failure->call != NULL ? failure->call : "");
    snprintf(answer.object, sizeof answer.object, "%s", failure->object);
    tell(&answer, -1);
    _exit(1);
}

/* Until the keeper is the parent of this process: the candidate is to find nobody else beside it. */
static bool wait_for_keeper(struct failure *failure)
{
    pid_t parent = getppid();
    struct pollfd end = {.events = POLLIN};

    if (parent == KEEPER)
        return true;
    end.fd = (int)SYSTEM_CALL(pidfd_open, parent, 0);
    if (end.fd < 0)
        return errno == ESRCH ? true : fail_call(failure, PHASE_SUPERVISE, "parent", errno);
    while (CALL(poll, &end, 1, -1) < 0)
        if (errno != EINTR)
            return fail_call(failure, PHASE_SUPERVISE, "parent", errno);
    close(end.fd);
    return true;
}

void zygote_become(void)
{
    struct failure failure = {0};
    struct becoming becoming = {
        .limits = &order.fixed.limits,
        .identity = &order.fixed.identity,
        .streams = {descriptors[0], descriptors[1], descriptors[2]},
        .process_folder = descriptors[STREAMS],
        .spare_processes = order.fixed.spare_processes,
    };
    struct sock_fprog filter = {
        .len = (unsigned short)order.fixed.filter_count, .filter = (struct sock_filter *)(void *)order.rest};
    struct zygote_answer answer = {.kind = ZYGOTE_STARTED, .process = getpid()};
    int listener;

    landlock_prepare(order.fixed.has_landlock != 0);
    if (CALL(chdir, "/work") != 0)
        fail_call(&failure, PHASE_MOUNTS, "/work", errno);
    if (failure.phase != PHASE_NONE || !become_candidate(&becoming, &failure) || !wait_for_keeper(&failure))
        give_up(&failure);
    answer.spent_ns = clock_ns(CLOCK_PROCESS_CPUTIME_ID);
    answer.started_ns = clock_ns(CLOCK_MONOTONIC);
    if (!take_pending(&failure) || !become_filtered(&filter, &listener, &failure))
        give_up(&failure);
    /* There is no execve to close the rest. */
    if (!tell(&answer, listener) || close_range(ZYGOTE_SOCKET, ~0u, 0) != 0)
        _exit(1);
}

const char *zygote_argument(int index)
{
    const char *argument = order.rest + order.fixed.filter_count * sizeof(struct sock_filter);

    if (index < 0 || (uint32_t)index >= order.fixed.argument_count)
        return NULL;
    while (index-- > 0)
        argument += strlen(argument) + 1;
    return argument;
}

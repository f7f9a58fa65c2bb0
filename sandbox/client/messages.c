/*
 * messages.c: one packet out with descriptors, one report back with descriptors.
 */
#include "sandbox_client.h"

#include "../common/rights.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

int sandbox_client_send(int socket, const void *message, size_t size, const int *descriptors, int count)
{
    union rights room;
    struct iovec part = {.iov_base = (void *)message, .iov_len = size};
    struct msghdr packet = {.msg_iov = &part, .msg_iovlen = 1};
    ssize_t sent;

    if (count < 0 || count > SANDBOX_DESCRIPTORS_MAX)
        return EINVAL;
    rights_attach(&packet, &room, descriptors, (size_t)count);
    do
        sent = sendmsg(socket, &packet, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent < 0 ? errno : 0;
}

int sandbox_client_receive(int socket, struct sandbox_report *report, int *descriptors, int *count)
{
    enum { capacity = SANDBOX_COLLECT_MAX + 2 };
    union rights room;
    struct iovec part = {.iov_base = report, .iov_len = sizeof *report};
    struct msghdr packet = {.msg_iov = &part, .msg_iovlen = 1};
    bool was_reset = false; /* told once, before what it said last: it ended and left something unread */
    ssize_t size;

    rights_expect(&packet, &room, capacity);
    do
        size = recvmsg(socket, &packet, MSG_CMSG_CLOEXEC);
    while (size < 0 && (errno == EINTR || (errno == ECONNRESET && !was_reset && (was_reset = true))));
    if (size < 0)
        return errno == ECONNRESET ? EPIPE : errno;
    if (size == 0)
        return EPIPE;
    *count = rights_take(&packet, descriptors, capacity);
    if ((size_t)size != sizeof *report || (packet.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0 ||
        report->header.magic != SANDBOX_MAGIC || report->header.version != SANDBOX_VERSION) {
        for (int i = 0; i < *count; i++)
            close(descriptors[i]);
        *count = 0;
        return EPROTO;
    }
    report->phase[sizeof report->phase - 1] = 0;
    report->object[sizeof report->object - 1] = 0;
    report->call[sizeof report->call - 1] = 0;
    report->remedy[sizeof report->remedy - 1] = 0;
    return 0;
}

/*
 * messages.c: one packet out with descriptors, one report back with descriptors.
 */
#include "sandbox_client.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

int sandbox_client_send(int socket, const void *message, size_t size, const int *descriptors, int count)
{
    union {
        char bytes[CMSG_SPACE(sizeof(int) * SANDBOX_DESCRIPTORS_MAX)];
        struct cmsghdr aligned;
    } control;
    struct iovec part = {.iov_base = (void *)message, .iov_len = size};
    struct msghdr packet = {.msg_iov = &part, .msg_iovlen = 1};
    ssize_t sent;

    if (count < 0 || count > SANDBOX_DESCRIPTORS_MAX)
        return EINVAL;
    if (count > 0) {
        size_t bytes = sizeof(int) * (size_t)count;
        memset(&control, 0, sizeof control);
        packet.msg_control = control.bytes;
        packet.msg_controllen = CMSG_SPACE(bytes);
        struct cmsghdr *rights = CMSG_FIRSTHDR(&packet);
        rights->cmsg_level = SOL_SOCKET;
        rights->cmsg_type = SCM_RIGHTS;
        rights->cmsg_len = CMSG_LEN(bytes);
        memcpy(CMSG_DATA(rights), descriptors, bytes);
    }
    do
        sent = sendmsg(socket, &packet, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent < 0 ? errno : 0;
}

static int take_descriptors(struct msghdr *packet, int *descriptors, int capacity)
{
    int count = 0;

    for (struct cmsghdr *rights = CMSG_FIRSTHDR(packet); rights != NULL; rights = CMSG_NXTHDR(packet, rights)) {
        if (rights->cmsg_level != SOL_SOCKET || rights->cmsg_type != SCM_RIGHTS)
            continue;
        size_t held = (rights->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (size_t i = 0; i < held; i++) {
            int descriptor;
            memcpy(&descriptor, CMSG_DATA(rights) + i * sizeof(int), sizeof(int));
            if (count < capacity)
                descriptors[count++] = descriptor;
            else
                close(descriptor);
        }
    }
    return count;
}

int sandbox_client_receive(int socket, struct sandbox_report *report, int *descriptors, int *count)
{
    enum { capacity = SANDBOX_COLLECT_MAX + 2 };
    union {
        char bytes[CMSG_SPACE(sizeof(int) * capacity)];
        struct cmsghdr aligned;
    } control;
    struct iovec part = {.iov_base = report, .iov_len = sizeof *report};
    struct msghdr packet = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = control.bytes, .msg_controllen = sizeof control.bytes};
    ssize_t size;

    do
        size = recvmsg(socket, &packet, MSG_CMSG_CLOEXEC);
    while (size < 0 && errno == EINTR);
    if (size < 0)
        return errno == ECONNRESET ? EPIPE : errno;
    if (size == 0)
        return EPIPE;
    *count = take_descriptors(&packet, descriptors, capacity);
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

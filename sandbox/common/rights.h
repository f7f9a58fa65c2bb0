/*
 * rights.h: descriptors that go along with a packet, see SCM_RIGHTS in unix(7).
 */
#ifndef RIGHTS_H
#define RIGHTS_H

#include "../client/include/sandbox_protocol.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Room for as many as any of our packets has. */
union rights {
    char bytes[CMSG_SPACE(sizeof(int) * SANDBOX_DESCRIPTORS_MAX)];
    struct cmsghdr aligned;
};

/* Puts descriptors into a packet that is to be sent; `room` lives as long as the packet. */
static inline void rights_attach(struct msghdr *packet, union rights *room, const int *descriptors, size_t count)
{
    if (count == 0)
        return;
    memset(room, 0, sizeof *room);
    packet->msg_control = room->bytes;
    packet->msg_controllen = CMSG_SPACE(sizeof(int) * count);
    struct cmsghdr *rights = CMSG_FIRSTHDR(packet);
    *rights = (struct cmsghdr){
        .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS, .cmsg_len = CMSG_LEN(sizeof(int) * count)};
    memcpy(CMSG_DATA(rights), descriptors, sizeof(int) * count);
}

/* Makes room for so many in a packet that is to be received. */
static inline void rights_expect(struct msghdr *packet, union rights *room, size_t most)
{
    packet->msg_control = room->bytes;
    packet->msg_controllen = CMSG_SPACE(sizeof(int) * most);
}

/* Takes those of a packet that came, and closes what there is beyond `most`. Returns how many it took. */
static inline int rights_take(struct msghdr *packet, int *descriptors, int most)
{
    int taken = 0;

    for (struct cmsghdr *rights = CMSG_FIRSTHDR(packet); rights != NULL; rights = CMSG_NXTHDR(packet, rights)) {
        if (rights->cmsg_level != SOL_SOCKET || rights->cmsg_type != SCM_RIGHTS)
            continue;
        size_t held = (rights->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (size_t i = 0; i < held; i++) {
            int descriptor;
            memcpy(&descriptor, CMSG_DATA(rights) + i * sizeof(int), sizeof descriptor);
            if (taken < most)
                descriptors[taken++] = descriptor;
            else
                close(descriptor);
        }
    }
    return taken;
}

#endif

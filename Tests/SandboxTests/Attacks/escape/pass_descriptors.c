/* Sends descriptors to itself over pairs of sockets, and closes them: they live on in messages that nobody receives, more
 * than a process may have open.
 * Contained: the kernel bounds how many can be on their way.
 *
 * Ends: exit 0
 * Prints: bounded */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
    union {
        char bytes[CMSG_SPACE(sizeof(int) * 100)];
        struct cmsghdr aligned;
    } control;
    struct iovec byte = {"", 1};
    int descriptors[100], ends[2];
    long sent = 0;

    memset(&control, 0, sizeof control);
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends) != 0)
        return 2;
    for (int i = 0; i < 100; i++)
        if ((descriptors[i] = open("/dev/null", O_RDONLY)) < 0)
            return 2;
    struct msghdr message = {
        .msg_iov = &byte, .msg_iovlen = 1, .msg_control = control.bytes, .msg_controllen = sizeof control.bytes};
    struct cmsghdr *rights = CMSG_FIRSTHDR(&message);
    *rights = (struct cmsghdr){.cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS, .cmsg_len = CMSG_LEN(sizeof descriptors)};
    memcpy(CMSG_DATA(rights), descriptors, sizeof descriptors);
    while (sent < 100000 && sendmsg(ends[0], &message, 0) == 1)
        sent += 100;
    printf("%s\n", sent <= 4096 ? "bounded" : "more than 4096");
    return sent > 4096;
}

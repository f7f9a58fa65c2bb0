/*
 * closing_order.c: which of two pipes was the first that nobody writes to any more.
 */
#include "sandbox_client.h"

#include <errno.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <unistd.h>

int sandbox_client_watch_closing(int first, int second, int *list)
{
    struct epoll_event events[2] = {{.data.u32 = 0}, {.data.u32 = 1}}; /* the end of the writing needs no asking for */
    int made = epoll_create1(EPOLL_CLOEXEC), error;

    if (made < 0)
        return errno;
    if (epoll_ctl(made, EPOLL_CTL_ADD, first, &events[0]) != 0 ||
        epoll_ctl(made, EPOLL_CTL_ADD, second, &events[1]) != 0) {
        error = errno;
        close(made);
        return error;
    }
    *list = made;
    return 0;
}

int sandbox_client_first_closed(int list, int *which)
{
    struct epoll_event events[2]; /* both, or the one taken would come after the other next time */
    int count;

    do
        count = epoll_wait(list, events, 2, 0);
    while (count < 0 && errno == EINTR);
    if (count < 0)
        return errno;
    *which = count > 0 ? (int)events[0].data.u32 : -1;
    return 0;
}

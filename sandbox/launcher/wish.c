/*
 * wish.c: the other direction of the socket during a run.
 */
#include "wish.h"

#include "request.h"

enum wish wish_hear(int socket, uint32_t run, struct failure *failure)
{
    static struct request incoming;
    struct failure wrong = {0};
    uint32_t cancelled = 0;

    switch (request_receive(socket, false, &incoming, &cancelled, &wrong)) {
    case ARRIVED_NOTHING:
        return WISH_NOTHING;
    case ARRIVED_CANCEL:
        return cancelled == run ? WISH_CANCEL : WISH_NOTHING;
    case ARRIVED_REQUEST: /* one at a time was agreed */
        request_close(&incoming);
        return WISH_END;
    default:
        if (wrong.phase == PHASE_NONE)
            return WISH_END;
        *failure = wrong;
        return WISH_NOTHING;
    }
}

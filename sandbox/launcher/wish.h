/*
 * wish.h: what atlas says while a run is on.
 */
#ifndef WISH_H
#define WISH_H

#include "../common/failure.h"

#include <stdint.h>

enum wish {
    WISH_NOTHING,
    WISH_CANCEL, /* to stop the run */
    WISH_END,    /* to end altogether: atlas is gone, or breaks the rules */
};

/* Reads one packet, if there is one. With `failure` filled in when the socket cannot be read. */
enum wish wish_hear(int socket, uint32_t run, struct failure *failure);

#endif

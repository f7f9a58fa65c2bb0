/*
 * zygote_protocol.h: what the keeper and a zygote say to each other, over one SOCK_SEQPACKET socket pair.
 *
 * The keeper sends an order. Two answers come, in either order: from the new process, when it is the candidate's, and
 * from the zygote, when nothing of it is left in the new process's line of parents.
 */
#ifndef ZYGOTE_PROTOCOL_H
#define ZYGOTE_PROTOCOL_H

#include "identity.h"

/* The descriptor on which a zygote finds its end. */
#define ZYGOTE_SOCKET 3

/*
 * The keeper's order. After it, in the same packet: the filter (struct sock_filter, `filter_count` of them), then
 * `argument_count` strings, each ended by a zero byte, `strings_size` bytes in all.
 * Descriptors: stdin, stdout, stderr, the run's /proc.
 */
struct zygote_order {
    struct sandbox_request limits;
    struct identity identity;
    uint32_t has_landlock;
    uint32_t spare_processes; /* as in limits.h */
    uint32_t filter_count;
    uint32_t argument_count;
    uint32_t strings_size;
};

enum zygote_answer_kind {
    ZYGOTE_READY = 1,   /* from the zygote: it waits for orders */
    ZYGOTE_STARTED = 2, /* from the new process: it is the candidate's; with the listener of its filter */
    ZYGOTE_FAILED = 3,  /* from the new process, instead */
    ZYGOTE_PARTED = 4,  /* from the zygote: the new process is the keeper's child */
};

struct zygote_answer {
    uint32_t kind;
    int32_t process;       /* STARTED: its number */
    uint64_t spent_ns;     /* STARTED: CPU time of the new process; READY and PARTED: all that the zygote ever spent */
    uint64_t started_ns;   /* STARTED: CLOCK_MONOTONIC */
    int32_t phase, error;  /* FAILED, as in struct failure */
    char call[32];         /* likewise; empty: none failed */
    char object[SANDBOX_TEXT_MAX];
};

#define ZYGOTE_ORDER_MAX (SANDBOX_MESSAGE_MAX + 64 * 1024) /* bytes */

#endif

/*
 * output.h: keeps what a candidate writes, up to a limit.
 */
#ifndef OUTPUT_H
#define OUTPUT_H

#include "../common/failure.h"

/* One of stdout and stderr. */
struct output {
    int pipe; /* -1 once every writer is gone */
    int kept; /* a memfd */
    uint64_t limit;
    uint64_t seen; /* bytes, also those past the limit */
    uint64_t little; /* bytes: that few in the pipe are no reason to come back at once */
    uint64_t rest_ns; /* the pipe is left alone until then */
};

/* Reads what the pipe holds. True if there may be more; false at its end, when it is empty, or on a failure. */
bool output_drain(struct output *output, struct failure *failure);

#endif

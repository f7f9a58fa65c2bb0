/*
 * clocks.h: what a clock says, as one number.
 */
#ifndef CLOCKS_H
#define CLOCKS_H

#include "failure.h"

#include <errno.h>
#include <stdint.h>
#include <time.h>

/* In ns. Of a clock that is always there: if it could not be read, the run fails. */
static inline uint64_t clock_ns(clockid_t clock)
{
    struct timespec time = {0};

    if (CALL(clock_gettime, clock, &time) != 0)
        fail_call(&pending_failure, PHASE_SUPERVISE, "clock", errno);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

#endif

/*
 * clocks.h: what a clock says, as one number.
 */
#ifndef CLOCKS_H
#define CLOCKS_H

#include <stdint.h>
#include <time.h>

/* In ns. Of a clock that is always there. */
static inline uint64_t clock_ns(clockid_t clock)
{
    struct timespec time;

    clock_gettime(clock, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

#endif

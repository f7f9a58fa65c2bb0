/*
 * larger.h: the larger and the smaller of two numbers.
 */
#ifndef LARGER_H
#define LARGER_H

#include <stdint.h>

static inline uint64_t larger(uint64_t one, uint64_t other)
{
    return one > other ? one : other;
}

static inline uint64_t smaller(uint64_t one, uint64_t other)
{
    return one < other ? one : other;
}

#endif

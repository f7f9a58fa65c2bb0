/*
 * fuzz.h: what both targets of libFuzzer start from: a socket pair, demands, and a look at which descriptor is free.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

static int ends[2];

static void demand(bool holds)
{
    if (!holds)
        abort();
}

static int first_free(void)
{
    int file = dup(ends[0]);

    close(file);
    return file;
}

#endif

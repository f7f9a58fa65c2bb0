/*
 * candidate.h: the process that becomes the candidate's program.
 */
#ifndef CANDIDATE_H
#define CANDIDATE_H

#include "../common/become.h"
#include "request.h"

struct candidate {
    const struct request *request;
    struct becoming becoming;
    /* Filled in by the candidate's process before it executes. */
    int listener;          /* for refused system calls, or -1 */
    uint64_t started_ns;   /* CLOCK_MONOTONIC, just before exec */
    uint64_t setup_cpu_ns; /* what getting ready cost: not the program's */
};

/* Starts the candidate and returns when its program runs. Its process number, or -1 with `failure` filled in. */
pid_t candidate_start(struct candidate *candidate, struct failure *failure);

#endif

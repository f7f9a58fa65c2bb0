/*
 * supervise.h: the run's first process, which watches over it.
 */
#ifndef SUPERVISE_H
#define SUPERVISE_H

#include "namespaces.h"
#include "request.h"

/* What the first process leaves to the launcher, in memory they share. */
struct result {
    struct sandbox_report report;
    struct failure failure;
    bool is_complete; /* set last */
};

/* The memfds into which a run's output goes; made by the launcher. */
struct kept {
    int out;
    int err;
    int collected[SANDBOX_COLLECT_MAX];
};

/* Life of the first process, which is process 1 of the run's pid namespace: makes what is private to the run, starts
 * the candidate, keeps the limits, ends everything, writes the result. Does not return. */
_Noreturn void supervise(const struct request *request, const struct identity *identity, const struct kept *kept,
                         int stdin_file, struct result *result);

#endif

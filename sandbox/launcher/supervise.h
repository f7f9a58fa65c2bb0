/*
 * supervise.h: the run's first process, which watches over it.
 */
#ifndef SUPERVISE_H
#define SUPERVISE_H

#include "namespaces.h"
#include "request.h"

/* What a run's first process inherits from the launcher. */
struct inheritance {
    int stdin_file;
    int piped_out; /* stdout itself, where it is not to be kept; else -1 */
    int lifeline; /* the read end of a pipe whose write end only the launcher has: it ends when the launcher does */
    int out;      /* memfds into which output and results go */
    int err;
    int collected[SANDBOX_COLLECT_MAX];
};

/* What the first process leaves to the launcher, in memory they share. */
struct result {
    struct sandbox_report report;
    struct failure failure;
    bool is_complete; /* set last */
};

/* Life of the first process, which is process 1 of the run's pid namespace: makes what is private to the run, starts
 * the candidate, keeps the limits, ends everything, writes the result. Does not return. */
_Noreturn void supervise(const struct request *request, const struct identity *identity,
                         const struct inheritance *inherited, struct result *result);

#endif

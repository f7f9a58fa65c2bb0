/*
 * supervise.h: watches over a run, from its start to the death of its last process.
 */
#ifndef SUPERVISE_H
#define SUPERVISE_H

#include "mounts.h"
#include "namespaces.h"
#include "request.h"
#include "wish.h"

/* The files of a run that are not its own to choose. */
struct run_files {
    int in;
    int out; /* memfds into which output and results go */
    int err;
    int collected[SANDBOX_COLLECT_MAX];
};

/* Makes what every run needs. Once. */
bool supervise_prepare(struct failure *failure);

/* Starts the candidate, keeps the limits, ends everything, fills in the report; listens to atlas meanwhile. To be
 * called by process 1 of a pid namespace that has no other process. When this returns, it has none again. */
enum wish supervise(int socket, const struct request *request, const struct identity *identity,
                    const struct process_folders *processes, const struct run_files *files,
                    struct sandbox_report *report, struct failure *failure);

#endif

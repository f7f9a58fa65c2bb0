/*
 * run.h: one run, from request to answer.
 */
#ifndef RUN_H
#define RUN_H

#include "namespaces.h"
#include "request.h"

/* Makes what all runs of a keeper share. Once, in the keeper, while the machine's /proc can be seen. */
bool run_prepare(struct failure *failure);

/* Performs a checked request and answers it, when nothing of the run is alive. False when atlas is gone. */
bool run_request(int socket, const struct request *request, const struct identity *identity);

#endif

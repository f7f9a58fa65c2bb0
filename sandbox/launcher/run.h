/*
 * run.h: one run, from the launcher's side.
 */
#ifndef RUN_H
#define RUN_H

#include "namespaces.h"
#include "request.h"

/* Makes what the launcher shares with every run's first process: memory for its result, and a sign of life. Once. */
bool run_prepare(struct failure *failure);

/* Performs a checked request and answers it, when nothing of the run is alive. False when atlas is gone. */
bool run_request(int socket, struct request *request, const struct identity *identity);

#endif

/*
 * zygote.h: a zygote as the keeper sees it: an interpreter that is ready, of which a run's process can be a copy.
 */
#ifndef ZYGOTE_H
#define ZYGOTE_H

#include "candidate.h"

/* Where the launcher is asked for zygotes; -1: there are none. Once. */
void zygote_prepare(int host);

/* Sees to it that there is a zygote for a request that names one, once the same is named again: a single run is not
 * worth one. In the request's root, while nothing of the run is alive. What is missing is no failure: such a run starts as any other. */
void zygote_get_ready(const struct request *request);

/* As candidate_start, of the zygote. 0 when the request has none. */
pid_t zygote_start(struct candidate *candidate, struct failure *failure);

#endif

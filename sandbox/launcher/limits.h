/*
 * limits.h: what the kernel itself bounds, process by process.
 */
#ifndef LIMITS_H
#define LIMITS_H

#include "request.h"

/* In the candidate's process, in its own user namespace. */
bool limits_apply(const struct sandbox_request *request, struct failure *failure);

#endif

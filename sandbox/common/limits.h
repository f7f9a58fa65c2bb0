/*
 * limits.h: what the kernel itself bounds, process by process.
 */
#ifndef LIMITS_H
#define LIMITS_H

#include "failure.h"

/* Raises the launcher's own limits as far as it may: whoever starts atlas may have set them low. Before it enters a
 * namespace, where even root may no longer. */
void limits_raise(void);

/* In the candidate's process, in its own user namespace. `spare_processes` are let by beyond what tells the supervisor that the
 * program went over. */
bool limits_apply(const struct sandbox_request *request, unsigned spare_processes, struct failure *failure);

#endif

/*
 * landlock.h: a second lock on what the mounts and the network namespace already keep.
 */
#ifndef LANDLOCK_H
#define LANDLOCK_H

#include "failure.h"

/* Finds out what the kernel has. Once, in the launcher. */
void landlock_prepare(bool is_wanted);

/* The version of Landlock that holds candidates; 0: none. */
uint32_t landlock_version(void);

/* In the candidate's process, which can gain no rights any more and stands in its work folder: locks it, and all that it
 * will start. */
bool landlock_apply(struct failure *failure);

#endif

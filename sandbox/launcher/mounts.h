/*
 * mounts.h: the file system a candidate sees.
 */
#ifndef MOUNTS_H
#define MOUNTS_H

#include "namespaces.h"
#include "request.h"

/* Remembers the launcher's own view of the machine, from which roots are made. Once, after namespaces_enter. */
bool mounts_prepare(struct failure *failure);

/* Opens a memfd once more, read-only and with an offset of its own; -1 with errno set. In the launcher only. */
int mounts_reopen(int descriptor);

/* Moves the launcher into the mount namespace whose root shows the request's read-only paths; makes it when it is not
 * at hand. What is mounted there is the same for every run: all of it is read-only. */
bool mounts_enter_root(const struct request *request, struct failure *failure);

/* In a run's first process, in its own copy of that namespace: the work folder and /proc. The candidate's /proc is
 * read-only; `process_folder` becomes a way to write there, for what is to be set before the program starts. */
bool mounts_make_private(const struct request *request, const struct identity *identity, int *process_folder,
                         struct failure *failure);

#endif

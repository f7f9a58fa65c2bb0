/*
 * work_folder.h: files put into the work folder before a run, and taken from it after.
 */
#ifndef WORK_FOLDER_H
#define WORK_FOLDER_H

#include "namespaces.h"
#include "request.h"

/* Writes the request's files into the current folder, as the candidate's own. */
bool work_folder_fill(const struct request *request, const struct identity *identity, struct failure *failure);

/* Copies the files to collect from the current folder into memfds, which are in the request's order. Returns a bit for
 * each that is there; nothing of the run may be alive. */
uint32_t work_folder_collect(const struct request *request, const int *memfds, struct failure *failure);

#endif

/*
 * report.h: the answer to atlas.
 */
#ifndef REPORT_H
#define REPORT_H

#include "supervise.h"

/* Sends the report of a run that ended, with its output sealed. False when atlas is gone. */
bool report_outcome(int socket, uint32_t run, struct sandbox_report *report, const struct run_files *files);

/* Sends why there is no outcome. */
bool report_failure(int socket, uint32_t run, const struct failure *failure);

/* Says that the run was cancelled and is gone. */
bool report_cancelled(int socket, uint32_t run);

#endif

/*
 * seccomp_filter.h: the filter on system calls, and the names of those it refused.
 */
#ifndef SECCOMP_FILTER_H
#define SECCOMP_FILTER_H

#include "failure.h"

/* Compiles the table into one BPF program for each policy. Once, when the launcher starts. */
bool seccomp_filter_build(struct failure *failure);

/* In the candidate's process: loads a policy's program. `*listener` gets the descriptor through which refused calls
 * ask what to answer. From here on only what the policy allows is possible. */
bool seccomp_filter_load(uint32_t policy, int *listener, struct failure *failure);

/* In the supervisor: answers one refused call with an error and notes its name in the report. `*is_refused` becomes true
 * when it is one that has a name. False when the listener is of no more use. */
bool seccomp_filter_answer(int listener, struct sandbox_report *report, bool *is_refused);

#endif

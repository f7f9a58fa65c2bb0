/*
 * seccomp_filter.h: the filter on system calls, and the names of those it refused.
 */
#ifndef SECCOMP_FILTER_H
#define SECCOMP_FILTER_H

#include "../common/failure.h"

#include <linux/filter.h>

/* Compiles the table into one BPF program for each policy. Once, when the launcher starts. */
bool seccomp_filter_build(struct failure *failure);

/* The program of a policy. */
const struct sock_fprog *seccomp_filter_program(uint32_t policy);

/* In the supervisor: answers one refused call with an error and notes its name in the report. `*is_refused` becomes true
 * when it is one that has a name. False when the listener is of no more use. */
bool seccomp_filter_answer(int listener, struct sandbox_report *report, bool *is_refused);

#endif

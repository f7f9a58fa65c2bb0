/*
 * syscalls.h: the table of system calls a candidate may make.
 */
#ifndef SYSCALLS_H
#define SYSCALLS_H

#include <seccomp.h>
#include <stddef.h>
#include <stdint.h>

/* Which policies a row is for. */
#define FOR_RUN 1u
#define FOR_COMPILE 2u
#define FOR_ALL (FOR_RUN | FOR_COMPILE)

/* A call, and the condition on one of its arguments under which the row holds; `comparison` 0: always. */
struct syscall_rule {
    const char *name;
    unsigned policies;
    uint32_t action; /* SCMP_ACT_ALLOW or SCMP_ACT_ERRNO(…) */
    unsigned argument;
    enum scmp_compare comparison;
    uint64_t mask_or_value;
    uint64_t value;
};

extern const struct syscall_rule syscall_rules[];
extern const size_t syscall_rule_count;

#endif

/*
 * seccomp_layout.h: the same filter in fewer instructions.
 */
#ifndef SECCOMP_LAYOUT_H
#define SECCOMP_LAYOUT_H

#include <linux/filter.h>
#include <stdint.h>

/* Lays out a filter that libseccomp made for one architecture (AUDIT_ARCH_*), so that what is said of neighbouring
 * system calls is decided by one comparison. What the kernel does with a filter when a run loads it grows with every
 * instruction. The new program's memory is the caller's. Returns 0, or an errno: EDOM if the filter is of a form that
 * this does not know, or the result would not say the same. */
int seccomp_layout(const struct sock_fprog *filter, uint32_t architecture, struct sock_fprog *result);

#endif

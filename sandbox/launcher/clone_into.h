/*
 * clone_into.h: clone with a stack of its own and a function to run, as glibc's, into a control group.
 */
#ifndef CLONE_INTO_H
#define CLONE_INTO_H

#include <stddef.h>
#include <sys/types.h>

/* As clone(2), with SIGCHLD; the child is born in the group whose folder is open as `group`. `function` does not
 * return. -1 with errno set: ENOSYS on a machine for which this is not written. */
pid_t clone_into(int (*function)(void *), void *stack, size_t stack_size, int flags, int group, void *argument);

#endif

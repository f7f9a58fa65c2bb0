/*
 * call.h: remembers the call that was made last, so that a failure can say which one failed.
 *
 * CALL(mount, source, target, …) is mount(source, target, …). In a chain of && and || the last one made is the one that
 * failed. A candidate that is about to start shares our memory, so that its calls are remembered here too.
 */
#ifndef CALL_H
#define CALL_H

#include <sys/syscall.h>
#include <unistd.h>

extern const char *last_call;

#define CALL(name, ...) (last_call = #name, name(__VA_ARGS__))

/* One that the C library has no function for, or must not know of. */
#define SYSTEM_CALL(name, ...) (last_call = #name, syscall(SYS_##name, __VA_ARGS__))

#endif

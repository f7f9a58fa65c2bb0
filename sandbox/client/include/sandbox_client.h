/*
 * sandbox_client.h: what Swift cannot do itself: descriptors over a socket, sealed memfds, a clean spawn.
 *
 * Every function returns 0 or an errno. Every descriptor made here is close-on-exec.
 */
#ifndef SANDBOX_CLIENT_H
#define SANDBOX_CLIENT_H

#include "sandbox_protocol.h"

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Starts a launcher with nothing of ours but its socket and stderr; `*socket` is our end. */
int sandbox_client_start(const char *path, int *socket, pid_t *pid);

/* The same, with arguments for it: as execve(2) wants them, with its name first (main.c of the launcher). */
int sandbox_client_start_with(const char *path, char *const *arguments, int *socket, pid_t *pid);

/* Waits for the end of a child, at most so many ms; it remains to be reaped. ETIMEDOUT: it has not ended. */
int sandbox_client_await_end(pid_t pid, int milliseconds);

/* Sends one message with its descriptors, which stay open here. */
int sandbox_client_send(int socket, const void *message, size_t size, const int *descriptors, int count);

/* Waits for a report. `descriptors` has room for SANDBOX_COLLECT_MAX + 2. EPIPE: the launcher is gone; EPROTO: what
 * came is no report. */
int sandbox_client_receive(int socket, struct sandbox_report *report, int *descriptors, int *count);

/* Makes a pipe. */
int sandbox_client_pipe(int *read_end, int *write_end);

/* Watches the read ends of two pipes for the moment from which nobody writes to them. */
int sandbox_client_watch_closing(int first, int second, int *list);

/* Which of them was the first: 0 or 1; -1 while both are written to. */
int sandbox_client_first_closed(int list, int *which);

/* Makes an empty memfd. */
int sandbox_client_memfd(const char *name, int *descriptor);

/* Makes a memfd's contents final: it can neither be written, grown nor shrunk any more, by anyone. */
int sandbox_client_seal(int descriptor);

/* Copies what is left of a file into another, in the kernel where that is possible. */
int sandbox_client_copy(int from, int to);

/* How many cores the process may run on, by its affinity. */
int sandbox_client_cores(void);

#endif

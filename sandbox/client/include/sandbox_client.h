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

/* Sends one message with its descriptors, which stay open here. */
int sandbox_client_send(int socket, const void *message, size_t size, const int *descriptors, int count);

/* Waits for a report. `descriptors` has room for SANDBOX_COLLECT_MAX + 2. EPIPE: the launcher is gone; EPROTO: what
 * came is no report. */
int sandbox_client_receive(int socket, struct sandbox_report *report, int *descriptors, int *count);

/* Makes a pipe. */
int sandbox_client_pipe(int *read_end, int *write_end);

/* Makes an empty memfd. */
int sandbox_client_memfd(const char *name, int *descriptor);

/* Makes a memfd's contents final: it can neither be written, grown nor shrunk any more, by anyone. */
int sandbox_client_seal(int descriptor);

/* Copies what is left of a file into another, in the kernel where that is possible. */
int sandbox_client_copy(int from, int to);

#endif

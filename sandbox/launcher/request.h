/*
 * request.h: a run as the launcher understands it: checked, with its strings in place.
 */
#ifndef REQUEST_H
#define REQUEST_H

#include "../common/failure.h"

#include <stddef.h>

struct request {
    struct sandbox_request fixed;
    char strings[SANDBOX_STRINGS_MAX];
    /* Into `strings`; arguments and environment end with NULL, as execve(2) wants them. */
    char *arguments[SANDBOX_ARGUMENTS_MAX + 1];
    char *environment[SANDBOX_ENVIRONMENT_MAX + 1];
    const char *paths[SANDBOX_PATHS_MAX];
    const char *files[SANDBOX_FILES_MAX];
    const char *collect[SANDBOX_COLLECT_MAX];
    /* The arguments as they stand at the start of `strings`; after them, zygote's command and environment. */
    size_t argument_strings_size;
    const char *zygote_strings;
    size_t zygote_strings_size;
    /* The read-only paths as they stand in `strings`: the key under which their root is kept. */
    const char *path_strings;
    size_t path_strings_size;
    int descriptors[SANDBOX_DESCRIPTORS_MAX]; /* stdin, then the files, then stdout if it is piped; -1 once taken */
    int descriptor_count;
    int program; /* of the descriptors, the one whose file is to be executed, if that is a binary; else -1 */
};

/* What came over the socket. */
enum arrival { ARRIVED_REQUEST, ARRIVED_CANCEL, ARRIVED_NOTHING, ARRIVED_END };

/* Waits for one packet and takes it apart. A packet that is no request leaves ARRIVED_REQUEST with `failure` filled
 * in; so does ARRIVED_END when the socket failed; ARRIVED_NOTHING only with `wait` false. `cancelled_run` is the run that a cancellation names. */
enum arrival request_receive(int socket, bool wait, struct request *request, uint32_t *cancelled_run,
                             struct failure *failure);

/* Hands over a descriptor: it is the caller's to close. */
int request_take(struct request *request, int index);

/* Closes the request's descriptors. */
void request_close(struct request *request);

#endif

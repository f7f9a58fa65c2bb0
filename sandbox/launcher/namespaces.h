/*
 * namespaces.h: the namespaces a launcher enters once, and the user a candidate will be.
 */
#ifndef NAMESPACES_H
#define NAMESPACES_H

#include "failure.h"

#include <sys/types.h>

/* The candidate's user and group number, as it sees itself. Above what distributions give to people and services. */
#define CANDIDATE_ID 65530

/* Who the candidate is in the launcher's user namespace. */
struct identity {
    uid_t uid;
    gid_t gid;
    bool is_other_user; /* it is a user of its own, not the caller's: the launcher was started as root */
};

/* Moves the launcher into a user namespace of its own in which it is user 0, then into fresh mount, net, ipc and
 * uts namespaces. */
bool namespaces_enter(struct identity *identity, struct failure *failure);

/* In the candidate's process: becomes the candidate's user, in a user namespace in which nobody else exists, with no
 * capability and no way to gain one. `process_folder` is a /proc that can be written. */
bool namespaces_become_candidate(const struct identity *identity, int process_folder, struct failure *failure);

#endif

/*
 * identity.h: the user a candidate will be.
 */
#ifndef IDENTITY_H
#define IDENTITY_H

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

/* Writes a file of /proc; a relative path is below `folder`. The error, or 0. */
int identity_write_file(int folder, const char *path, const char *text);

/* Maps the one user that an ordinary process may map, itself, in the user namespace that it has just entered.
 * `process_folder` is a /proc that can be written. */
bool identity_map_self(int process_folder, unsigned uid_inside, unsigned uid, unsigned gid_inside, unsigned gid,
                       struct failure *failure);

/* In the candidate's process: becomes the candidate's user, in a user namespace in which nobody else exists, with no
 * capability and no way to gain one. */
bool identity_become(const struct identity *identity, int process_folder, struct failure *failure);

#endif

/*
 * become.h: from a process of the sandbox's own to one of the candidate's.
 */
#ifndef BECOME_H
#define BECOME_H

#include "identity.h"

#include <linux/filter.h>

/* What a process has to know to become the candidate's. */
struct becoming {
    const struct sandbox_request *limits;
    const struct identity *identity;
    int streams[3];           /* its stdin, stdout, stderr */
    int process_folder;       /* the run's /proc, where it can be written */
    unsigned spare_processes; /* as in limits.h */
};

/* Gives this process a session of its own, its streams, the candidate's user, its limits and Landlock, and takes every
 * right away. Its other descriptors close at execve. The current folder is the run's work folder. */
bool become_candidate(const struct becoming *becoming, struct failure *failure);

/* The last step: loads the filter on system calls. `*listener` gets the descriptor through which refused calls ask what
 * to answer. From here on only what the filter allows is possible. */
bool become_filtered(const struct sock_fprog *filter, int *listener, struct failure *failure);

#endif

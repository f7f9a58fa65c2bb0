/*
 * mounts.h: the file system a candidate sees.
 */
#ifndef MOUNTS_H
#define MOUNTS_H

#include "namespaces.h"
#include "request.h"

/* The /proc of the keeper's pid namespace. */
struct process_folders {
    int all;      /* with every process of the run, to list; the candidate's own has those that it might trace */
    int writable; /* a way to write there, for what is to be set before the program starts */
};

/* Where a root shows the library of zygotes: `SandboxZygote.library` in Swift. */
#define MOUNTS_ZYGOTE_LIBRARY "/atlas-zygote.so"

/* Remembers the machine's own tree, from which roots are made, and where the library of zygotes is; NULL: there is none.
 * Once, in the keeper. */
bool mounts_prepare(const char *library, struct failure *failure);

/* Opens a memfd once more, read-only and with an offset of its own; -1 with errno set. */
int mounts_reopen(int descriptor);

/* Moves the keeper into the mount namespace whose root shows the request's read-only paths; makes it when it is not
 * at hand. What is mounted there is the same for every run: all of it is read-only. */
bool mounts_enter_root(const struct request *request, struct process_folders *processes, struct failure *failure);

/* The root that the keeper is in: a number that no other one ever has, and its mount namespace, which stays ours. */
unsigned long mounts_current_root(void);
int mounts_current_namespace(void);

/* The keeper's pid namespace, to be closed by the caller; -1 when it cannot be opened. */
int mounts_open_pid_namespace(void);

/* Gives the run an empty work folder, and makes it the current folder. */
bool mounts_open_work(const struct request *request, const struct identity *identity, struct failure *failure);

/* Takes it away with all that is in it. When nothing of the run is alive. */
void mounts_close_work(struct failure *failure);

#endif

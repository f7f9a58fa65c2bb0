/*
 * memory_pass.h: the memory of several processes, each shared page counted once.
 */
#ifndef MEMORY_PASS_H
#define MEMORY_PASS_H

#include "usage.h"

/* A count that is under way, one process at a time: each may take 10 ms, and the supervisor has other duties. */
struct memory_pass {
    struct process *processes;
    size_t count, room, next;
    uint64_t total_kib;
    bool is_active;
};

/* Gives up a count, keeping its memory. */
void memory_pass_reset(struct memory_pass *pass);

/* Begins a count of the processes that were just read. False with errno set. */
bool memory_pass_start(struct memory_pass *pass, const struct usage *usage);

/* Counts one more process. The pass is over, and no longer active, after the last or when there is more than
 * `enough_kib`. False with errno set. */
bool memory_pass_step(struct memory_pass *pass, int folder, uint64_t enough_kib);

#endif

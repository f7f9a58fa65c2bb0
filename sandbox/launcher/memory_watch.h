/*
 * memory_watch.h: how much memory a run's processes have together, looked at as closely as must be.
 */
#ifndef MEMORY_WATCH_H
#define MEMORY_WATCH_H

#include "memory_pass.h"
#include "usage.h"
#include "../common/failure.h"

struct memory_watch {
    uint64_t limit_kib;
    uint64_t known_kib; /* the most that was surely used */
    struct memory_pass pass;
    uint64_t pass_started_ns;
    uint64_t pass_ns;       /* when the next may start */
    uint64_t calm_pass_ns;  /* the same, while the processes grow little and are below the limit */
    uint64_t pass_most_kib; /* the most that they had together when one started */
    uint64_t excess_kib;    /* what the last pass found, if it was too much; else 0 */
    unsigned unclear_looks, unclear_passes; /* in a row */
    uint64_t stop_ns;       /* when everything may be stopped next */
};

/* Before a run; lists keep their memory. */
void memory_watch_begin(struct memory_watch *watch, uint64_t limit_kib);

/* Takes what was just read of the processes in /proc (open as `folder`) into account. May start a pass; may stop everything
 * for a moment and read it anew. */
void memory_watch_look(struct memory_watch *watch, int folder, struct usage *usage, struct failure *failure);

/* Goes on with the pass that is active: one process. True when it ended with too much, and what was read is to be looked
 * at again soon. */
bool memory_watch_go_on(struct memory_watch *watch, int folder, struct usage *usage, struct failure *failure);

bool memory_watch_is_over_limit(const struct memory_watch *watch);

#endif

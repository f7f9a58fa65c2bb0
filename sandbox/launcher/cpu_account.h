/*
 * cpu_account.h: the CPU time of a run, also of the dead that nobody reaped.
 */
#ifndef CPU_ACCOUNT_H
#define CPU_ACCOUNT_H

#include "usage.h"

struct cpu_account {
    struct process *known; /* as of the last look, by rising pid */
    size_t count, room;
    uint64_t reaped_by_us;   /* by the caller */
    uint64_t unexplained_us; /* gone, and not found with any parent; rounding may explain it */
    uint64_t lost_us;        /* the same, past any rounding */
    uint64_t spent_us;       /* the most that was surely spent */
};

/* Empties it, keeping its memory. */
void cpu_account_reset(struct cpu_account *account);

/* Takes what was just read into account. False with errno set. */
bool cpu_account_update(struct cpu_account *account, const struct usage *usage);

#endif

/*
 * usage.h: what a run's processes use at this moment.
 */
#ifndef USAGE_H
#define USAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One process, dead ones that nobody reaped yet too. */
struct process {
    int pid;
    int parent;
    int thread; /* a living one of its threads, or `pid`: of a dead one /proc shows no memory */
    uint64_t own_us;     /* CPU time of its threads, living and dead */
    uint64_t reaped_us;  /* of the children it reaped; cut to ticks, twice */
    uint64_t memory_kib; /* resident, and large page tables; 0 where it uses its parent's, as between vfork and execve */
    uint64_t tables_kib; /* of that, in page tables; 0 where they are small */
    bool has_memory;     /* of its own */
    uint32_t tasks;
};

struct usage {
    struct process *processes; /* by rising pid; grows, never shrinks */
    size_t count, room;
    uint64_t reaped_us;   /* CPU time of all that the caller has reaped in this run */
    uint64_t memory_kib;  /* resident; a page that several processes share counts once for each */
    uint64_t largest_kib; /* of the largest process */
    size_t memories;      /* processes that have memory of their own */
    uint64_t tasks;       /* processes and threads */
    bool is_whole;        /* nobody went while it was read, who may have handed on what he had */
};

/* Empties it, keeping its memory. */
void usage_reset(struct usage *usage);

/* Reads /proc (open as `folder`), in which all but the caller are the run's; again when a process went meanwhile, for
 * then its parent may have been read before it was charged with it, or after. False with errno set. */
bool usage_read(int folder, uint64_t reaped_us, struct usage *usage);

/* Whether one that was read later has the same processes, by the same threads. */
bool usage_is_of(const struct usage *usage, const struct process *processes, size_t count);

/* Whether an errno from a file of /proc/PID says that the process is gone. */
bool usage_is_gone(int error);

/* What a process has in memory in KiB, of each page its share among the processes that have it too: proc_pid_smaps(5).
 * All of it, where that cannot be told of a living process. Slow: it walks the whole page table. False with errno set. */
bool usage_share(int folder, const struct process *process, uint64_t *share_kib);

#endif

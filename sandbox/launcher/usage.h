/*
 * usage.h: what a run's processes use at this moment.
 */
#ifndef USAGE_H
#define USAGE_H

#include <stdbool.h>
#include <stdint.h>

struct usage {
    uint64_t cpu_us;     /* user plus system, of the living and of all they have reaped */
    uint64_t memory_kib; /* resident; a page that several processes share may count once for each */
    uint32_t processes;
    uint32_t tasks; /* processes and threads */
};

/* Reads /proc (open as `folder`), in which all but the caller are the run's. False with errno set. */
bool usage_read(int folder, struct usage *usage);

/* Memory of all of the run, each shared page counted once, in KiB. Slow: it walks every page table. */
uint64_t usage_memory_shared_once(int folder);

#endif

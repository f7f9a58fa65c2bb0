/*
 * fault_plan.h: what the checker and a launcher under test agree on, in a file that both have mapped.
 *
 * A site is a place in the launcher that calls a function of the C library which may fail. Each is known by the address
 * to which that function returns.
 */
#ifndef FAULT_PLAN_H
#define FAULT_PLAN_H

#include <stdint.h>

#define SITES_MAX 1024

struct site {
    uint64_t address;
    uint32_t hits;
    int32_t number; /* of the system call, where the function is syscall(2); else -1 */
    char function[32];
};

struct fault_plan {
    uint64_t address;    /* the site that is to fail; 0: none */
    uint32_t occurrence; /* the first time is 0 */
    int32_t error;
    uint32_t hits; /* of that site so far */
    uint32_t has_failed;
    uint32_t site_count;
    struct site sites[SITES_MAX];
};

#endif

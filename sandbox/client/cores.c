/*
 * cores.c: how many cores this process may run on.
 */
#include "sandbox_client.h"

#include <sched.h>
#include <unistd.h>

#define CORES_MAX 8192 /* the most that any kernel is built for */

int sandbox_client_cores(void)
{
    unsigned long mask[CORES_MAX / (8 * sizeof(unsigned long))] = {0};

    if (sched_getaffinity(getpid(), sizeof mask, (cpu_set_t *)mask) != 0)
        return (int)sysconf(_SC_NPROCESSORS_ONLN);
    return CPU_COUNT_S(sizeof mask, (cpu_set_t *)mask);
}

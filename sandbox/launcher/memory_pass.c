/*
 * memory_pass.c: adds up the processes' shares of memory, in small steps.
 */
#include "memory_pass.h"

#include "../common/call.h"

#include <stdlib.h>
#include <string.h>

void memory_pass_reset(struct memory_pass *pass)
{
    *pass = (struct memory_pass){.processes = pass->processes, .room = pass->room};
}

bool memory_pass_start(struct memory_pass *pass, const struct usage *usage)
{
    if (usage->count > pass->room) {
        struct process *larger = CALL(realloc, pass->processes, usage->room * sizeof *larger);
        if (larger == NULL)
            return false;
        pass->processes = larger;
        pass->room = usage->room;
    }
    memcpy(pass->processes, usage->processes, usage->count * sizeof *usage->processes);
    pass->count = usage->count;
    pass->next = 0;
    pass->total_kib = 0;
    pass->is_active = true;
    return true;
}

bool memory_pass_step(struct memory_pass *pass, int folder, uint64_t enough_kib)
{
    uint64_t share_kib;

    if (pass->next < pass->count) {
        if (!usage_share(folder, &pass->processes[pass->next++], &share_kib))
            return false;
        pass->total_kib += share_kib;
    }
    if (pass->next == pass->count || pass->total_kib > enough_kib)
        pass->is_active = false;
    return true;
}

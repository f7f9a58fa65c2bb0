/*
 * cpu_account.c: who died, and whether a parent was charged for it.
 *
 * A reaped child's time goes to its parent, exactly, but /proc shows that in whole ticks, user and system time apart:
 * up to two ticks of it may be missing from view. The time of a child whose parent ignores SIGCHLD goes to nobody. So
 * between two looks: what processes now gone had used, less what the survivors were charged with, is unexplained.
 * While all are reaped it never exceeds what rounding hides, so that adding it counts nothing twice; what exceeds that
 * is lost for good.
 */
#include "cpu_account.h"

#include "../common/call.h"

#include <stdlib.h>
#include <string.h>

#define HIDDEN_BY_ROUNDING_US 20000u

static bool remember(struct cpu_account *account, const struct usage *usage)
{
    if (usage->count > account->room) {
        struct process *larger = CALL(realloc, account->known, usage->room * sizeof *larger);
        if (larger == NULL)
            return false;
        account->known = larger;
        account->room = usage->room;
    }
    if (usage->count > 0)
        memcpy(account->known, usage->processes, usage->count * sizeof *usage->processes);
    account->count = usage->count;
    account->reaped_by_us = usage->reaped_us;
    return true;
}

void cpu_account_reset(struct cpu_account *account)
{
    *account = (struct cpu_account){.known = account->known, .room = account->room};
}

bool cpu_account_update(struct cpu_account *account, const struct usage *usage)
{
    uint64_t gone_us = 0, charged_us = usage->reaped_us - account->reaped_by_us, total_us = usage->reaped_us;
    uint64_t most_us = (usage->count + 1) * HIDDEN_BY_ROUNDING_US;
    size_t now = 0;

    for (size_t i = 0; i < account->count; i++) {
        const struct process *then = &account->known[i];
        while (now < usage->count && usage->processes[now].pid < then->pid)
            now++;
        if (now == usage->count || usage->processes[now].pid != then->pid)
            gone_us += then->own_us + then->reaped_us;
        else if (usage->processes[now].reaped_us > then->reaped_us)
            charged_us += usage->processes[now].reaped_us - then->reaped_us;
    }
    for (size_t i = 0; i < usage->count; i++)
        total_us += usage->processes[i].own_us + usage->processes[i].reaped_us;
    account->unexplained_us += gone_us;
    account->unexplained_us -= charged_us < account->unexplained_us ? charged_us : account->unexplained_us;
    if (account->unexplained_us > most_us) {
        account->lost_us += account->unexplained_us - most_us;
        account->unexplained_us = most_us;
    }
    total_us += account->lost_us + account->unexplained_us;
    if (total_us > account->spent_us)
        account->spent_us = total_us;
    return remember(account, usage);
}

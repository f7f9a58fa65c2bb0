/*
 * memory_watch.c: from what is read at a glance to what is counted while everything stands still.
 *
 * A look is cheap and tells the memory of one process exactly, of several a range: they may share it. When more must be
 * known, a pass counts shares, beside the running processes. Where looks or passes may have missed memory that was
 * handed on, everything is stopped to be counted.
 */
#include "memory_watch.h"

#include "../common/call.h"
#include "../common/clocks.h"
#include "../common/larger.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>

/* Looks, or passes, in a row that may have missed something, before everything is stopped to see it; how often that may be;
 * and how often it is tried to find all stopped. A program hardly notices, but it does: see signal(7) on what SIGCONT
 * interrupts. */
#define UNCLEAR_MAX 3
#define SHORTEST_BETWEEN_STOPS_NS 200000000u
#define READINGS_OF_STOPPED_MAX 50

void memory_watch_begin(struct memory_watch *watch, uint64_t limit_kib)
{
    memory_pass_reset(&watch->pass);
    *watch = (struct memory_watch){.limit_kib = limit_kib, .pass = watch->pass};
}

bool memory_watch_is_over_limit(const struct memory_watch *watch)
{
    return watch->known_kib > watch->limit_kib;
}

static void note(struct memory_watch *watch, uint64_t memory_kib)
{
    watch->known_kib = larger(watch->known_kib, memory_kib);
}

static bool read_anew(int folder, struct usage *usage, struct failure *failure)
{
    return usage_read(folder, usage->reaped_us, usage) || fail_call(failure, PHASE_SUPERVISE, "/proc", errno);
}

/* Several processes use at least what the largest does, and at most the sum. When more must be known, a pass starts. */
static void look_at_running(struct memory_watch *watch, const struct usage *usage, struct failure *failure)
{
    if (usage->memory_kib <= watch->limit_kib)
        watch->excess_kib = 0;
    note(watch, usage->memories > 1 ? usage->largest_kib : usage->memory_kib);
    if (memory_watch_is_over_limit(watch) || usage->memory_kib <= watch->known_kib || watch->pass.is_active)
        return;
    bool is_pressing = usage->memory_kib > watch->limit_kib ||
                       usage->memory_kib > watch->pass_most_kib + watch->pass_most_kib / 8;
    watch->pass_started_ns = clock_ns(CLOCK_MONOTONIC);
    if (watch->pass_started_ns < (is_pressing ? watch->pass_ns : watch->calm_pass_ns))
        return;
    watch->pass_most_kib = larger(watch->pass_most_kib, usage->memory_kib);
    if (!memory_pass_start(&watch->pass, usage))
        fail_call(failure, PHASE_SUPERVISE, "memory", errno);
}

/* Stops all. Nobody who is to be stopped can start another process, but a thread that has not been told yet can: so until
 * two readings in a row find the same. False when they do not, or on a failure. */
static bool stop_all(int folder, struct usage *usage, struct failure *failure)
{
    const struct timespec moment = {.tv_nsec = 1000000};
    uint64_t before = 0, found;

    for (int i = 0; i < READINGS_OF_STOPPED_MAX; i++, before = found) {
        if (CALL(kill, -1, SIGSTOP) != 0 && errno != ESRCH)
            return fail_call(failure, PHASE_SUPERVISE, "processes", errno);
        if (!read_anew(folder, usage, failure))
            return false;
        found = usage->memory_kib + usage->tasks;
        for (size_t p = 0; p < usage->count; p++)
            found = found * 31 + (uint64_t)usage->processes[p].thread;
        if (i > 0 && usage->is_whole && found == before)
            return true;
        if (CALL(ppoll, NULL, 0, &moment, NULL) < 0 && errno != EINTR)
            return fail_call(failure, PHASE_SUPERVISE, "poll", errno);
    }
    return false;
}

/* Looks at memory that moves faster than we can follow: from process to process, or from thread to thread. What is found while
 * everything stands still is true, and needs no second look. */
static void look_at_stopped(struct memory_watch *watch, int folder, struct usage *usage, struct failure *failure)
{
    uint64_t began_ns = clock_ns(CLOCK_MONOTONIC), total_kib = 0, share_kib;
    bool is_known = stop_all(folder, usage, failure);

    for (size_t i = 0; is_known && i < usage->count && total_kib <= watch->limit_kib; i++) {
        is_known = usage_share(folder, &usage->processes[i], &share_kib) ||
                   fail_call(failure, PHASE_SUPERVISE, "memory", errno);
        total_kib += is_known ? share_kib : 0;
    }
    if (CALL(kill, -1, SIGCONT) != 0 && errno != ESRCH)
        fail_call(failure, PHASE_SUPERVISE, "processes", errno);
    watch->pass.is_active = false;
    watch->unclear_looks = watch->unclear_passes = 0;
    uint64_t now = clock_ns(CLOCK_MONOTONIC);
    watch->stop_ns = now + larger(SHORTEST_BETWEEN_STOPS_NS, 4 * (now - began_ns));
    if (is_known)
        note(watch, total_kib);
}

void memory_watch_look(struct memory_watch *watch, int folder, struct usage *usage, struct failure *failure)
{
    watch->unclear_looks = usage->is_whole ? 0 : watch->unclear_looks + 1;
    if ((watch->unclear_looks >= UNCLEAR_MAX || watch->unclear_passes >= UNCLEAR_MAX) &&
        clock_ns(CLOCK_MONOTONIC) >= watch->stop_ns)
        look_at_stopped(watch, folder, usage, failure);
    else
        look_at_running(watch, usage, failure);
}

/* Whether the processes are still those that the pass counted: one that went may have handed its memory on, and one that
 * came shares what others are then shown with a smaller part of. */
static bool is_unchanged(const struct memory_watch *watch, int folder, struct usage *usage, struct failure *failure)
{
    return read_anew(folder, usage, failure) && usage_is_of(usage, watch->pass.processes, watch->pass.count);
}

/* Passes take up to half of our time when the limit is at stake. When it is only the peak to report, they take a tenth
 * while the processes grow, and else a hundredth: a program that judges its tests in forked children would pay for more
 * with the time of its core. A pass that finds too much must be borne out by a second: pages that change hands while we
 * count, at fork for instance, may count twice. One that finds less says nothing where the processes are others by then,
 * and the limit is at stake. */
bool memory_watch_go_on(struct memory_watch *watch, int folder, struct usage *usage, struct failure *failure)
{
    if (!memory_pass_step(&watch->pass, folder, watch->limit_kib))
        fail_call(failure, PHASE_SUPERVISE, "memory", errno);
    if (watch->pass.is_active || failure->phase != PHASE_NONE)
        return false;
    uint64_t now = clock_ns(CLOCK_MONOTONIC), took_ns = now - watch->pass_started_ns, total_kib = watch->pass.total_kib;
    if (total_kib > watch->limit_kib && watch->excess_kib == 0) {
        watch->excess_kib = total_kib;
        watch->pass_ns = watch->calm_pass_ns = now;
        return true;
    }
    if (total_kib > watch->limit_kib) {
        note(watch, smaller(watch->excess_kib, total_kib));
        return false;
    }
    bool is_at_stake = usage->memory_kib > watch->limit_kib;
    bool is_clear = !is_at_stake || is_unchanged(watch, folder, usage, failure);
    note(watch, total_kib);
    if (is_clear)
        watch->excess_kib = 0;
    watch->unclear_passes = is_clear ? 0 : watch->unclear_passes + 1;
    watch->pass_ns = now + took_ns * (is_at_stake ? 1 : 9);
    watch->calm_pass_ns = now + took_ns * (is_at_stake ? 1 : 99);
    return false;
}

/*
 * cgroup.h: the control group in which a worker's runs are held, where the machine has one to offer.
 *
 * One group for each worker, made when the launcher starts and kept from run to run. A candidate is born in it: to move
 * a process into a group makes the kernel wait for every core, some 20 ms on a busy machine.
 */
#ifndef CGROUP_H
#define CGROUP_H

#include "../common/failure.h"
#include "options.h"

#include <sys/types.h>

/* In the launcher while it still is who started it: makes the group and opens its files. What the machine does not
 * offer is not made, and no failure: it is polled. */
void cgroup_make(enum cgroup_choice choice);

/* Whether the thread that starts candidates has to be one of its own, beside the first of its process: that one stays
 * outside, and so does the memory that they share. */
bool cgroup_wants_thread(void);

/* In the keeper, in the thread that starts candidates: sees to it that they are born in the group, and see no other. */
bool cgroup_enter(struct failure *failure);

/* Sets the limits for a run, and says in the report what they hold. Nothing of a run is alive. */
void cgroup_begin(const struct sandbox_request *limits, struct sandbox_report *report);

/* As clone(2) with these flags and SIGCHLD; the child is born in the group. `stack` is its lower end. */
pid_t cgroup_clone(int (*function)(void *), void *stack, size_t stack_size, int flags, void *argument);

/* In a process of the launcher's: enters the group before it executes anything, and sees no other. */
bool cgroup_join(void);

/* There is a zygote in the group, and this is all the CPU time in ns that it took so far: no run is to pay for it. */
void cgroup_note_zygote(uint64_t spent_ns);

/* There is none any more: it is dead. */
void cgroup_forget_zygote(void);

/* Lets a zygote start, whatever the limits of the last run were. Nothing of a run is alive; cgroup_begin comes after. */
void cgroup_make_room(void);

/* Allows for one more process while a zygote makes one, by way of another that is gone then. */
void cgroup_spare_process(bool is_needed);

/* Whether the group refuses processes of this run, and tells that it did. */
bool cgroup_counts_processes(void);

/* In the candidate's process, which may still do so: makes the group the only one it sees. */
bool cgroup_hide(struct failure *failure);

/* What the run has spent so far, in µs, with what starting it cost; exact when nothing of it is alive. Only where the
 * report says that a group knows it. */
uint64_t cgroup_cpu_us(void);

/* Whether the run was refused memory beyond its limit, and a process killed for it. A process that was killed because
 * the machine, or a group around ours, had no more memory is a failure: no verdict on the program. */
bool cgroup_ran_out_of_memory(struct failure *failure);

/* Whether the run was refused a process or thread; the same holds. */
bool cgroup_ran_out_of_processes(struct failure *failure);

/* In the launcher, when the keeper is dead. */
void cgroup_remove(void);

#endif

/*
 * failure.h: what went wrong in the sandbox itself: a phase, the object it worked on, the call, an errno, a remedy.
 *
 * Never the candidate's fault: a failure ends a run as "sandbox error", whatever the candidate did before.
 */
#ifndef FAILURE_H
#define FAILURE_H

#include "../client/include/sandbox_protocol.h"
#include "call.h"

#include <stdbool.h>

enum phase {
    PHASE_NONE,
    PHASE_REQUEST,
    PHASE_NAMESPACES,
    PHASE_MOUNTS,
    PHASE_FILES,
    PHASE_LIMITS,
    PHASE_LANDLOCK,
    PHASE_SECCOMP,
    PHASE_EXEC,
    PHASE_SUPERVISE,
    PHASE_REPORT,
};

/* The object of a failure that has a remedy of its own, or the beginning of it. */
#define NO_OTHER_USER "no user but root to run the candidate as"
#define ROOT_WITHOUT "root without"

/* The same: what the machine, or a control group around atlas, had too little of. */
#define MACHINE_MEMORY "memory of the machine"
#define MACHINE_PROCESSES "processes of the machine"

struct failure {
    enum phase phase;
    int error;
    const char *call; /* the one that failed; NULL: none did, something else was wrong */
    char object[SANDBOX_TEXT_MAX];
};

/* Fills in `failure`, keeping the first one. Always false, so that `return fail(…)` reads well. */
bool fail(struct failure *failure, enum phase phase, const char *object, int error);

/* The same, where the call that was made last failed with this error. A close() in between does not count. */
bool fail_call(struct failure *failure, enum phase phase, const char *object, int error);

/* For a failure deep in the keeper where nobody could hand it on: it ends the run that is on. */
extern struct failure pending_failure;

/* Hands the pending failure over. True when there was none. */
bool take_pending(struct failure *failure);

/* The phase's name in messages. */
const char *phase_name(enum phase phase);

/* What a person can do about it, or an empty string. Looks at this machine's settings where they decide. */
const char *failure_remedy(const struct failure *failure);

#endif

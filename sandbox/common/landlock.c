/*
 * landlock.c: read and execute everywhere, write in the work folder and to /dev/null, no TCP, no signals to others.
 *
 * All of this is kept by other means too: mounts are read-only, the network namespace is empty, and nobody else's
 * process can be seen. Landlock keeps it once more by code that knows nothing of mounts and namespaces, so that a hole in
 * one is none in the sandbox. What is not a right of the kernel's version is not asked for. Fresh for each run, because a
 * rule is for a folder itself and the work folder is a new one. Devices' ioctls are left to the filter on system calls.
 * See landlock(7). Where the kernel's version lacks moves between folders (before 5.19), it would forbid them: not used.
 */
#include "landlock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#define SYS_landlock_add_rule 445
#define SYS_landlock_restrict_self 446
#endif

/* The kernel's interface up to version 6, whatever headers this is built with. */
#define ASK_VERSION 1u
#define RULE_PATH_BENEATH 1
#define EXECUTE (1u << 0)
#define WRITE_FILE (1u << 1)
#define READ_FILE (1u << 2)
#define READ_FOLDER (1u << 3)
#define FIRST_RIGHTS ((1u << 13) - 1)
#define REFER (1u << 13)
#define TRUNCATE (1u << 14)
#define NO_TCP 3u
#define NO_ABSTRACT_SOCKETS_NO_SIGNALS 3u

struct ruleset {
    uint64_t files;
    uint64_t network; /* version 4 */
    uint64_t scoped;  /* version 6 */
};

struct path_rule {
    uint64_t allowed;
    int32_t parent;
} __attribute__((packed));

static uint32_t version;
static struct ruleset handled;

void landlock_prepare(bool is_wanted)
{
    long found = is_wanted ? SYSTEM_CALL(landlock_create_ruleset, NULL, 0, ASK_VERSION) : 0;

    version = found >= 2 ? (uint32_t)found : 0;
    handled = (struct ruleset){
        .files = FIRST_RIGHTS | REFER | (version >= 3 ? TRUNCATE : 0),
        .network = version >= 4 ? NO_TCP : 0,
        .scoped = version >= 6 ? NO_ABSTRACT_SOCKETS_NO_SIGNALS : 0,
    };
}

uint32_t landlock_version(void)
{
    return version;
}

static bool allow(int rules, const char *path, uint64_t rights, struct failure *failure)
{
    struct path_rule rule = {.allowed = rights & handled.files, .parent = CALL(open, path, O_PATH | O_CLOEXEC)};
    bool is_added = rule.parent >= 0 && SYSTEM_CALL(landlock_add_rule, rules, RULE_PATH_BENEATH, &rule, 0) == 0;

    if (!is_added)
        fail_call(failure, PHASE_LANDLOCK, path, errno);
    if (rule.parent >= 0)
        close(rule.parent);
    return is_added;
}

bool landlock_apply(struct failure *failure)
{
    size_t size = version >= 6 ? sizeof handled : version >= 4 ? 2 * sizeof(uint64_t) : sizeof(uint64_t);
    int rules;
    bool is_locked;

    if (version == 0)
        return true;
    rules = (int)SYSTEM_CALL(landlock_create_ruleset, &handled, size, 0);
    if (rules < 0)
        return fail_call(failure, PHASE_LANDLOCK, "ruleset", errno);
    is_locked = allow(rules, "/", EXECUTE | READ_FILE | READ_FOLDER, failure) &&
                allow(rules, ".", handled.files, failure) &&
                allow(rules, "/dev/null", WRITE_FILE | TRUNCATE, failure) &&
                allow(rules, "/dev/full", WRITE_FILE | TRUNCATE, failure);
    if (is_locked && SYSTEM_CALL(landlock_restrict_self, rules, 0) != 0)
        is_locked = fail_call(failure, PHASE_LANDLOCK, "restrict", errno);
    close(rules);
    return is_locked;
}

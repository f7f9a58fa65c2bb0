/*
 * sandbox_protocol.h: what atlas and atlas-sandbox say to each other, over one SOCK_SEQPACKET socket pair.
 *
 * One message is one packet. atlas sends a request, its descriptors attached (SCM_RIGHTS), and gets exactly one
 * report back; while it waits it may send a cancellation. Both sides are built from this file and run on one machine,
 * so fields are native; the launcher checks every one of them all the same.
 */
#ifndef SANDBOX_PROTOCOL_H
#define SANDBOX_PROTOCOL_H

#include <stdint.h>

#define SANDBOX_MAGIC 0x41544c53u /* "ATLS" */
#define SANDBOX_VERSION 4u

/* The descriptor on which the launcher finds its end of the socket pair. */
#define SANDBOX_SOCKET 3

#define SANDBOX_MESSAGE_MAX (96 * 1024) /* bytes, below the default socket buffer of 208 KiB */
#define SANDBOX_STRINGS_MAX (SANDBOX_MESSAGE_MAX - 2048)
#define SANDBOX_ARGUMENTS_MAX 512
#define SANDBOX_ENVIRONMENT_MAX 128
#define SANDBOX_PATHS_MAX 16
#define SANDBOX_FILES_MAX 64
#define SANDBOX_COLLECT_MAX 16
#define SANDBOX_DESCRIPTORS_MAX (SANDBOX_FILES_MAX + 2)
#define SANDBOX_NAME_MAX 255
#define SANDBOX_BLOCKED_MAX 32
#define SANDBOX_TEXT_MAX 320

/* The kinds of message. */
enum sandbox_kind {
    SANDBOX_REQUEST = 1,   /* atlas to launcher: struct sandbox_request, strings, descriptors */
    SANDBOX_CANCEL = 2,    /* atlas to launcher: struct sandbox_header */
    SANDBOX_OUTCOME = 3,   /* launcher to atlas: struct sandbox_report, descriptors */
    SANDBOX_FAILURE = 4,   /* launcher to atlas: struct sandbox_report */
    SANDBOX_CANCELLED = 5, /* launcher to atlas: struct sandbox_report */
};

/* Starts every message. */
struct sandbox_header {
    uint32_t magic;
    uint32_t version;
    uint32_t kind;
    uint32_t run; /* the run's number: a cancellation that comes too late names a run that is over */
};

/* What the files of a request may be. */
#define SANDBOX_FILE_EXECUTABLE 1u

/* Which system calls are allowed: `SandboxPolicy` in Swift. */
enum sandbox_policy { SANDBOX_POLICY_RUN = 0, SANDBOX_POLICY_COMPILE = 1, SANDBOX_POLICIES = 2 };

/* What a system call that is not allowed does, `SandboxRefusal` in Swift. Both ways the report names it. */
enum sandbox_refusal {
    SANDBOX_REFUSAL_REPORT = 0, /* it fails with EPERM */
    SANDBOX_REFUSAL_KILL = 1,   /* it ends the run, which is reported as ended by SIGSYS */
    SANDBOX_REFUSALS = 2,
};

/*
 * A run. After it, in the same packet, `strings_size` bytes of strings, each ended by a zero byte, in this order:
 * arguments, command of the zygote, environment (NAME=value), read-only paths, file names, names to collect.
 * Descriptors: stdin, then each file's contents; all of them sealed memfds. If `is_piped`, stdin is a pipe's read end and
 * after the files comes a pipe's write end, which is stdout: nothing of stdout is kept then, and no limit holds for it.
 */
struct sandbox_request {
    struct sandbox_header header;
    uint64_t cpu_ms;
    uint64_t wall_ms;
    uint64_t memory_kib;
    uint64_t output_bytes;
    uint64_t work_kib;
    uint32_t processes;
    uint32_t policy;
    uint32_t argument_count;
    uint32_t zygote_count; /* 0: the program is started by itself */
    uint32_t environment_count;
    uint32_t path_count;
    uint32_t file_count;
    uint32_t collect_count;
    uint32_t strings_size;
    uint32_t is_piped; /* 0 or 1 */
    uint32_t refusal;  /* enum sandbox_refusal */
    uint32_t file_flags[SANDBOX_FILES_MAX];
};

/* How a run ended. */
enum sandbox_end { SANDBOX_EXITED = 1, SANDBOX_SIGNALED = 2, SANDBOX_LIMIT = 3 };

/* The limits that end a run, in the order of `SandboxOutcome.Limit`. */
enum sandbox_limit {
    SANDBOX_LIMIT_NONE = 0,
    SANDBOX_LIMIT_CPU = 1,
    SANDBOX_LIMIT_WALL = 2,
    SANDBOX_LIMIT_MEMORY = 3,
    SANDBOX_LIMIT_OUTPUT = 4,
    SANDBOX_LIMIT_PROCESSES = 5,
};

/* By what means a limit was held and a figure found, in the order of `SandboxMechanisms.Mechanism`. */
enum sandbox_mechanism {
    SANDBOX_POLLED = 0, /* by the keeper, which adds up the processes */
    SANDBOX_CGROUP_V1 = 1,
    SANDBOX_CGROUP_V2 = 2,
};

/*
 * The launcher's answer. With SANDBOX_OUTCOME come the descriptors: stdout, stderr, then one for each bit set in
 * `collected`, lowest first. The texts end with a zero byte.
 */
struct sandbox_report {
    struct sandbox_header header;
    uint32_t end;       /* enum sandbox_end */
    int32_t code;       /* exit status, signal, or enum sandbox_limit */
    uint64_t cpu_us;    /* user plus system time of the tree */
    uint64_t wall_us;   /* from just before exec until the main process was gone */
    uint64_t ended_us;  /* when the main process was gone, by CLOCK_MONOTONIC */
    uint64_t waited_us; /* when real time ran out: the longest that one thread was ready but had no processor, or all but
                           its CPU time of a program that ended by itself and was noticed late; else 0 */
    uint64_t peak_kib;  /* largest resident memory seen */
    uint64_t stdout_bytes;
    uint64_t stderr_bytes;
    uint32_t memory_by; /* enum sandbox_mechanism */
    uint32_t processes_by;
    uint32_t cpu_by;
    uint32_t landlock_abi; /* the kernel's version of the Landlock that held the run; 0: none did */
    uint32_t is_from_zygote; /* 1: the process was a copy of a zygote */
    uint32_t collected; /* bit i: the i-th name to collect is attached */
    uint32_t blocked_count;
    char blocked[SANDBOX_BLOCKED_MAX][32]; /* names of refused system calls, each once */
    int32_t failure_errno; /* the rest: SANDBOX_FAILURE only */
    char phase[16];
    char object[SANDBOX_TEXT_MAX];
    char call[32]; /* the system or library call that failed; empty: none did */
    char remedy[SANDBOX_TEXT_MAX];
};

#endif

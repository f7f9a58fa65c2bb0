/*
 * rights.c: what a program may ask of the kernel, and what it was given.
 */
#include "probe.h"

#include <asm/ioctls.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_pidfd_getfd
#define SYS_pidfd_getfd 438
#endif

extern char **environ;

/* Makes calls that the sandbox has no use for, with arguments that make them fail, or do nothing, where they are
 * allowed: EPERM is the filter's answer. */
int probe_call_table(int count, char **arguments)
{
    const struct {
        const char *name;
        long call, arguments[4];
    } calls[] = {
        {"ptrace", SYS_ptrace, {PTRACE_PEEKDATA, 0, 0, 0}},
        {"process_vm_readv", SYS_process_vm_readv, {0, 0, 0, 0}},
        {"unshare", SYS_unshare, {1, 0, 0, 0}}, /* a flag that means nothing: EINVAL */
        {"setns", SYS_setns, {-1, 0, 0, 0}},
        {"clone", SYS_clone, {CLONE_NEWUSER | CLONE_SIGHAND, 0, 0, 0}}, /* a contradiction: EINVAL */
        {"mount", SYS_mount, {0, 0, 0, 0}},
        {"chroot", SYS_chroot, {0, 0, 0, 0}},
        {"open_by_handle_at", SYS_open_by_handle_at, {-1, 0, 0, 0}},
        {"bpf", SYS_bpf, {-1, 0, 0, 0}},
        {"perf_event_open", SYS_perf_event_open, {0, 0, -1, -1}},
        {"io_uring_setup", SYS_io_uring_setup, {0, 0, 0, 0}},
        {"userfaultfd", SYS_userfaultfd, {-1, 0, 0, 0}},
        {"keyctl", SYS_keyctl, {-1, 0, 0, 0}},
        {"add_key", SYS_add_key, {0, 0, 0, 0}},
        {"memfd_create", SYS_memfd_create, {0, 0, 0, 0}},
        {"pidfd_getfd", SYS_pidfd_getfd, {-1, -1, 0, 0}},
        {"ioctl", SYS_ioctl, {-1, TIOCSTI, 0, 0}}, /* typing on somebody's terminal */
        {"syslog", SYS_syslog, {10, 0, 0, 0}},     /* the size of the kernel's log */
    };

    (void)count, (void)arguments;
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        const long *given = calls[i].arguments;
        errno = 0;
        syscall(calls[i].call, given[0], given[1], given[2], given[3], 0);
        tried(calls[i].name, errno != EPERM);
    }
    return 0;
}

/* Asks for its process number by the way of another processor mode, past a filter that knows one mode only. */
int probe_foreign_call(int count, char **arguments)
{
    (void)count, (void)arguments;
#ifdef __x86_64__
    long answer = 20; /* getpid for i386 */

    fflush(stdout);
    __asm__ volatile("int $0x80" : "+a"(answer) : : "r8", "r9", "r10", "r11", "memory");
    errno = ENOSYS;
    tried("32-bit call", answer == getpid());
#else
    errno = ENOSYS;
    tried("32-bit call", false);
#endif
    return 0;
}

/* The value in a line of /proc/self/status, without the blanks before it. */
static void status_line(FILE *status, const char *name, char *value, size_t size)
{
    char line[512];

    value[0] = 0;
    rewind(status);
    while (fgets(line, sizeof line, status) != NULL)
        if (strncmp(line, name, strlen(name)) == 0 && line[strlen(name)] == ':') {
            char *start = line + strlen(name) + 1;
            start += strspn(start, " \t");
            start[strcspn(start, "\n")] = 0;
            snprintf(value, size, "%s", start);
            return;
        }
}

/* Looks at its own rights, and tries to get back to the superuser. */
int probe_privileges(int count, char **arguments)
{
    static const char *const names[] = {"CapInh", "CapPrm", "CapEff", "CapBnd",
                                        "CapAmb", "NoNewPrivs", "Seccomp", "Groups"};
    FILE *status = fopen("/proc/self/status", "re");
    char value[512];

    (void)count, (void)arguments;
    for (size_t i = 0; status != NULL && i < sizeof names / sizeof names[0]; i++) {
        status_line(status, names[i], value, sizeof value);
        found(names[i], "%s", value);
    }
    tried("user 0", geteuid() == 0 || setuid(0) == 0);
    tried("group 0", getegid() == 0 || setgid(0) == 0);
    found("user", "%u", (unsigned)geteuid());
    return 0;
}

/* Names its namespaces by the kernel's numbers for them, which differ where they are not the same. */
int probe_namespaces(int count, char **arguments)
{
    static const char *const names[] = {"user", "pid", "mnt", "net", "ipc", "uts", "cgroup", "time"};
    char path[64], value[128];
    ssize_t size;

    (void)count, (void)arguments;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        snprintf(path, sizeof path, "/proc/self/ns/%s", names[i]);
        size = readlink(path, value, sizeof value - 1);
        value[size < 0 ? 0 : size] = 0;
        found(names[i], "%s", value);
    }
    return 0;
}

/* Looks for what was left to it: descriptors, variables, a terminal. */
int probe_inherited(int count, char **arguments)
{
    int descriptors = 0, variables = 0, terminal;

    (void)count, (void)arguments;
    terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
    tried("terminal", terminal >= 0);
    for (int descriptor = 3; descriptor < 4096; descriptor++)
        descriptors += descriptor != terminal && fcntl(descriptor, F_GETFD) >= 0;
    for (char **variable = environ; *variable != NULL; variable++)
        variables++;
    found("descriptors", "%d", descriptors);
    found("variables", "%d", variables);
    return 0;
}

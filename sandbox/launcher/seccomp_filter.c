/*
 * seccomp_filter.c: builds and answers for the filter on system calls.
 *
 * A call that the table allows costs the kernel a lookup. Any other stops the thread that made it and asks the
 * supervisor (seccomp user notification), which answers EPERM and writes down the name: a refusal can be reported
 * without the candidate's cooperation, and costs only programs that are refused something. A foreign ABI (i386, x32)
 * kills. See seccomp_unotify(2).
 */
#include "seccomp_filter.h"

#include "seccomp_layout.h"
#include "syscalls.h"

#include <errno.h>
#include <linux/seccomp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

static struct sock_fprog programs[SANDBOX_POLICIES];

static int add_rule(scmp_filter_ctx filter, const struct syscall_rule *rule)
{
    int number = seccomp_syscall_resolve_name(rule->name);

    if (number < 0)
        return 0; /* another architecture's call, or one that this libseccomp does not know: refused anyway */
    if (rule->comparison == 0)
        return CALL(seccomp_rule_add_array, filter, rule->action, number, 0, NULL);
    struct scmp_arg_cmp condition = {
        .arg = rule->argument, .op = rule->comparison, .datum_a = rule->mask_or_value, .datum_b = rule->value};
    return CALL(seccomp_rule_add_array, filter, rule->action, number, 1, &condition);
}

/* Reads the BPF program that libseccomp made into memory. */
static int export_program(scmp_filter_ctx filter, struct sock_fprog *program)
{
    int file = CALL(memfd_create, "bpf", MFD_CLOEXEC), error;
    off_t size;

    if (file < 0)
        return errno;
    error = -CALL(seccomp_export_bpf, filter, file);
    if (error == 0) {
        errno = EIO; /* of a short read */
        size = CALL(lseek, file, 0, SEEK_END);
        if (size > 0)
            program->filter = CALL(malloc, (size_t)size);
        if (program->filter == NULL || CALL(pread, file, program->filter, (size_t)size, 0) != size)
            error = errno;
        else
            program->len = (unsigned short)((size_t)size / sizeof(struct sock_filter));
    }
    close(file);
    return error;
}

static bool build(uint32_t policy, struct failure *failure)
{
    scmp_filter_ctx filter = CALL(seccomp_init, SCMP_ACT_NOTIFY);
    struct sock_fprog made = {0};
    int error = 0;

    if (filter == NULL)
        return fail_call(failure, PHASE_SECCOMP, "filter", ENOMEM);
    error = -CALL(seccomp_attr_set, filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
    if (error == 0)
        error = -CALL(seccomp_attr_set, filter, SCMP_FLTATR_CTL_OPTIMIZE, 2); /* a binary tree */
    for (size_t i = 0; i < syscall_rule_count && error == 0; i++) {
        if ((syscall_rules[i].policies & (1u << policy)) == 0)
            continue;
        error = -add_rule(filter, &syscall_rules[i]);
        if (error != 0)
            fail_call(failure, PHASE_SECCOMP, syscall_rules[i].name, error);
    }
    if (error == 0)
        error = export_program(filter, &made);
    if (error == 0)
        error = seccomp_layout(&made, seccomp_arch_native(), &programs[policy]);
    free(made.filter);
    seccomp_release(filter);
    if (error == EDOM) /* libseccomp made something that the layout does not understand */
        return fail(failure, PHASE_SECCOMP, "layout of the filter", error);
    return error == 0 ? true : fail_call(failure, PHASE_SECCOMP, "filter", error);
}

bool seccomp_filter_build(struct failure *failure)
{
    for (uint32_t policy = 0; policy < SANDBOX_POLICIES; policy++)
        if (!build(policy, failure))
            return false;
    return true;
}

const struct sock_fprog *seccomp_filter_program(uint32_t policy)
{
    return &programs[policy];
}

/* Writes down a refused call, once. The error to answer: a call too new for libseccomp gets what an older kernel would
 * say, so that libraries fall back. */
static int note(struct sandbox_report *report, int number)
{
    char *known = seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE, number);
    char name[sizeof report->blocked[0]] = {0};
    int error = known != NULL ? EPERM : ENOSYS;

    if (known != NULL)
        snprintf(name, sizeof name, "%s", known);
    else
        snprintf(name, sizeof name, "syscall_%d", number);
    free(known);
    for (uint32_t i = 0; i < report->blocked_count; i++)
        if (strcmp(report->blocked[i], name) == 0)
            return error;
    if (report->blocked_count < SANDBOX_BLOCKED_MAX)
        memcpy(report->blocked[report->blocked_count++], name, sizeof name);
    return error;
}

/* A later kernel's structures may be longer than those this was built with; it fills in what it knows. */
union question {
    struct seccomp_notif notification;
    char room[512];
};
union answer {
    struct seccomp_notif_resp response;
    char room[512];
};

bool seccomp_filter_answer(int listener, struct sandbox_report *report, bool *is_refused)
{
    union question question;
    union answer answer;

    memset(&question, 0, sizeof question);
    memset(&answer, 0, sizeof answer);
    if (CALL(ioctl, listener, SECCOMP_IOCTL_NOTIF_RECV, &question) != 0)
        return errno == ENOENT || errno == EINTR || errno == EAGAIN; /* who asked is dead meanwhile */
    answer.response.id = question.notification.id;
    answer.response.error = -note(report, question.notification.data.nr);
    *is_refused |= answer.response.error == -EPERM; /* one that is too new, libraries only try */
    return CALL(ioctl, listener, SECCOMP_IOCTL_NOTIF_SEND, &answer) == 0 || errno == ENOENT; /* likewise */
}

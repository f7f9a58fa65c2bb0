/*
 * report.c: last phase of a run, in the keeper, when everything the run started is dead.
 */
#include "report.h"

#include "../common/rights.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

#define DESCRIPTORS_MAX (SANDBOX_COLLECT_MAX + 2)

static bool send_report(int socket, struct sandbox_report *report, const int *descriptors, size_t count)
{
    union rights room;
    struct iovec part = {.iov_base = report, .iov_len = sizeof *report};
    struct msghdr packet = {.msg_iov = &part, .msg_iovlen = 1};
    ssize_t sent;

    rights_attach(&packet, &room, descriptors, count);
    do
        sent = CALL(sendmsg, socket, &packet, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent == (ssize_t)sizeof *report;
}

static void set_header(struct sandbox_report *report, uint32_t kind, uint32_t run)
{
    report->header =
        (struct sandbox_header){.magic = SANDBOX_MAGIC, .version = SANDBOX_VERSION, .kind = kind, .run = run};
}

bool report_outcome(int socket, uint32_t run, struct sandbox_report *report, const struct run_files *files)
{
    const int seals = F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL;
    int descriptors[DESCRIPTORS_MAX];
    struct failure failure = {0};
    size_t count = 0;

    descriptors[count++] = files->out;
    descriptors[count++] = files->err;
    for (int i = 0; i < SANDBOX_COLLECT_MAX; i++)
        if ((report->collected & (1u << i)) != 0)
            descriptors[count++] = files->collected[i];
    for (size_t i = 0; i < count; i++) {
        if (CALL(fcntl, descriptors[i], F_ADD_SEALS, seals) != 0) {
            fail_call(&failure, PHASE_REPORT, "seal", errno);
            return report_failure(socket, run, &failure);
        }
    }
    set_header(report, SANDBOX_OUTCOME, run);
    if (send_report(socket, report, descriptors, count))
        return true;
    if (errno == EPIPE || errno == ECONNRESET) /* atlas is gone */
        return false;
    fail_call(&failure, PHASE_REPORT, "socket", errno);
    return report_failure(socket, run, &failure);
}

bool report_failure(int socket, uint32_t run, const struct failure *failure)
{
    struct sandbox_report report = {.failure_errno = failure->error};

    set_header(&report, SANDBOX_FAILURE, run);
    snprintf(report.phase, sizeof report.phase, "%s", phase_name(failure->phase));
    snprintf(report.call, sizeof report.call, "%s", failure->call != NULL ? failure->call : "");
    snprintf(report.object, sizeof report.object, "%s", failure->object);
    snprintf(report.remedy, sizeof report.remedy, "%s", failure_remedy(failure));
    return send_report(socket, &report, NULL, 0);
}

bool report_cancelled(int socket, uint32_t run)
{
    struct sandbox_report report = {0};

    set_header(&report, SANDBOX_CANCELLED, run);
    return send_report(socket, &report, NULL, 0);
}

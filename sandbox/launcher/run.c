/*
 * run.c: what is fresh for a run, made before it and taken away after it, and its answer.
 */
#include "run.h"

#include "mounts.h"
#include "report.h"
#include "supervise.h"
#include "work_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static int last_process = -1;

bool run_prepare(struct failure *failure)
{
    /* Not there: the machine's kernel or this container lacks it. Then programs see process numbers that go on rising. */
    last_process = CALL(open, "/proc/sys/kernel/ns_last_pid", O_WRONLY | O_CLOEXEC);
    return supervise_prepare(failure);
}

static int make_memfd(const char *name, struct failure *failure)
{
    int memfd = CALL(memfd_create, name, MFD_CLOEXEC | MFD_ALLOW_SEALING);

    if (memfd < 0)
        fail_call(failure, PHASE_FILES, "memfd", errno);
    return memfd;
}

static bool open_files(struct run_files *files, struct request *request, struct failure *failure)
{
    memset(files, 0xff, sizeof *files); /* all -1 */
    if (request->fixed.is_piped != 0) {
        files->in = request_take(request, 0);
        files->piped_out = request_take(request, (int)request->fixed.file_count + 1);
    } else if ((files->in = mounts_reopen(request->descriptors[0])) < 0) {
        return fail_call(failure, PHASE_FILES, "stdin", errno);
    }
    files->out = make_memfd("stdout", failure);
    files->err = make_memfd("stderr", failure);
    for (uint32_t i = 0; i < request->fixed.collect_count; i++)
        files->collected[i] = make_memfd("collected", failure);
    return failure->phase == PHASE_NONE;
}

static void close_files(const struct run_files *files)
{
    if (files->in >= 0)
        close(files->in);
    if (files->piped_out >= 0)
        close(files->piped_out);
    if (files->out >= 0)
        close(files->out);
    if (files->err >= 0)
        close(files->err);
    for (int i = 0; i < SANDBOX_COLLECT_MAX; i++)
        if (files->collected[i] >= 0)
            close(files->collected[i]);
}

/* The next process is number 2, as if nobody had run before. A failure shows the run no more than a number. */
static void restart_process_numbers(void)
{
    if (last_process >= 0 && CALL(pwrite, last_process, "1", 1, 0) != 1) {
        close(last_process);
        last_process = -1;
    }
}

static enum wish perform(int socket, const struct request *request, const struct identity *identity,
                         struct run_files *files, struct sandbox_report *report, struct failure *failure)
{
    struct process_folders processes;
    enum wish wish = WISH_NOTHING;

    if (!mounts_enter_root(request, &processes, failure) || !mounts_open_work(request, identity, failure))
        return wish;
    if (work_folder_fill(request, identity, failure)) {
        restart_process_numbers();
        wish = supervise(socket, request, identity, &processes, files, report, failure);
    }
    if (failure->phase == PHASE_NONE && report->end == SANDBOX_EXITED)
        report->collected = work_folder_collect(request, files->collected, failure);
    mounts_close_work(failure);
    return wish;
}

bool run_request(int socket, struct request *request, const struct identity *identity)
{
    uint32_t run = request->fixed.header.run;
    struct sandbox_report report = {0};
    struct failure failure = {0};
    struct run_files files;
    enum wish wish = WISH_NOTHING;
    bool is_answered;

    if (open_files(&files, request, &failure))
        wish = perform(socket, request, identity, &files, &report, &failure);
    if (wish == WISH_END)
        is_answered = false;
    else if (wish == WISH_CANCEL)
        is_answered = report_cancelled(socket, run);
    else if (failure.phase != PHASE_NONE)
        is_answered = report_failure(socket, run, &failure);
    else
        is_answered = report_outcome(socket, run, &report, &files);
    close_files(&files);
    return is_answered;
}

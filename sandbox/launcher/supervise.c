/*
 * supervise.c: the keeper while a run is on.
 *
 * The keeper is process 1 of the pid namespace, where it sees and can end every process and where orphans become its
 * children, but it is in the launcher's user namespace, where the candidate has no rights: the candidate cannot signal,
 * trace or even see it. When it dies, for whatever reason, the kernel kills all the rest.
 *
 * One loop waits for output, for refused system calls, for children, for atlas, and for the next look at what the tree
 * uses. The run is over when the main process is: then everything is killed and reaped, and only then the pipes are
 * emptied and files are collected, so that nothing can delay the end or change what is reported.
 */
#include "supervise.h"

#include "candidate.h"
#include "cgroup.h"
#include "../common/clocks.h"
#include "cpu_account.h"
#include "../common/landlock.h"
#include "../common/larger.h"
#include "memory_watch.h"
#include "output.h"
#include "run_delay.h"
#include "seccomp_filter.h"
#include "usage.h"
#include "zygote.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* How fast a program can fill memory, generously: it sets when to look again. */
#define FILL_KIB_PER_MS 8192
#define LONGEST_LOOK_AWAY_MS 10
#define SHORTEST_LOOK_AWAY_MS 1
#define READS_AT_ONCE 16

/* A pipe that held little is left alone for a while: a writer of many small pieces would pay for waking us for each. */
#define OUTPUT_REST_NS 1000000

/* A failure to end a run fails the run; nobody else can do it, so it is tried again. */
#define ENDINGS_MAX 3

struct run {
    const struct request *request;
    const struct sandbox_request *limits;
    struct sandbox_report *report;
    struct failure *failure;
    struct candidate candidate;
    struct output out, err;
    pid_t main;
    int status; /* of the main process, once `is_over` */
    bool is_over;
    bool is_refused; /* a system call that has a name */
    enum sandbox_limit hit;
    const struct process_folders *processes;
    int socket;
    enum wish wish;
    uint64_t ended_ns;
    uint64_t reaped_us; /* CPU time of all that was reaped, and of what they had reaped */
    uint64_t reaped_peak_kib;
    struct usage usage; /* at the last look */
    uint64_t look_ns;   /* when to look at usage next */
    struct memory_watch memory;
    struct cpu_account cpu;
};

static int signals = -1;  /* tells of children that ended */
static int nothing = -1;  /* /dev/null */

static uint64_t now_ns(void)
{
    return clock_ns(CLOCK_MONOTONIC);
}

/* Reaps whoever is dead; notes the end of the main process. False when that failed. */
static bool reap(struct run *run, int options)
{
    struct rusage used;
    int status;
    pid_t pid;

    for (;;) {
        pid = CALL(wait4, -1, &status, options, &used);
        if (pid < 0 && errno == EINTR)
            continue;
        if (pid < 0 && errno != ECHILD)
            return fail_call(run->failure, PHASE_SUPERVISE, "processes", errno);
        if (pid <= 0)
            return true;
        run->reaped_us += (uint64_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1000000u +
                          (uint64_t)(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
        run->reaped_peak_kib = larger(run->reaped_peak_kib, (uint64_t)used.ru_maxrss);
        if (pid == run->main) {
            run->ended_ns = now_ns();
            run->status = status;
            run->is_over = true;
        }
    }
}

static void hit(struct run *run, enum sandbox_limit limit)
{
    if (run->hit == SANDBOX_LIMIT_NONE)
        run->hit = limit;
}

/* Decides when to look again: as late as it can be without missing much, and at least as long after a look as it took,
 * or many processes would keep us from everything else. */
static void schedule(struct run *run, uint64_t before, uint64_t memory_left_kib, uint64_t cpu_left_us)
{
    static long processors;

    if (processors == 0)
        processors = sysconf(_SC_NPROCESSORS_ONLN);
    uint64_t now = now_ns();
    uint64_t memory_ns = memory_left_kib * 1000000u / FILL_KIB_PER_MS;
    uint64_t cpu_ns = cpu_left_us * 1000u / (uint64_t)(processors > 0 ? processors : 1);
    uint64_t wait_ns = smaller(smaller(memory_ns, cpu_ns), LONGEST_LOOK_AWAY_MS * 1000000u);
    run->look_ns = now + larger(larger(wait_ns, SHORTEST_LOOK_AWAY_MS * 1000000u), now - before);
}

/* Looks at what the tree uses and compares it with the limits. */
static void look(struct run *run, uint64_t now)
{
    const struct sandbox_request *limits = run->limits;
    uint64_t limit_us = limits->cpu_ms * 1000, setup_us = run->candidate.setup_cpu_ns / 1000, cpu_us, most_kib;

    bool is_cpu_polled = run->report->cpu_by == SANDBOX_POLLED;
    if (!usage_read(run->processes->all, run->reaped_us, &run->usage) ||
        (is_cpu_polled && !cpu_account_update(&run->cpu, &run->usage))) {
        fail_call(run->failure, PHASE_SUPERVISE, "/proc", errno);
        return;
    }
    cpu_us = is_cpu_polled ? run->cpu.spent_us : cgroup_cpu_us();
    cpu_us = cpu_us > setup_us ? cpu_us - setup_us : 0;
    memory_watch_look(&run->memory, run->processes->all, &run->usage, run->failure);
    if (memory_watch_is_over_limit(&run->memory) || cgroup_ran_out_of_memory(run->failure))
        hit(run, SANDBOX_LIMIT_MEMORY);
    if (cpu_us > limit_us)
        hit(run, SANDBOX_LIMIT_CPU);
    if (run->usage.tasks > limits->processes || cgroup_ran_out_of_processes(run->failure))
        hit(run, SANDBOX_LIMIT_PROCESSES);
    most_kib = run->usage.memory_kib < limits->memory_kib ? run->usage.memory_kib : run->memory.known_kib;
    if (run->hit == SANDBOX_LIMIT_NONE)
        schedule(run, now, limits->memory_kib - most_kib, limit_us - cpu_us);
}

/* Goes on with counting the memory that several processes have together. */
static void count_memory(struct run *run)
{
    if (memory_watch_go_on(&run->memory, run->processes->all, &run->usage, run->failure))
        run->look_ns = now_ns();
    if (memory_watch_is_over_limit(&run->memory))
        hit(run, SANDBOX_LIMIT_MEMORY);
}

/* Takes what is there, but not for ever: a flood must not keep us from the limits. */
static void drain(struct run *run, struct output *output)
{
    uint64_t before = output->seen;

    for (int i = 0; i < READS_AT_ONCE && output->seen <= output->limit; i++)
        if (!output_drain(output, run->failure))
            break;
    if (output->seen - before < output->little)
        output->rest_ns = now_ns() + OUTPUT_REST_NS;
    if (output->seen > output->limit)
        hit(run, SANDBOX_LIMIT_OUTPUT);
}

/* The pipe, or -1 while it is left alone; then there is something to do at the end of that. */
static int pipe_to_watch(const struct output *output, uint64_t now, uint64_t *until)
{
    if (output->pipe < 0 || output->rest_ns <= now)
        return output->pipe;
    *until = smaller(*until, output->rest_ns);
    return -1;
}

/* Attends to all that is waiting; returns at the latest at a time, which may have passed. */
static void wait_for_something(struct run *run, uint64_t until)
{
    struct signalfd_siginfo ignored[8];
    uint64_t now = now_ns();
    int out = pipe_to_watch(&run->out, now, &until), err = pipe_to_watch(&run->err, now, &until);
    uint64_t left = until > now ? until - now : 0;
    struct timespec timeout = {.tv_sec = (time_t)(left / 1000000000u), .tv_nsec = (long)(left % 1000000000u)};
    struct pollfd events[] = {
        {.fd = signals, .events = POLLIN},
        {.fd = out, .events = POLLIN},
        {.fd = err, .events = POLLIN},
        {.fd = run->candidate.listener, .events = POLLIN},
        {.fd = run->socket, .events = POLLIN},
    };

    if (CALL(ppoll, events, sizeof events / sizeof events[0], &timeout, NULL) < 0) {
        if (errno != EINTR)
            fail_call(run->failure, PHASE_SUPERVISE, "poll", errno);
        return;
    }
    if (events[4].revents != 0)
        run->wish = wish_hear(run->socket, run->limits->header.run, run->failure);
    if (events[1].revents != 0)
        drain(run, &run->out);
    if (events[2].revents != 0)
        drain(run, &run->err);
    if ((events[3].revents & POLLIN) != 0) {
        if (!seccomp_filter_answer(run->candidate.listener, run->report, &run->is_refused))
            fail_call(run->failure, PHASE_SECCOMP, "listener", errno);
    } else if (events[3].revents != 0) {
        close(run->candidate.listener); /* everyone who had the filter is gone */
        run->candidate.listener = -1;
    }
    if (events[0].revents != 0) {
        if (CALL(read, signals, ignored, sizeof ignored) < 0 && errno != EAGAIN)
            fail_call(run->failure, PHASE_SUPERVISE, "signalfd", errno);
        reap(run, WNOHANG);
    }
}

static bool is_ended_by_refusal(const struct run *run)
{
    return run->is_refused && run->limits->refusal == SANDBOX_REFUSAL_KILL;
}

/* Until the main process is gone, a limit is hit, atlas wants it no more, or we fail. */
static void watch(struct run *run)
{
    uint64_t deadline = run->candidate.started_ns + run->limits->wall_ms * 1000000u;

    schedule(run, now_ns(), run->limits->memory_kib, run->limits->cpu_ms * 1000);
    while (!run->is_over && run->hit == SANDBOX_LIMIT_NONE && run->wish == WISH_NOTHING &&
           run->failure->phase == PHASE_NONE && take_pending(run->failure) && !is_ended_by_refusal(run)) {
        uint64_t now = now_ns();
        if (now >= deadline) {
            /* It may have ended by itself, while we had no processor. */
            if (reap(run, WNOHANG) && !run->is_over) {
                hit(run, SANDBOX_LIMIT_WALL);
                if (!run_delay_read(run->processes->all, &run->report->waited_us))
                    fail_call(run->failure, PHASE_SUPERVISE, "schedstat", errno);
            }
        } else if (now >= run->look_ns) {
            look(run, now);
        } else if (run->memory.pass.is_active) {
            count_memory(run);
        }
        wait_for_something(run, run->memory.pass.is_active ? now : smaller(deadline, run->look_ns));
    }
}

/* Kills all and returns when nothing of the run is left. Nobody can be born meanwhile: a process that is to be killed
 * cannot fork, and kill(-1) reaches all at one moment. */
static void end_everything(struct run *run)
{
    for (int i = 0; i < ENDINGS_MAX; i++) {
        bool is_killed = CALL(kill, -1, SIGKILL) == 0 || errno == ESRCH; /* nobody is left */
        if (!is_killed)
            fail_call(run->failure, PHASE_SUPERVISE, "processes", errno);
        else if (reap(run, 0))
            return;
    }
    _exit(3); /* then the kernel ends them all */
}

/* The time and memory of all that was reaped, which is all there was but for what nobody reaped. */
static void account(struct run *run)
{
    struct sandbox_report *report = run->report;
    uint64_t setup_us = run->candidate.setup_cpu_ns / 1000;
    uint64_t cpu_us = report->cpu_by == SANDBOX_POLLED ? larger(run->reaped_us + run->cpu.lost_us, run->cpu.spent_us)
                                                       : cgroup_cpu_us();

    report->cpu_us = cpu_us > setup_us ? cpu_us - setup_us : 0;
    report->ended_us = run->ended_ns / 1000;
    report->wall_us = (run->ended_ns - run->candidate.started_ns) / 1000;
    report->peak_kib = larger(run->memory.known_kib, run->reaped_peak_kib);
}

/* What was not seen in time is judged by the final figures: a program that went over and ended by itself went over. */
static void judge(struct run *run)
{
    const struct sandbox_request *limits = run->limits;
    struct sandbox_report *report = run->report;

    report->stdout_bytes = run->out.seen;
    report->stderr_bytes = run->err.seen;
    if (run->out.seen > limits->output_bytes || run->err.seen > limits->output_bytes)
        hit(run, SANDBOX_LIMIT_OUTPUT);
    if (report->peak_kib > limits->memory_kib || cgroup_ran_out_of_memory(run->failure))
        hit(run, SANDBOX_LIMIT_MEMORY);
    if (cgroup_ran_out_of_processes(run->failure))
        hit(run, SANDBOX_LIMIT_PROCESSES);
    if (report->cpu_us > limits->cpu_ms * 1000)
        hit(run, SANDBOX_LIMIT_CPU);
    if (report->wall_us > limits->wall_ms * 1000 && run->hit == SANDBOX_LIMIT_NONE) {
        /* It ended by itself, so we were not there to end it in time: the machine was too busy for us. What it waited for
         * a processor cannot be read any more; it may be all that it did not compute. */
        hit(run, SANDBOX_LIMIT_WALL);
        report->waited_us = report->wall_us - smaller(report->cpu_us, report->wall_us);
    }
    if (run->hit != SANDBOX_LIMIT_NONE) {
        report->end = SANDBOX_LIMIT;
        report->code = (int32_t)run->hit;
    } else if (is_ended_by_refusal(run)) {
        report->end = SANDBOX_SIGNALED;
        report->code = SIGSYS;
    } else if (WIFSIGNALED(run->status)) {
        report->end = SANDBOX_SIGNALED;
        report->code = WTERMSIG(run->status);
    } else {
        report->end = SANDBOX_EXITED;
        report->code = WEXITSTATUS(run->status);
    }
}

static bool open_pipe(struct output *output, int *write_end, int kept, uint64_t limit, struct failure *failure)
{
    int ends[2];

    if (CALL(pipe2, ends, O_CLOEXEC) != 0)
        return fail_call(failure, PHASE_FILES, "output pipe", errno);
    /* A program may open its own end again, as /dev/stdout. */
    if (CALL(fchmod, ends[1], 0602) != 0 || CALL(fcntl, ends[0], F_SETFL, O_NONBLOCK) != 0) {
        fail_call(failure, PHASE_FILES, "output pipe", errno);
        close(ends[0]);
        close(ends[1]);
        return false;
    }
    fcntl(ends[0], F_SETPIPE_SZ, 256 * 1024); /* fewer stops of a fast writer; the default will do as well */
    int capacity = fcntl(ends[0], F_GETPIPE_SZ);
    *output = (struct output){
        .pipe = ends[0], .kept = kept, .limit = limit, .little = capacity > 0 ? (uint64_t)capacity / 4 : 0};
    *write_end = ends[1];
    return true;
}

static void close_pipe(struct output *output)
{
    if (output->pipe >= 0)
        close(output->pipe);
}

bool supervise_prepare(struct failure *failure)
{
    sigset_t children;

    sigemptyset(&children);
    sigaddset(&children, SIGCHLD);
    if (CALL(sigprocmask, SIG_BLOCK, &children, NULL) != 0 ||
        (signals = CALL(signalfd, -1, &children, SFD_CLOEXEC | SFD_NONBLOCK)) < 0)
        return fail_call(failure, PHASE_SUPERVISE, "signalfd", errno);
    nothing = CALL(open, "/dev/null", O_RDWR | O_CLOEXEC);
    return nothing >= 0 ? true : fail_call(failure, PHASE_SUPERVISE, "/dev/null", errno);
}

/* Lets go of the candidate's ends of the pipes, also those that came to be 0, 1 and 2. */
static void release_streams(struct run *run)
{
    for (int i = 1; i < 3; i++)
        if (run->candidate.becoming.streams[i] >= 0)
            close(run->candidate.becoming.streams[i]);
    for (int i = 0; i < 3; i++)
        if (CALL(dup3, nothing, i, O_CLOEXEC) < 0)
            fail_call(run->failure, PHASE_FILES, "stdin, stdout, stderr", errno);
}

/* Where stdout goes: into a pipe of ours, or one that somebody else reads. */
static bool open_out(struct run *run, struct run_files *files)
{
    if (files->piped_out < 0)
        return open_pipe(&run->out, &run->candidate.becoming.streams[1], files->out, run->limits->output_bytes, run->failure);
    run->out = (struct output){.pipe = -1, .kept = files->out, .limit = run->limits->output_bytes};
    run->candidate.becoming.streams[1] = files->piped_out;
    files->piped_out = -1;
    return true;
}

static void start_process(struct run *run)
{
    run->main = zygote_start(&run->candidate, run->failure);
    run->report->is_from_zygote = run->main > 0;
    if (run->main == 0)
        run->main = candidate_start(&run->candidate, run->failure);
}

static void start(struct run *run, struct run_files *files)
{
    if (open_out(run, files) &&
        open_pipe(&run->err, &run->candidate.becoming.streams[2], files->err, run->limits->output_bytes, run->failure))
        start_process(run);
    release_streams(run);
    close(files->in);
    files->in = -1;
}

static void finish(struct run *run)
{
    end_everything(run);
    while (output_drain(&run->out, run->failure) || output_drain(&run->err, run->failure)) {}
    close_pipe(&run->out);
    close_pipe(&run->err);
    if (run->candidate.listener >= 0)
        close(run->candidate.listener);
    if (run->wish == WISH_NOTHING && run->failure->phase == PHASE_NONE) {
        account(run);
        judge(run);
    }
}

enum wish supervise(int socket, const struct request *request, const struct identity *identity,
                    const struct process_folders *processes, struct run_files *files,
                    struct sandbox_report *report, struct failure *failure)
{
    static struct run run; /* its lists of processes keep their memory from run to run */

    usage_reset(&run.usage);
    memory_watch_begin(&run.memory, request->fixed.memory_kib);
    cpu_account_reset(&run.cpu);
    run = (struct run){
        .request = request,
        .limits = &request->fixed,
        .report = report,
        .failure = failure,
        .candidate = {.request = request,
                      .becoming = {.limits = &request->fixed,
                                   .identity = identity,
                                   .streams = {files->in, -1, -1},
                                   .process_folder = processes->writable},
                      .listener = -1},
        .out = {.pipe = -1},
        .err = {.pipe = -1},
        .processes = processes,
        .socket = socket,
        .usage = run.usage,
        .memory = run.memory,
        .cpu = run.cpu,
    };
    report->landlock_abi = landlock_version();
    zygote_get_ready(request);
    cgroup_begin(run.limits, report);
    /* Of the group, which has room for one more while a copy of a zygote starts, and the candidate's own limit only the group
     * tells that it refused: where there is one, it has to be the first. */
    run.candidate.becoming.spare_processes = cgroup_counts_processes() ? 1 : 0;
    start(&run, files);
    if (run.main > 0)
        watch(&run);
    finish(&run);
    take_pending(failure);
    return run.wish;
}

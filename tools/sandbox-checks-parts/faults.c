/*
 * faults.c: makes each call of the launcher fail in turn and looks at what atlas is told.
 *
 *   faults LAUNCHER PLAN PROGRAM HARMLESS [--all] [LAUNCHER-OPTION…]
 *
 * Every failure has to become a sandbox error that names the call, or leave the outcome as it was where HARMLESS says so;
 * never another verdict, never a hang. --all: not only the first time a place is come to, and with other errors too.
 */
#include "../../sandbox/client/include/sandbox_client.h"
#include "fault_plan.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <seccomp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define PATIENCE_MS 15000

struct scenario {
    const char *name;
    const char *arguments[4];
    bool is_piped;
    uint64_t wall_ms;
};

static const struct scenario scenarios[] = {
    {"program", {"/work/program", "end"}, false, 20000},
    {"sleeper", {"/work/program", "sleep"}, false, 400},
    {"script", {"/bin/sh", "-c", "exit 7"}, false, 20000},
    {"piped", {"/work/program", "end"}, true, 20000},
};

enum { SCENARIOS = sizeof scenarios / sizeof scenarios[0], HARMLESS_MAX = 128 };

/* What atlas was told. */
struct answer {
    bool is_lost, is_late, is_still_there;
    struct sandbox_report report;
    char out[64];
};

struct harmless {
    char place[64], call[32], allowed[8];
    bool was_met;
};

static const char *launcher, *program;
static char *launcher_arguments[8];
static struct fault_plan *plan;
static struct harmless harmless[HARMLESS_MAX];
static size_t harmless_count;
static int said; /* what launchers say on stderr */
static unsigned failed_well, passed_over, lost, missed, wrong;

static void die(const char *what)
{
    perror(what);
    exit(2);
}

/* A sealed memfd with the contents of a file; NULL: empty. */
static int sealed(const char *path)
{
    int memfd, file;

    if (sandbox_client_memfd("file", &memfd) != 0)
        die("memfd");
    if (path != NULL) {
        if ((file = open(path, O_RDONLY | O_CLOEXEC)) < 0 || sandbox_client_copy(file, memfd) != 0)
            die(path);
        close(file);
    }
    if (sandbox_client_seal(memfd) != 0)
        die("seal");
    return memfd;
}

static size_t add_string(char *message, size_t at, const char *text)
{
    size_t size = strlen(text) + 1;

    memcpy(message + at, text, size);
    return at + size;
}

static int send_request(int socket, const struct scenario *scenario, uint32_t run, int *kept_open)
{
    static char message[SANDBOX_MESSAGE_MAX];
    struct sandbox_request request = {
        .header = {.magic = SANDBOX_MAGIC, .version = SANDBOX_VERSION, .kind = SANDBOX_REQUEST, .run = run},
        .cpu_ms = 10000, .wall_ms = scenario->wall_ms, .memory_kib = 256 * 1024, .output_bytes = 1 << 20,
        .work_kib = 8 * 1024, .processes = 32, .environment_count = 1, .path_count = 1, .file_count = 2,
        .collect_count = 1, .is_piped = scenario->is_piped, .file_flags = {SANDBOX_FILE_EXECUTABLE, 0},
    };
    int descriptors[4] = {-1, sealed(program), sealed(NULL), -1}, in[2] = {-1, -1}, out[2] = {-1, -1}, error;
    size_t at = sizeof request;

    for (size_t i = 0; i < 4 && scenario->arguments[i] != NULL; i++, request.argument_count++)
        at = add_string(message, at, scenario->arguments[i]);
    at = add_string(message, at, "PATH=/usr/bin:/bin");
    at = add_string(message, at, "/usr/local/share");
    at = add_string(message, at, "program");
    at = add_string(message, at, "data");
    at = add_string(message, at, "kept");
    request.strings_size = (uint32_t)(at - sizeof request);
    memcpy(message, &request, sizeof request);
    if (scenario->is_piped) {
        if (sandbox_client_pipe(&in[0], &in[1]) != 0 || sandbox_client_pipe(&out[0], &out[1]) != 0)
            die("pipe");
        descriptors[0] = in[0];
        descriptors[3] = out[1];
    } else {
        descriptors[0] = sealed(NULL);
    }
    error = sandbox_client_send(socket, message, at, descriptors, scenario->is_piped ? 4 : 3);
    for (size_t i = 0; i < 4; i++)
        if (descriptors[i] >= 0)
            close(descriptors[i]);
    kept_open[0] = in[1];
    kept_open[1] = out[0];
    return error;
}

/* One run of a scenario by a launcher of its own; `plan` says what fails in it. */
static struct answer perform(const struct scenario *scenario)
{
    struct answer answer = {0};
    int socket, descriptors[SANDBOX_COLLECT_MAX + 2], count = 0, kept_open[2];
    pid_t process;
    struct pollfd ready = {.events = POLLIN};

    plan->hits = plan->has_failed = 0;
    if (ftruncate(said, 0) != 0 || lseek(said, 0, SEEK_SET) != 0)
        die("stderr");
    if (sandbox_client_start_with(launcher, launcher_arguments, &socket, &process) != 0)
        die(launcher);
    ready.fd = socket;
    answer.is_lost = send_request(socket, scenario, 1, kept_open) != 0;
    if (!answer.is_lost && poll(&ready, 1, PATIENCE_MS) == 0)
        answer.is_late = true;
    if (!answer.is_lost && !answer.is_late)
        answer.is_lost = sandbox_client_receive(socket, &answer.report, descriptors, &count) != 0;
    if (count > 0 && pread(descriptors[0], answer.out, sizeof answer.out - 1, 0) < 0)
        die("stdout");
    for (int i = 0; i < count; i++)
        close(descriptors[i]);
    for (size_t i = 0; i < 2; i++)
        if (kept_open[i] >= 0)
            close(kept_open[i]);
    close(socket);
    if (sandbox_client_await_end(process, PATIENCE_MS) != 0) {
        answer.is_still_there = true;
        kill(process, SIGKILL);
    }
    waitpid(process, NULL, 0);
    return answer;
}

static const char *call_of(const struct site *site, char *text, size_t size)
{
    char *name = site->number < 0 ? NULL : seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE, site->number);

    snprintf(text, size, "%s", name != NULL ? name : site->function);
    free(name);
    return text;
}

/* The function that a site is in, and its line. */
static void place_of(const struct site *site, char *function, size_t size, char *line, size_t line_size)
{
    char command[512];
    FILE *asked;

    snprintf(command, sizeof command, "addr2line -f -s -e '%s' 0x%llx", launcher,
             (unsigned long long)site->address - 1);
    asked = popen(command, "r");
    if (asked == NULL || fgets(function, (int)size, asked) == NULL || fgets(line, (int)line_size, asked) == NULL)
        die("addr2line");
    pclose(asked);
    function[strcspn(function, "\n.")] = 0;
    line[strcspn(line, "\n ")] = 0;
}

static struct harmless *find_harmless(const char *place, const char *call)
{
    for (size_t i = 0; i < harmless_count; i++)
        if (strcmp(harmless[i].place, place) == 0 && strcmp(harmless[i].call, call) == 0)
            return &harmless[i];
    return NULL;
}

static bool is_same(const struct answer *one, const struct answer *other)
{
    return one->report.header.kind == SANDBOX_OUTCOME && other->report.header.kind == SANDBOX_OUTCOME &&
           one->report.end == other->report.end && one->report.code == other->report.code &&
           one->report.collected == other->report.collected && strcmp(one->out, other->out) == 0 &&
           one->report.blocked_count == other->report.blocked_count;
}

static void complain(const struct scenario *scenario, const char *place, const char *line, const char *call,
                     const struct answer *answer)
{
    const struct sandbox_report *report = &answer->report;

    wrong++;
    printf("wrong: %s, %s %s at %s, occurrence %u, error %d: ", scenario->name, place, call, line, plan->occurrence,
           plan->error);
    if (answer->is_late || answer->is_still_there)
        printf("it hangs\n");
    else if (answer->is_lost)
        printf("it ended without a report\n");
    else if (report->header.kind == SANDBOX_FAILURE)
        printf("a failure of %s: %s: \"%s\"\n", report->phase, report->object, report->call);
    else
        printf("it was passed over: end %u, code %d, output \"%s\", mechanisms %u %u %u\n", report->end,
               report->code, answer->out, report->memory_by, report->processes_by, report->cpu_by);
}

/* Whether a launcher that ended without a report said why. */
static bool has_said(const char *call)
{
    char text[512] = {0};

    return pread(said, text, sizeof text - 1, 0) > 0 && strncmp(text, "atlas-sandbox: ", 15) == 0 &&
           (strstr(text, call) != NULL || strstr(text, "started by atlas") != NULL);
}

static void check(const struct scenario *scenario, const struct site *site, const struct answer *normal)
{
    char place[128], line[128], call[64];
    struct answer answer = perform(scenario);
    struct harmless *allowed;

    if (plan->has_failed == 0) {
        missed++; /* it depends on the moment whether the launcher comes there */
        return;
    }
    place_of(site, place, sizeof place, line, sizeof line);
    call_of(site, call, sizeof call);
    allowed = find_harmless(place, call);
    if (allowed != NULL)
        allowed->was_met = true;
    if (answer.is_late || answer.is_still_there)
        complain(scenario, place, line, call, &answer);
    else if (answer.is_lost && allowed != NULL && strcmp(allowed->allowed, "lost") == 0 && has_said(call))
        lost++;
    else if (answer.report.header.kind == SANDBOX_FAILURE && answer.report.failure_errno != 0 &&
             strcmp(answer.report.call, call) == 0)
        failed_well++;
    else if (allowed != NULL && strcmp(allowed->allowed, "same") == 0 && is_same(&answer, normal))
        passed_over++;
    else
        complain(scenario, place, line, call, &answer);
}

static void read_harmless(const char *path)
{
    char line[512];
    FILE *file = fopen(path, "re");

    if (file == NULL)
        die(path);
    while (fgets(line, sizeof line, file) != NULL && harmless_count < HARMLESS_MAX) {
        struct harmless *one = &harmless[harmless_count];
        if (line[0] != '#' && sscanf(line, "%63s %31s %7s", one->place, one->call, one->allowed) == 3)
            harmless_count++;
    }
    fclose(file);
}

static bool is_known(const struct site *sites, size_t count, uint64_t address)
{
    for (size_t i = 0; i < count; i++)
        if (sites[i].address == address)
            return true;
    return false;
}

static void try_scenario(const struct scenario *scenario, bool is_all)
{
    static struct site known[SITES_MAX];
    static size_t known_count;
    static const int errors[] = {EIO, EPERM, ENOMEM};
    struct site sites[SITES_MAX];
    size_t count;
    struct answer normal;

    memset(plan, 0, sizeof *plan);
    normal = perform(scenario);
    if (normal.is_lost || normal.report.header.kind != SANDBOX_OUTCOME) {
        printf("faults: %s: without a fault it is no outcome: %s: %s\n", scenario->name, normal.report.phase,
               normal.report.object);
        exit(2);
    }
    count = plan->site_count;
    memcpy(sites, plan->sites, sizeof sites);
    for (size_t i = 0; i < count; i++) {
        bool is_new = !is_known(known, known_count, sites[i].address);
        uint32_t times = is_all ? (sites[i].hits < 4 ? sites[i].hits : 4) : 1;
        if (!is_new && !is_all)
            continue;
        if (is_new && known_count < SITES_MAX)
            known[known_count++] = sites[i];
        for (uint32_t time = 0; time < times; time++) {
            for (size_t error = 0; error < (is_all ? sizeof errors / sizeof errors[0] : 1); error++) {
                plan->address = sites[i].address;
                /* Also the last time, which is when the run ends. */
                plan->occurrence = time == 3 ? sites[i].hits - 1 : time;
                plan->error = errors[error];
                check(scenario, &sites[i], &normal);
            }
        }
    }
    if (known_count == 0)
        exit(2);
}

int main(int count, char **arguments)
{
    bool is_all = false;
    int file, used = 1;

    if (count < 5)
        return 2;
    launcher = arguments[1];
    program = arguments[3];
    read_harmless(arguments[4]);
    launcher_arguments[0] = arguments[1];
    for (int i = 5; i < count && used < 7; i++) {
        if (strcmp(arguments[i], "--all") == 0)
            is_all = true;
        else
            launcher_arguments[used++] = arguments[i];
    }
    file = open(arguments[2], O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (file < 0 || ftruncate(file, sizeof *plan) != 0 ||
        (plan = mmap(NULL, sizeof *plan, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0)) == MAP_FAILED)
        die(arguments[2]);
    /* Launchers inherit stderr: theirs is a file. */
    if ((said = memfd_create("stderr", MFD_CLOEXEC)) < 0 || dup2(said, 2) < 0)
        die("stderr");
    for (size_t i = 0; i < SCENARIOS; i++)
        try_scenario(&scenarios[i], is_all);
    printf("faults: %u became a sandbox error that names the call, %u changed nothing, %u ended the launcher, "
           "%u were not come to again, %u wrong\n",
           failed_well, passed_over, lost, missed, wrong);
    return wrong != 0 || failed_well == 0;
}

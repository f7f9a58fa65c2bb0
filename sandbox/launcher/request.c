/*
 * request.c: receives a request and checks every field of it.
 *
 * First phase of a run, in the launcher. atlas is trusted, but a launcher that cannot be confused by its caller is one
 * thing less to think about; a bad field ends the run as a failure of the phase "request".
 */
#include "request.h"

#include "../common/rights.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static bool in_range(struct failure *failure, const char *field, uint64_t value, uint64_t least, uint64_t most)
{
    return value >= least && value <= most ? true : fail(failure, PHASE_REQUEST, field, ERANGE);
}

static bool check_fixed(const struct sandbox_request *fixed, size_t size, struct failure *failure)
{
    if (size != sizeof *fixed + fixed->strings_size)
        return fail(failure, PHASE_REQUEST, "message size", EPROTO);
    return in_range(failure, "cpu_ms", fixed->cpu_ms, 1, 1000ull * 86400) &&
           in_range(failure, "wall_ms", fixed->wall_ms, 1, 1000ull * 86400) &&
           in_range(failure, "memory_kib", fixed->memory_kib, 1024, 1ull << 34) &&
           in_range(failure, "output_bytes", fixed->output_bytes, 0, 1ull << 34) &&
           in_range(failure, "work_kib", fixed->work_kib, 64, 1ull << 28) &&
           in_range(failure, "processes", fixed->processes, 1, 1 << 16) &&
           in_range(failure, "policy", fixed->policy, 0, SANDBOX_POLICIES - 1) &&
           in_range(failure, "refusal", fixed->refusal, 0, SANDBOX_REFUSALS - 1) &&
           in_range(failure, "arguments", fixed->argument_count, 1, SANDBOX_ARGUMENTS_MAX) &&
           in_range(failure, "zygote", fixed->zygote_count, 0, SANDBOX_ARGUMENTS_MAX) &&
           in_range(failure, "environment", fixed->environment_count, 0, SANDBOX_ENVIRONMENT_MAX) &&
           in_range(failure, "read-only paths", fixed->path_count, 0, SANDBOX_PATHS_MAX) &&
           in_range(failure, "is_piped", fixed->is_piped, 0, 1) &&
           in_range(failure, "files", fixed->file_count, 0, SANDBOX_FILES_MAX) &&
           in_range(failure, "collect", fixed->collect_count, 0, SANDBOX_COLLECT_MAX);
}

/* Takes the next string; NULL when the area is used up. */
static char *next_string(struct request *request, size_t *position)
{
    char *start = request->strings + *position;
    size_t left = request->fixed.strings_size - *position;
    char *end = left > 0 ? memchr(start, 0, left) : NULL;

    if (end == NULL)
        return NULL;
    *position += (size_t)(end - start) + 1;
    return start;
}

static bool is_plain_name(const char *name)
{
    size_t length = strlen(name);

    return length > 0 && length <= SANDBOX_NAME_MAX && strchr(name, '/') == NULL && strcmp(name, ".") != 0 &&
           strcmp(name, "..") != 0;
}

/* Whether a path is a folder that the sandbox makes itself, or in one. The settings of a runtime, such as
 * /etc/java-17-openjdk, may be shown beside what the sandbox writes into /etc. */
static bool is_own(const char *path)
{
    static const char *const own[] = {"/atlas-zygote.so", "/dev", "/etc/alternatives", "/etc/group", "/etc/ld.so.cache", "/etc/localtime",
                                      "/etc/nsswitch.conf", "/etc/passwd", "/proc", "/sys", "/work"};

    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
        size_t length = strlen(own[i]);
        if (strncmp(path, own[i], length) == 0 && (path[length] == 0 || path[length] == '/'))
            return true;
    }
    return strcmp(path, "/etc") == 0;
}

/* Absolute, without empty, "." or ".." parts, and no folder that the sandbox makes itself. */
static bool is_showable(const char *path)
{
    if (path[0] != '/' || path[1] == 0 || strlen(path) >= 4096)
        return false;
    for (const char *part = path; *part == '/';) {
        const char *end = strchrnul(++part, '/');
        size_t length = (size_t)(end - part);
        if (length == 0 || length > SANDBOX_NAME_MAX || (length == 1 && part[0] == '.') ||
            (length == 2 && part[0] == '.' && part[1] == '.'))
            return false;
        part = end;
    }
    return !is_own(path);
}

static bool take_strings(struct request *request, struct failure *failure)
{
    const struct sandbox_request *fixed = &request->fixed;
    size_t position = 0;
    char *string;

    for (uint32_t i = 0; i < fixed->argument_count; i++)
        if ((request->arguments[i] = next_string(request, &position)) == NULL)
            return fail(failure, PHASE_REQUEST, "arguments", EPROTO);
    request->arguments[fixed->argument_count] = NULL;
    if (request->arguments[0][0] != '/')
        return fail(failure, PHASE_REQUEST, "program, which must be an absolute path", EINVAL);
    request->argument_strings_size = position;
    request->zygote_strings = request->strings + position;
    for (uint32_t i = 0; i < fixed->zygote_count; i++)
        if ((string = next_string(request, &position)) == NULL || (i == 0 && string[0] != '/'))
            return fail(failure, PHASE_REQUEST, "zygote", EINVAL);
    for (uint32_t i = 0; i < fixed->environment_count; i++) {
        if ((string = next_string(request, &position)) == NULL || string[0] == '=' || strchr(string, '=') == NULL)
            return fail(failure, PHASE_REQUEST, "environment", EPROTO);
        request->environment[i] = string;
    }
    request->environment[fixed->environment_count] = NULL;
    request->zygote_strings_size = (size_t)(request->strings + position - request->zygote_strings);
    request->path_strings = request->strings + position;
    for (uint32_t i = 0; i < fixed->path_count; i++) {
        if ((string = next_string(request, &position)) == NULL || !is_showable(string))
            return fail(failure, PHASE_REQUEST, string != NULL ? string : "read-only paths", EINVAL);
        request->paths[i] = string;
    }
    request->path_strings_size = (size_t)(request->strings + position - request->path_strings);
    for (uint32_t i = 0; i < fixed->file_count; i++) {
        if ((string = next_string(request, &position)) == NULL || !is_plain_name(string))
            return fail(failure, PHASE_REQUEST, string != NULL ? string : "files", EINVAL);
        request->files[i] = string;
    }
    for (uint32_t i = 0; i < fixed->collect_count; i++) {
        if ((string = next_string(request, &position)) == NULL || !is_plain_name(string))
            return fail(failure, PHASE_REQUEST, string != NULL ? string : "collect", EINVAL);
        request->collect[i] = string;
    }
    return position == fixed->strings_size ? true : fail(failure, PHASE_REQUEST, "strings", EPROTO);
}

/* A descriptor that is not a sealed memfd could be changed by one run under the hands of another. */
static bool check_sealed(int descriptor, const char *name, struct failure *failure)
{
    const int needed = F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK;
    int seals = CALL(fcntl, descriptor, F_GET_SEALS);

    if (seals < 0 && errno != EINVAL) /* EINVAL: such a file has none */
        return fail_call(failure, PHASE_REQUEST, name, errno);
    return seals >= 0 && (seals & needed) == needed ? true : fail(failure, PHASE_REQUEST, name, EBADF);
}

static bool check_pipe(int descriptor, int access, const char *name, struct failure *failure)
{
    struct stat found;
    int flags = CALL(fcntl, descriptor, F_GETFL);

    if (flags < 0 || CALL(fstat, descriptor, &found) != 0)
        return fail_call(failure, PHASE_REQUEST, name, errno);
    return (flags & O_ACCMODE) == access && S_ISFIFO(found.st_mode) ? true
                                                                     : fail(failure, PHASE_REQUEST, name, EBADF);
}

static bool check_descriptors(const struct request *request, struct failure *failure)
{
    int files = (int)request->fixed.file_count;
    bool is_piped = request->fixed.is_piped != 0;

    if (request->descriptor_count != files + (is_piped ? 2 : 1))
        return fail(failure, PHASE_REQUEST, "number of descriptors", EPROTO);
    for (int i = 1; i <= files; i++)
        if (!check_sealed(request->descriptors[i], request->files[i - 1], failure))
            return false;
    if (!is_piped)
        return check_sealed(request->descriptors[0], "stdin", failure);
    return check_pipe(request->descriptors[0], O_RDONLY, "stdin", failure) &&
           check_pipe(request->descriptors[files + 1], O_WRONLY, "stdout", failure);
}

/* If it cannot be read, it is copied into the work folder as a script would be: that is as good. */
static bool is_binary(int file)
{
    char start[4];

    return pread(file, start, sizeof start, 0) == (ssize_t)sizeof start &&
           memcmp(start, "\177ELF", sizeof start) == 0;
}

static void find_program(struct request *request)
{
    static const char folder[] = "/work/";
    const char *path = request->arguments[0];

    request->program = -1;
    if (strncmp(path, folder, sizeof folder - 1) != 0)
        return;
    for (uint32_t i = 0; i < request->fixed.file_count; i++)
        if (strcmp(request->files[i], path + sizeof folder - 1) == 0 &&
            (request->fixed.file_flags[i] & SANDBOX_FILE_EXECUTABLE) != 0 && is_binary(request->descriptors[i + 1]))
            request->program = request->descriptors[i + 1];
}

static bool check(struct request *request, size_t size, const struct msghdr *packet, struct failure *failure)
{
    const struct sandbox_header *header = &request->fixed.header;

    if (size < sizeof *header || header->magic != SANDBOX_MAGIC)
        return fail(failure, PHASE_REQUEST, "message", EPROTO);
    if (header->version != SANDBOX_VERSION)
        return fail(failure, PHASE_REQUEST, "protocol version; rebuild atlas and atlas-sandbox together", EPROTO);
    if (header->kind == SANDBOX_CANCEL)
        return true;
    if (header->kind != SANDBOX_REQUEST || size < sizeof request->fixed)
        return fail(failure, PHASE_REQUEST, "message", EPROTO);
    if ((packet->msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0)
        return fail(failure, PHASE_REQUEST, "message size", EMSGSIZE);
    if (!check_fixed(&request->fixed, size, failure) || !take_strings(request, failure) ||
        !check_descriptors(request, failure))
        return false;
    find_program(request);
    return true;
}

enum arrival request_receive(int socket, bool wait, struct request *request, uint32_t *cancelled_run,
                             struct failure *failure)
{
    union rights room;
    struct iovec parts[] = {
        {.iov_base = &request->fixed, .iov_len = sizeof request->fixed},
        {.iov_base = request->strings, .iov_len = sizeof request->strings},
    };
    struct msghdr packet = {.msg_iov = parts, .msg_iovlen = 2};
    ssize_t size;

    memset(&request->fixed, 0, sizeof request->fixed);
    request->descriptor_count = 0;
    rights_expect(&packet, &room, SANDBOX_DESCRIPTORS_MAX);
    do
        size = CALL(recvmsg, socket, &packet, MSG_CMSG_CLOEXEC | (wait ? 0 : MSG_DONTWAIT));
    while (size < 0 && errno == EINTR);
    if (size < 0 && errno == EAGAIN)
        return ARRIVED_NOTHING;
    if (size < 0 && errno != ECONNRESET)
        fail_call(failure, PHASE_REQUEST, "socket", errno);
    if (size <= 0)
        return ARRIVED_END;
    request->descriptor_count = rights_take(&packet, request->descriptors, SANDBOX_DESCRIPTORS_MAX);
    if (check(request, (size_t)size, &packet, failure) && request->fixed.header.kind == SANDBOX_CANCEL) {
        *cancelled_run = request->fixed.header.run;
        request_close(request);
        return ARRIVED_CANCEL;
    }
    return ARRIVED_REQUEST;
}

int request_take(struct request *request, int index)
{
    int taken = request->descriptors[index];

    request->descriptors[index] = -1;
    return taken;
}

void request_close(struct request *request)
{
    for (int i = 0; i < request->descriptor_count; i++)
        if (request->descriptors[i] >= 0)
            close(request->descriptors[i]);
    request->descriptor_count = 0;
}

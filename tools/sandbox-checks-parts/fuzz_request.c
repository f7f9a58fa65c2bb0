/*
 * fuzz_request.c: any packet, with any descriptors, as a request.
 *
 * The first byte of an input says which descriptors come with the packet and whether its header is made right, so that
 * not all of the time goes into guessing it. What request.c lets pass must be as safe as request.h says, and it may keep
 * no descriptor.
 */
#include "request.h"

#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fuzz.h"
#include "sandbox_client.h"

#define MADE_RIGHT 0x80u
#define PIPED 0x40u
#define UNSEALED 0x20u
#define COUNT 0x1fu

static int pipe_ends[2], sealed = -1, unsealed = -1;

int LLVMFuzzerInitialize(int *count, char ***arguments)
{
    (void)count, (void)arguments;
    demand(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == 0 && pipe2(pipe_ends, O_CLOEXEC) == 0);
    demand(sandbox_client_memfd("sealed", &sealed) == 0 && sandbox_client_memfd("unsealed", &unsealed) == 0);
    demand(write(sealed, "\177ELF", 4) == 4 && sandbox_client_seal(sealed) == 0);
    return 0;
}

static void make_right(uint8_t *packet, size_t size)
{
    struct sandbox_request *request = (struct sandbox_request *)packet;

    if (size < sizeof *request)
        return;
    request->header.magic = SANDBOX_MAGIC;
    request->header.version = SANDBOX_VERSION;
    request->header.kind = SANDBOX_REQUEST;
    request->strings_size = (uint32_t)(size - sizeof *request);
    request->argument_count = request->argument_count % 8 + 1;
    request->zygote_count %= 4;
    request->environment_count %= 4;
    request->path_count %= 4;
    request->file_count %= 8;
    request->collect_count %= 4;
    request->is_piped %= 2;
    request->policy %= SANDBOX_POLICIES;
    request->refusal %= SANDBOX_REFUSALS;
    request->cpu_ms = request->cpu_ms % 100000 + 1;
    request->wall_ms = request->wall_ms % 100000 + 1;
    request->memory_kib = request->memory_kib % (1u << 24) + 1024;
    request->output_bytes %= 1u << 24;
    request->work_kib = request->work_kib % (1u << 20) + 64;
    request->processes = request->processes % 1000 + 1;
}

static bool is_in(const struct request *request, const char *string)
{
    const char *end = request->strings + request->fixed.strings_size;

    return string >= request->strings && string < end && memchr(string, 0, (size_t)(end - string)) != NULL;
}

static bool has_part(const char *path, const char *part)
{
    size_t length = strlen(part);

    for (const char *at = path; (at = strstr(at, part)) != NULL; at++)
        if (at[length] == 0 || at[length] == '/')
            return true;
    return false;
}

static void check_accepted(const struct request *request)
{
    const struct sandbox_request *fixed = &request->fixed;

    demand(fixed->argument_count >= 1 && fixed->argument_count <= SANDBOX_ARGUMENTS_MAX);
    demand(request->arguments[fixed->argument_count] == NULL && request->environment[fixed->environment_count] == NULL);
    for (uint32_t i = 0; i < fixed->argument_count; i++)
        demand(is_in(request, request->arguments[i]));
    demand(request->arguments[0][0] == '/');
    for (uint32_t i = 0; i < fixed->environment_count; i++)
        demand(is_in(request, request->environment[i]) && strchr(request->environment[i], '=') != NULL);
    for (uint32_t i = 0; i < fixed->path_count; i++)
        demand(is_in(request, request->paths[i]) && request->paths[i][0] == '/' && !has_part(request->paths[i], "/..") &&
               !has_part(request->paths[i], "/.") && strcmp(request->paths[i], "/work") != 0);
    for (uint32_t i = 0; i < fixed->file_count; i++)
        demand(is_in(request, request->files[i]) && strchr(request->files[i], '/') == NULL);
    for (uint32_t i = 0; i < fixed->collect_count; i++)
        demand(is_in(request, request->collect[i]) && strchr(request->collect[i], '/') == NULL);
    demand(request->path_strings >= request->strings &&
           request->path_strings + request->path_strings_size <= request->strings + fixed->strings_size);
    demand(request->descriptor_count == (int)fixed->file_count + (fixed->is_piped ? 2 : 1));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct request request;
    static uint8_t packet[SANDBOX_MESSAGE_MAX + 1024];
    struct failure failure = {0};
    int descriptors[COUNT + 1], free_before = first_free();
    uint32_t cancelled;
    uint8_t choice;

    if (size < 2 || size > sizeof packet)
        return 0;
    choice = data[0];
    memcpy(packet, data + 1, --size);
    if ((choice & MADE_RIGHT) != 0)
        make_right(packet, size);
    int count = choice & COUNT;
    for (int i = 0; i < count; i++)
        descriptors[i] = i == 1 && (choice & UNSEALED) != 0 ? unsealed : sealed;
    if ((choice & PIPED) != 0 && count > 0) {
        descriptors[0] = pipe_ends[0];
        descriptors[count - 1] = pipe_ends[count > 1];
    }
    if (sandbox_client_send(ends[0], packet, size, descriptors, count) != 0)
        return 0;
    if (request_receive(ends[1], false, &request, &cancelled, &failure) == ARRIVED_REQUEST) {
        if (failure.phase == PHASE_NONE)
            check_accepted(&request);
        else
            demand(phase_name(failure.phase) != NULL && memchr(failure.object, 0, sizeof failure.object) != NULL);
        request_close(&request);
    }
    demand(first_free() == free_before);
    return 0;
}

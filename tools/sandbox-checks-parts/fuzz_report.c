/*
 * fuzz_report.c: reports that the launcher writes, and packets that are none, as atlas reads them.
 *
 * The first byte of an input says which: what the writer makes must be read as it was, whatever is in it; anything else
 * must be refused, or be a report whose texts end; neither side may keep a descriptor.
 */
#include "report.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fuzz.h"
#include "sandbox_client.h"

int LLVMFuzzerInitialize(int *count, char ***arguments)
{
    (void)count, (void)arguments;
    demand(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == 0);
    return 0;
}

/* Takes bytes of the input, zeros where it is used up. */
static void take(const uint8_t **data, size_t *size, void *into, size_t wanted)
{
    size_t taken = wanted < *size ? wanted : *size;

    memset(into, 0, wanted);
    memcpy(into, *data, taken);
    *data += taken;
    *size -= taken;
}

static void read_back(struct sandbox_report *report, int *count, bool *is_read)
{
    int descriptors[SANDBOX_COLLECT_MAX + 2];

    *is_read = sandbox_client_receive(ends[1], report, descriptors, count) == 0;
    for (int i = 0; i < *count; i++)
        close(descriptors[i]);
}

static void check_outcome(const uint8_t *data, size_t size)
{
    struct sandbox_report report, read;
    struct run_files files;
    int count, collected = 0;
    uint32_t run;
    bool is_read;

    take(&data, &size, &run, sizeof run);
    take(&data, &size, &report, sizeof report);
    report.collected &= (1u << SANDBOX_COLLECT_MAX) - 1;
    memset(&files, 0xff, sizeof files);
    demand(sandbox_client_memfd("out", &files.out) == 0 && sandbox_client_memfd("err", &files.err) == 0);
    for (int i = 0; i < SANDBOX_COLLECT_MAX; i++)
        if ((report.collected & (1u << i)) != 0) {
            demand(sandbox_client_memfd("collected", &files.collected[i]) == 0);
            collected++;
        }
    demand(report_outcome(ends[0], run, &report, &files));
    read_back(&read, &count, &is_read);
    report.phase[sizeof report.phase - 1] = report.object[sizeof report.object - 1] = 0;
    report.call[sizeof report.call - 1] = report.remedy[sizeof report.remedy - 1] = 0;
    demand(is_read && count == 2 + collected && memcmp(&read, &report, sizeof read) == 0);
    demand(read.header.kind == SANDBOX_OUTCOME && read.header.run == run);
    close(files.out);
    close(files.err);
    for (int i = 0; i < SANDBOX_COLLECT_MAX; i++)
        if (files.collected[i] >= 0)
            close(files.collected[i]);
}

static void check_failure(const uint8_t *data, size_t size)
{
    struct sandbox_report read;
    struct failure failure = {0};
    char object[2 * SANDBOX_TEXT_MAX];
    uint8_t phase, error;
    int count;
    bool is_read;

    take(&data, &size, &phase, 1);
    take(&data, &size, &error, 1);
    take(&data, &size, object, sizeof object);
    object[sizeof object - 1] = 0;
    last_call = (error & 1) != 0 ? "mount" : "a name that is longer than the report has room for";
    fail_call(&failure, PHASE_REQUEST + phase % PHASE_REPORT, object, error);
    demand(report_failure(ends[0], 7, &failure));
    read_back(&read, &count, &is_read);
    demand(is_read && count == 0 && read.header.kind == SANDBOX_FAILURE && read.failure_errno == error);
    demand(strcmp(read.phase, phase_name(failure.phase)) == 0 && strcmp(read.object, failure.object) == 0);
    demand(strncmp(read.call, failure.call, sizeof read.call - 1) == 0);
}

static void check_any(const uint8_t *data, size_t size)
{
    struct sandbox_report read;
    int descriptors[8], carried = size > 0 ? data[0] % 8 : 0, count = 0;
    bool is_read;

    for (int i = 0; i < carried; i++)
        descriptors[i] = ends[0];
    if (size == 0 || sandbox_client_send(ends[0], data, size, descriptors, carried) != 0)
        return;
    read_back(&read, &count, &is_read);
    demand(is_read ? count == carried : count == 0);
    if (is_read)
        demand(memchr(read.phase, 0, sizeof read.phase) != NULL && memchr(read.object, 0, sizeof read.object) != NULL &&
               memchr(read.call, 0, sizeof read.call) != NULL && memchr(read.remedy, 0, sizeof read.remedy) != NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int free_before = first_free();

    if (size < 1)
        return 0;
    if (data[0] % 3 == 0)
        check_outcome(data + 1, size - 1);
    else if (data[0] % 3 == 1)
        check_failure(data + 1, size - 1);
    else
        check_any(data + 1, size - 1);
    demand(first_free() == free_before);
    return 0;
}

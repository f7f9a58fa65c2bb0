/*
 * output.c: from the candidate's pipe into a memfd, by the supervisor, while the candidate runs.
 *
 * The candidate has the pipe and nothing else: it cannot touch what is kept. What is still in the pipe it can read back,
 * by opening it anew; that only makes its own output shorter.
 */
#include "output.h"

#include <errno.h>
#include <unistd.h>

static bool keep(struct output *output, const char *bytes, uint64_t size, struct failure *failure)
{
    while (size > 0) {
        ssize_t written = CALL(write, output->kept, bytes, size);
        if (written < 0 && errno != EINTR)
            return fail_call(failure, PHASE_SUPERVISE, "memory for the output", errno);
        if (written > 0) {
            bytes += written;
            size -= (uint64_t)written;
        }
    }
    return true;
}

bool output_drain(struct output *output, struct failure *failure)
{
    static char buffer[64 * 1024];
    ssize_t size;

    if (output->pipe < 0)
        return false;
    do
        size = CALL(read, output->pipe, buffer, sizeof buffer);
    while (size < 0 && errno == EINTR);
    if (size < 0 && errno == EAGAIN)
        return false;
    if (size < 0)
        return fail_call(failure, PHASE_SUPERVISE, "output pipe", errno);
    if (size == 0) {
        close(output->pipe);
        output->pipe = -1;
        return false;
    }
    uint64_t left = output->seen < output->limit ? output->limit - output->seen : 0;
    output->seen += (uint64_t)size;
    return keep(output, buffer, (uint64_t)size < left ? (uint64_t)size : left, failure);
}

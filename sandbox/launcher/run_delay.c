/*
 * run_delay.c: tells a program that slept from one that the machine gave no time to.
 *
 * Called by the supervisor when real time runs out, while everything is still alive. Source: the kernel's
 * Documentation/scheduler/sched-stats.rst, "/proc/<pid>/schedstat": time on a processor, time waiting for one (both in
 * ns), number of slices; a file for each thread is in its folder below `task`. Where the kernel does not have it, and
 * where a process is gone, there is no such file.
 */
#include "run_delay.h"

#include "../common/call.h"
#include "usage.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Adds what it finds at a place to what was found. False with errno set. */
typedef bool visit(int folder, const char *name, uint64_t *most_us);

/* Visits all with a number for a name but process 1, which is the supervisor. */
static bool visit_numbers(int parent, const char *path, visit *one, uint64_t *most_us)
{
    char entries[4096] __attribute__((aligned(8)));
    int folder = CALL(openat, parent, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), error;
    bool is_well = true;
    ssize_t size = 0;

    if (folder < 0)
        return usage_is_gone(errno);
    while (is_well && (size = CALL(getdents64, folder, entries, sizeof entries)) > 0) {
        for (ssize_t at = 0; at < size && is_well;) {
            const struct dirent64 *entry = (const struct dirent64 *)(entries + at);
            if (atoi(entry->d_name) > 1)
                is_well = one(folder, entry->d_name, most_us);
            at += entry->d_reclen;
        }
    }
    if (size < 0)
        is_well = usage_is_gone(errno);
    error = errno;
    close(folder);
    errno = error;
    return is_well;
}

static bool read_thread(int tasks, const char *thread, uint64_t *most_us)
{
    char path[300], text[96], *position;
    int file, error;
    ssize_t size;

    snprintf(path, sizeof path, "%s/schedstat", thread);
    if ((file = CALL(openat, tasks, path, O_RDONLY | O_CLOEXEC)) < 0)
        return usage_is_gone(errno);
    size = CALL(read, file, text, sizeof text - 1);
    error = errno;
    close(file);
    errno = error;
    if (size < 0)
        return usage_is_gone(errno);
    text[size] = 0;
    strtoull(text, &position, 10);
    uint64_t delay_us = strtoull(position, NULL, 10) / 1000;
    *most_us = delay_us > *most_us ? delay_us : *most_us;
    return true;
}

static bool read_process(int folder, const char *process, uint64_t *most_us)
{
    char path[300];

    snprintf(path, sizeof path, "%s/task", process);
    return visit_numbers(folder, path, read_thread, most_us);
}

bool run_delay_read(int folder, uint64_t *most_us)
{
    *most_us = 0;
    return visit_numbers(folder, ".", read_process, most_us);
}

/*
 * run_delay.c: tells a program that slept from one that the machine gave no time to.
 *
 * Called by the supervisor when real time runs out, while everything is still alive. Source: the kernel's
 * Documentation/scheduler/sched-stats.rst, "/proc/<pid>/schedstat": time on a processor, time waiting for one (both in
 * ns), number of slices; a file for each thread is in its folder below `task`.
 */
#include "run_delay.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static DIR *open_folder(int parent, const char *path)
{
    int folder = openat(parent, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *entries = folder >= 0 ? fdopendir(folder) : NULL;

    if (entries == NULL && folder >= 0)
        close(folder);
    return entries;
}

static uint64_t thread_delay_us(int tasks, const char *thread)
{
    char path[300], text[96], *position;
    int file;
    ssize_t size;

    snprintf(path, sizeof path, "%s/schedstat", thread);
    if ((file = openat(tasks, path, O_RDONLY | O_CLOEXEC)) < 0)
        return 0;
    size = read(file, text, sizeof text - 1);
    close(file);
    if (size <= 0)
        return 0;
    text[size] = 0;
    strtoull(text, &position, 10);
    return strtoull(position, NULL, 10) / 1000;
}

static uint64_t process_delay_us(int folder, const char *process)
{
    char path[300];
    uint64_t most = 0;
    DIR *tasks;

    snprintf(path, sizeof path, "%s/task", process);
    if ((tasks = open_folder(folder, path)) == NULL)
        return 0; /* it has just ended */
    for (struct dirent *entry; (entry = readdir(tasks)) != NULL;) {
        uint64_t delay = entry->d_name[0] != '.' ? thread_delay_us(dirfd(tasks), entry->d_name) : 0;
        most = delay > most ? delay : most;
    }
    closedir(tasks);
    return most;
}

uint64_t run_delay_us(int folder)
{
    DIR *processes = open_folder(folder, ".");
    uint64_t most = 0;

    if (processes == NULL)
        return 0;
    for (struct dirent *entry; (entry = readdir(processes)) != NULL;) {
        /* Process 1 is the supervisor. */
        if (entry->d_name[0] < '1' || entry->d_name[0] > '9' || strtol(entry->d_name, NULL, 10) == 1)
            continue;
        uint64_t delay = process_delay_us(folder, entry->d_name);
        most = delay > most ? delay : most;
    }
    closedir(processes);
    return most;
}

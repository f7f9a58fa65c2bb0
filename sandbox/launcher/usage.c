/*
 * usage.c: adds up the processes of a run from its own /proc.
 *
 * Called from the keeper, which alone sees all of them there.
 */
#include "usage.h"

#include "../common/call.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/kcmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define READINGS_MAX 4

/* Page tables take at most a 512th of what is mapped; below this they are not worth a look. */
#define TABLES_WORTH_A_LOOK_KIB 1024

/* What of /proc/PID/stat matters here. See proc_pid_stat(5). */
struct stat_line {
    int parent;
    unsigned long long reaped_ticks;
    unsigned long long threads;
    unsigned long long mapped_bytes;
    unsigned long long resident_pages;
};

bool usage_is_gone(int error)
{
    return error == ENOENT || error == ESRCH;
}

/* What could be told of a process. */
enum reading { READ, GONE, FAILED /* with errno set */ };

static enum reading read_text(int folder, int pid, const char *name, char *text, size_t size)
{
    char path[48];
    int file, error;
    ssize_t length;

    snprintf(path, sizeof path, "%d/%s", pid, name);
    file = CALL(openat, folder, path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return usage_is_gone(errno) ? GONE : FAILED;
    length = CALL(read, file, text, size - 1);
    error = errno;
    close(file);
    errno = error;
    if (length < 0)
        return usage_is_gone(errno) ? GONE : FAILED;
    text[length] = 0;
    return length > 0 ? READ : GONE;
}

static enum reading read_stat(int folder, int pid, struct stat_line *line)
{
    char text[1024];
    unsigned long long values[25] = {0};
    char *position;
    enum reading reading = read_text(folder, pid, "stat", text, sizeof text);

    if (reading != READ)
        return reading;
    position = strrchr(text, ')'); /* the name may hold anything, parentheses too */
    if (position == NULL || strlen(position) < 4) {
        errno = EPROTO;
        return FAILED;
    }
    position += 4; /* past ") R" */
    for (int field = 4; field <= 24; field++)
        values[field] = strtoull(position, &position, 10);
    line->parent = (int)values[4];
    line->reaped_ticks = values[16] + values[17];
    line->threads = values[20];
    line->mapped_bytes = values[23];
    line->resident_pages = values[24];
    return READ;
}

/* A thread of a process whose first thread ended: of that one, /proc shows no memory any more. -1 with errno set. */
static int living_thread(int folder, int pid)
{
    char path[32], text[1024], entries[4096] __attribute__((aligned(8)));
    int tasks, found = pid, error;
    ssize_t size;

    snprintf(path, sizeof path, "%d/task", pid);
    tasks = CALL(openat, folder, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (tasks < 0)
        return usage_is_gone(errno) ? pid : -1;
    while (found == pid && (size = CALL(getdents64, tasks, entries, sizeof entries)) > 0) {
        for (ssize_t at = 0; at < size && found == pid;) {
            const struct dirent64 *entry = (const struct dirent64 *)(entries + at);
            int thread = atoi(entry->d_name);
            enum reading reading = thread > 0 ? read_text(tasks, thread, "statm", text, sizeof text) : GONE;
            if (reading == FAILED)
                found = -1;
            else if (reading == READ && text[0] != '0')
                found = thread;
            at += entry->d_reclen;
        }
    }
    if (found == pid && size < 0 && !usage_is_gone(errno))
        found = -1;
    error = errno;
    close(tasks);
    errno = error;
    return found;
}

/* The number after a word, in a file of any length: `status` lists all groups. Unchanged where there is no such word, or no
 * such process. False with errno set. */
static bool read_number(int folder, int pid, const char *name, const char *word, uint64_t *number)
{
    enum { overlap = 64 };
    char path[48], text[overlap + 4096];
    const char *place;
    size_t kept = 0;
    ssize_t size = 0;
    bool is_found = false;
    int file, error;

    snprintf(path, sizeof path, "%d/%s", pid, name);
    file = CALL(openat, folder, path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return usage_is_gone(errno);
    while (!is_found && (size = CALL(read, file, text + kept, sizeof text - 1 - kept)) > 0) {
        kept += (size_t)size;
        text[kept] = 0;
        /* All of its line, or it comes again with the next part. */
        if ((place = strstr(text, word)) != NULL && strchr(place + 1, '\n') != NULL) {
            *number = strtoull(place + strlen(word), NULL, 10);
            is_found = true;
        } else if (kept > overlap) {
            memmove(text, text + kept - overlap, overlap);
            kept = overlap;
        }
    }
    error = errno;
    close(file);
    errno = error;
    return is_found || size == 0 || usage_is_gone(error);
}

/* What the kernel keeps in page tables for a process, in KiB, unless it is little. A program can make it large and stay
 * small itself: reading what was never written maps the one page of zeros, again and again. False with errno set. */
static bool read_tables(int folder, int pid, const struct stat_line *line, uint64_t *tables_kib)
{
    *tables_kib = 0;
    if (line->mapped_bytes / 512 / 1024 < TABLES_WORTH_A_LOOK_KIB)
        return true;
    return read_number(folder, pid, "status", "\nVmPTE:", tables_kib);
}

/* The clock of the CPU time of a process's threads, living and dead, as clock_getcpuclockid(3) makes it. */
static clockid_t cpu_clock(int pid)
{
    return (clockid_t)(((unsigned)~pid << 3) | 2);
}

/* In µs, 0 of a process that is gone. Exact, where /proc has ticks of 10 ms. False with errno set. */
static bool read_own_cpu(int pid, uint64_t *time_us)
{
    struct timespec time = {0};

    if (CALL(clock_gettime, cpu_clock(pid), &time) != 0 && errno != EINVAL)
        return false;
    *time_us = (uint64_t)time.tv_sec * 1000000u + (uint64_t)time.tv_nsec / 1000u;
    return true;
}

/* Whether a process runs in its parent's memory: a child of vfork, which posix_spawn and Python's subprocess use, or of
 * clone with CLONE_VM. Where the kernel lacks kcmp, or it is forbidden, such memory counts twice. False with errno set. */
static bool read_sharing(const struct process *process, bool *shares)
{
    long different = process->parent > 1
                         ? SYSTEM_CALL(kcmp, process->thread, process->parent, KCMP_VM, 0, 0) : 1;

    *shares = different == 0;
    return different >= 0 || errno == ESRCH || errno == ENOSYS || errno == EPERM || errno == EACCES;
}

static bool add_process(int folder, int pid, struct usage *usage)
{
    static long ticks_per_second, page_kib;
    struct stat_line line, of_thread;
    struct process *process;
    enum reading reading;
    uint64_t tables, own_us;
    int thread = pid;

    if (ticks_per_second == 0) {
        ticks_per_second = sysconf(_SC_CLK_TCK);
        page_kib = sysconf(_SC_PAGESIZE) / 1024;
    }
    if (usage->count == usage->room) {
        size_t room = usage->room * 2 + 64;
        struct process *larger = CALL(realloc, usage->processes, room * sizeof *larger);
        if (larger == NULL)
            return false;
        usage->processes = larger;
        usage->room = room;
    }
    reading = read_stat(folder, pid, &line);
    if (reading != READ) {
        usage->is_whole = false;
        return reading == GONE;
    }
    if (line.resident_pages == 0 && line.threads > 1) {
        thread = living_thread(folder, pid);
        reading = thread > 0 ? read_stat(folder, thread, &of_thread) : FAILED;
        if (reading == FAILED)
            return false;
        if (thread != pid && reading == READ && of_thread.resident_pages > 0) {
            line.resident_pages = of_thread.resident_pages;
            line.mapped_bytes = of_thread.mapped_bytes;
        } else {
            usage->is_whole = false;
        }
    }
    if (!read_tables(folder, thread, &line, &tables) || !read_own_cpu(pid, &own_us))
        return false;
    process = &usage->processes[usage->count++];
    *process = (struct process){
        .pid = pid,
        .parent = line.parent,
        .thread = thread,
        .own_us = own_us,
        .reaped_us = line.reaped_ticks * 1000000u / (unsigned long)ticks_per_second,
        .memory_kib = line.resident_pages * (unsigned long)page_kib + tables,
        .tables_kib = tables,
        .tasks = (uint32_t)line.threads,
    };
    return true;
}

/* Lists and reads each process but the first. */
static bool read_processes(int folder, struct usage *usage)
{
    char entries[4096] __attribute__((aligned(8)));
    ssize_t size;

    usage->count = 0;
    usage->is_whole = true;
    if (CALL(lseek, folder, 0, SEEK_SET) != 0)
        return false;
    while ((size = CALL(getdents64, folder, entries, sizeof entries)) > 0) {
        for (ssize_t at = 0; at < size;) {
            const struct dirent64 *entry = (const struct dirent64 *)(entries + at);
            int pid = atoi(entry->d_name);
            if (pid > 1 && !add_process(folder, pid, usage))
                return false;
            at += entry->d_reclen;
        }
    }
    return size == 0;
}

static bool are_all_there(const struct usage *usage)
{
    struct timespec ignored;

    for (size_t i = 0; i < usage->count; i++)
        if (clock_gettime(cpu_clock(usage->processes[i].pid), &ignored) != 0)
            return false;
    return true;
}

bool usage_read(int folder, uint64_t reaped_us, struct usage *usage)
{
    for (int i = 0; i < READINGS_MAX; i++) {
        if (!read_processes(folder, usage))
            return false;
        usage->is_whole &= are_all_there(usage);
        if (usage->is_whole)
            break;
    }
    usage->memory_kib = usage->largest_kib = usage->tasks = usage->memories = 0;
    usage->reaped_us = reaped_us;
    for (size_t i = 0; i < usage->count; i++) {
        struct process *process = &usage->processes[i];
        bool shares;
        if (!read_sharing(process, &shares))
            return false;
        process->has_memory = !shares;
        if (shares)
            process->memory_kib = 0;
        usage->memories += process->memory_kib > 0;
        usage->memory_kib += process->memory_kib;
        usage->tasks += process->tasks;
        if (process->memory_kib > usage->largest_kib)
            usage->largest_kib = process->memory_kib;
    }
    return true;
}

bool usage_is_of(const struct usage *usage, const struct process *processes, size_t count)
{
    bool is_same = usage->is_whole && usage->count == count;

    for (size_t i = 0; i < count && is_same; i++)
        is_same = usage->processes[i].pid == processes[i].pid && usage->processes[i].thread == processes[i].thread;
    return is_same;
}

void usage_reset(struct usage *usage)
{
    *usage = (struct usage){.processes = usage->processes, .room = usage->room};
}

/* Where the kernel does not tell the share: all, of a process that is still there. */
static bool take_all(int folder, const struct process *process, uint64_t *share_kib)
{
    struct stat_line line;
    enum reading reading = read_stat(folder, process->thread, &line);

    *share_kib = reading == READ && line.resident_pages > 0 ? process->memory_kib : 0;
    return reading != FAILED;
}

bool usage_share(int folder, const struct process *process, uint64_t *share_kib)
{
    char text[1024];
    const char *line;
    bool shares;

    *share_kib = 0;
    if (!process->has_memory)
        return true;
    if (!read_sharing(process, &shares))
        return false;
    if (shares)
        return true;
    switch (read_text(folder, process->thread, "smaps_rollup", text, sizeof text)) {
    case READ:
        if ((line = strstr(text, "\nPss:")) == NULL)
            return take_all(folder, process, share_kib);
        *share_kib = strtoull(line + 5, NULL, 10) + process->tables_kib;
        return true;
    case FAILED:
        if (errno != EACCES && errno != EPERM)
            return false;
        break;
    case GONE:
        break;
    }
    return take_all(folder, process, share_kib);
}

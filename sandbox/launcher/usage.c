/*
 * usage.c: adds up the processes of a run from its own /proc.
 *
 * Called from the keeper, which alone sees all of them there.
 */
#include "usage.h"

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

static ssize_t read_text(int folder, int pid, const char *name, char *text, size_t size)
{
    char path[48];
    int file;
    ssize_t length;

    snprintf(path, sizeof path, "%d/%s", pid, name);
    file = openat(folder, path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return -1;
    length = read(file, text, size - 1);
    close(file);
    if (length >= 0)
        text[length] = 0;
    return length;
}

static bool read_stat(int folder, int pid, struct stat_line *line)
{
    char text[1024];
    unsigned long long values[25] = {0};
    char *position;

    if (read_text(folder, pid, "stat", text, sizeof text) <= 0)
        return false;
    position = strrchr(text, ')'); /* the name may hold anything, parentheses too */
    if (position == NULL || strlen(position) < 4)
        return false;
    position += 4; /* past ") R" */
    for (int field = 4; field <= 24; field++)
        values[field] = strtoull(position, &position, 10);
    line->parent = (int)values[4];
    line->reaped_ticks = values[16] + values[17];
    line->threads = values[20];
    line->mapped_bytes = values[23];
    line->resident_pages = values[24];
    return true;
}

/* A thread of a process whose first thread ended: of that one, /proc shows no memory any more. */
static int living_thread(int folder, int pid)
{
    char path[32], text[1024], entries[4096] __attribute__((aligned(8)));
    int tasks, found = pid;
    ssize_t size;

    snprintf(path, sizeof path, "%d/task", pid);
    tasks = openat(folder, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (tasks < 0)
        return pid;
    while (found == pid && (size = getdents64(tasks, entries, sizeof entries)) > 0) {
        for (ssize_t at = 0; at < size && found == pid;) {
            const struct dirent64 *entry = (const struct dirent64 *)(entries + at);
            int thread = atoi(entry->d_name);
            if (thread > 0 && read_text(tasks, thread, "statm", text, sizeof text) > 0 && text[0] != '0')
                found = thread;
            at += entry->d_reclen;
        }
    }
    close(tasks);
    return found;
}

/* What the kernel keeps in page tables for a process, in KiB, unless it is little. A program can make it large and stay
 * small itself: reading what was never written maps the one page of zeros, again and again. */
static uint64_t tables_kib(int folder, int pid, const struct stat_line *line)
{
    char text[2048];
    const char *size;

    if (line->mapped_bytes / 512 / 1024 < TABLES_WORTH_A_LOOK_KIB ||
        read_text(folder, pid, "status", text, sizeof text) <= 0 || (size = strstr(text, "\nVmPTE:")) == NULL)
        return 0;
    return strtoull(size + 7, NULL, 10);
}

/* The clock of the CPU time of a process's threads, living and dead, as clock_getcpuclockid(3) makes it. */
static clockid_t cpu_clock(int pid)
{
    return (clockid_t)(((unsigned)~pid << 3) | 2);
}

/* In µs. Exact, where /proc has ticks of 10 ms. */
static uint64_t own_cpu_us(int pid)
{
    struct timespec time;

    if (clock_gettime(cpu_clock(pid), &time) != 0)
        return 0;
    return (uint64_t)time.tv_sec * 1000000u + (uint64_t)time.tv_nsec / 1000u;
}

/* Whether a process runs in its parent's memory: a child of vfork, which posix_spawn and Python's subprocess use, or of
 * clone with CLONE_VM. Where the kernel lacks kcmp, such memory counts twice. */
static bool shares_memory(const struct process *process)
{
    return process->parent > 1 && syscall(SYS_kcmp, process->thread, process->parent, KCMP_VM, 0, 0) == 0;
}

static bool add_process(int folder, int pid, struct usage *usage)
{
    static long ticks_per_second, page_kib;
    struct stat_line line, of_thread;
    struct process *process;
    int thread = pid;

    if (ticks_per_second == 0) {
        ticks_per_second = sysconf(_SC_CLK_TCK);
        page_kib = sysconf(_SC_PAGESIZE) / 1024;
    }
    if (usage->count == usage->room) {
        size_t room = usage->room * 2 + 64;
        struct process *larger = realloc(usage->processes, room * sizeof *larger);
        if (larger == NULL)
            return false;
        usage->processes = larger;
        usage->room = room;
    }
    if (!read_stat(folder, pid, &line))
        return true;
    if (line.resident_pages == 0 && line.threads > 1) {
        thread = living_thread(folder, pid);
        if (thread != pid && read_stat(folder, thread, &of_thread)) {
            line.resident_pages = of_thread.resident_pages;
            line.mapped_bytes = of_thread.mapped_bytes;
        }
    }
    uint64_t tables = tables_kib(folder, thread, &line);
    process = &usage->processes[usage->count++];
    *process = (struct process){
        .pid = pid,
        .parent = line.parent,
        .thread = thread,
        .own_us = own_cpu_us(pid),
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
    if (lseek(folder, 0, SEEK_SET) != 0)
        return false;
    while ((size = getdents64(folder, entries, sizeof entries)) > 0) {
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
        if (are_all_there(usage))
            break;
    }
    usage->memory_kib = usage->largest_kib = usage->tasks = usage->memories = 0;
    usage->reaped_us = reaped_us;
    for (size_t i = 0; i < usage->count; i++) {
        struct process *process = &usage->processes[i];
        process->has_memory = !shares_memory(process);
        if (!process->has_memory)
            process->memory_kib = 0;
        usage->memories += process->memory_kib > 0;
        usage->memory_kib += process->memory_kib;
        usage->tasks += process->tasks;
        if (process->memory_kib > usage->largest_kib)
            usage->largest_kib = process->memory_kib;
    }
    return true;
}

void usage_reset(struct usage *usage)
{
    *usage = (struct usage){.processes = usage->processes, .room = usage->room};
}

static bool is_alive(int folder, int thread)
{
    struct stat_line line;

    return read_stat(folder, thread, &line) && line.resident_pages > 0;
}

uint64_t usage_share(int folder, const struct process *process)
{
    char text[1024];
    const char *line;

    if (!process->has_memory || shares_memory(process))
        return 0;
    if (read_text(folder, process->thread, "smaps_rollup", text, sizeof text) <= 0 ||
        (line = strstr(text, "\nPss:")) == NULL)
        return is_alive(folder, process->thread) ? process->memory_kib : 0;
    return strtoull(line + 5, NULL, 10) + process->tables_kib;
}

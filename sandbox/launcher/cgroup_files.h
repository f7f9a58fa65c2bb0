/*
 * cgroup_files.h: what both kinds of control group have in common: one folder for each group, one file for each figure.
 */
#ifndef CGROUP_FILES_H
#define CGROUP_FILES_H

#include "../common/failure.h"

#include <stddef.h>

#define CGROUP_FOLDERS_MAX 3
#define CGROUP_NAME_MAX 96

/* A group that was made: its name in the folder `parent`. While `folder` is open anywhere, no other launcher removes it. */
struct cgroup_folder {
    int parent;
    int folder;
    char name[CGROUP_NAME_MAX];
};

/* A figure in a file: the number behind a word, or the first in the file. */
struct cgroup_figure {
    int file; /* -1: not there */
    const char *word;
    uint64_t before; /* as it was when the run began */
};

/* The worker's groups: one in the unified hierarchy, or one for each controller. Files that are not there are -1. */
struct cgroup {
    enum sandbox_mechanism kind;
    char name[CGROUP_NAME_MAX]; /* of the next folder; empty: not chosen yet */
    struct cgroup_folder folders[CGROUP_FOLDERS_MAX];
    size_t folder_count;
    int memory_limit;
    int swap_limit; /* of memory and swap together; cgroup v1 */
    int process_limit;
    int members[CGROUP_FOLDERS_MAX]; /* where a thread is written to join */
    struct cgroup_figure kills, refusals, cpu;
    struct cgroup_figure full; /* how often its own limit of memory was hit; cgroup v2 */
    struct cgroup_figure top;  /* the most memory it had, in bytes, since 0 was written there; cgroup v1 */
    struct cgroup_figure most; /* processes at once, ever */
    unsigned cpu_ns_per_unit;
};

/* Fill in what the machine offers; false when that is nothing. */
bool cgroup_v1_make(struct cgroup *cgroup);
bool cgroup_v2_make(struct cgroup *cgroup, bool *holds_limits);

/* The folder of the group in which this process is, or of the one above it: in the hierarchy of this file system type,
 * with the controller among its options unless that is NULL. Opened; -1 when there is none. */
int cgroup_open_own(const char *type, const char *controller, bool is_parent);

/* Makes a group in a folder, after those were removed whose launcher is dead; opened and locked. -1 when there is none. */
int cgroup_make_folder(struct cgroup *cgroup, int parent);

int cgroup_open(int folder, const char *name, int flags);
bool cgroup_write(int folder, const char *name, const char *text);
bool cgroup_write_number(int file, uint64_t number);
bool cgroup_read_text(int file, char *text, size_t size);

/* The figure; if it cannot be read, the run fails. */
uint64_t cgroup_read(const struct cgroup_figure *figure);

#endif

/*
 * options.h: what of the machine a launcher is to use.
 */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>

enum cgroup_choice { CGROUP_AUTO, CGROUP_V1, CGROUP_V2, CGROUP_NONE };

struct options {
    enum cgroup_choice cgroup; /* a kind that the machine does not offer is the same as none */
    bool landlock;
};

/* Reads `--cgroup=auto|v1|v2|none` and `--landlock=on|off`; without them, the best that the machine offers. False when
 * there is anything else, with `wrong` pointing to it. */
bool options_read(int count, char **arguments, struct options *options, const char **wrong);

#endif

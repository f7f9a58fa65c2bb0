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
    const char *zygote; /* the library that makes an interpreter a zygote; NULL: there is none */
};

/* Reads `--cgroup=auto|v1|v2|none`, `--landlock=on|off` and `--zygote=FILE`; without the first two, the best that the
 * machine offers. False when there is anything else, with `wrong` pointing to it. */
bool options_read(int count, char **arguments, struct options *options, const char **wrong);

#endif

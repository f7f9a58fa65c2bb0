/*
 * options.c: the launcher's arguments. They exist so that tests can try each mechanism the machine has, and so that a
 * machine on which one does harm can do without.
 */
#include "options.h"

#include <stddef.h>
#include <string.h>

bool options_read(int count, char **arguments, struct options *options, const char **wrong)
{
    static const char *const cgroups[] = {[CGROUP_AUTO] = "--cgroup=auto", [CGROUP_V1] = "--cgroup=v1",
                                          [CGROUP_V2] = "--cgroup=v2", [CGROUP_NONE] = "--cgroup=none"};

    static const char zygote[] = "--zygote=";

    *options = (struct options){.cgroup = CGROUP_AUTO, .landlock = true, .zygote = NULL};
    for (int i = 1; i < count; i++) {
        size_t choice = 0;
        while (choice < sizeof cgroups / sizeof cgroups[0] && strcmp(arguments[i], cgroups[choice]) != 0)
            choice++;
        if (choice < sizeof cgroups / sizeof cgroups[0])
            options->cgroup = (enum cgroup_choice)choice;
        else if (strcmp(arguments[i], "--landlock=on") == 0 || strcmp(arguments[i], "--landlock=off") == 0)
            options->landlock = strcmp(arguments[i], "--landlock=on") == 0;
        else if (strncmp(arguments[i], zygote, sizeof zygote - 1) == 0)
            options->zygote = arguments[i] + sizeof zygote - 1;
        else {
            *wrong = arguments[i];
            return false;
        }
    }
    return true;
}

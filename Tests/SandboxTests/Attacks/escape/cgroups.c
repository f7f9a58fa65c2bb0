/* Looks for control groups, to leave its own or make more: the file systems, and the path of its own.
 * Contained: there are none to be seen, and its own looks like the root of all.
 *
 * Ends: exit 0
 * Prints: 0 found */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
    char line[4096];
    FILE *own = fopen("/proc/self/cgroup", "r");
    int found = 0;

    while (own != NULL && fgets(line, sizeof line, own) != NULL) {
        const char *path = strrchr(line, ':');
        found += path == NULL || strcmp(path, ":/\n") != 0;
    }
    found += access("/sys/fs/cgroup", F_OK) == 0 || mkdir("/sys/fs/cgroup/atlas", 0700) == 0;
    printf("%d found\n", found);
    return found != 0;
}

/* Looks through /proc for anything that is no process of its own: settings, the kernel's symbols, keys, the network, the
 * trigger that restarts the machine.
 * Contained: there is nothing else.
 *
 * Ends: exit 0
 * Prints: 0 others */
#include <ctype.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(void)
{
    DIR *folder = opendir("/proc");
    int others = 0;

    for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
        const char *name = entry->d_name;
        int is_own = isdigit((unsigned char)name[0]) ? atoi(name) == getpid()
                                                     : strcmp(name, "self") == 0 || strcmp(name, "thread-self") == 0;
        others += name[0] != '.' && !is_own;
    }
    others += access("/proc/sysrq-trigger", F_OK) == 0 || access("/proc/sys/kernel", F_OK) == 0;
    printf("%d others\n", others);
    return others != 0;
}

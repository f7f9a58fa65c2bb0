/* Enters namespaces through /proc: its own again, and those of process 1.
 * Contained: refused, and process 1's cannot be opened.
 *
 * Ends: exit 0
 * Prints: 0 of 1 opened, 0 entered
 * Refused: setns */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>

int main(void)
{
    static const char *const kinds[] = {"user", "mnt", "net", "pid", "ipc", "uts", "cgroup"};
    char path[64];
    int entered = 0, first = open("/proc/1/ns/mnt", O_RDONLY);

    for (int i = 0; i < 7; i++) {
        snprintf(path, sizeof path, "/proc/self/ns/%s", kinds[i]);
        entered += setns(open(path, O_RDONLY), 0) == 0;
    }
    printf("%d of 1 opened, %d entered\n", first >= 0, entered);
    return first >= 0 || entered != 0;
}

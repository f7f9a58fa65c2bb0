/* Makes empty files, folders, links and named pipes until there are no more.
 * Contained: "no space left", at a bounded number of them.
 *
 * Ends: exit 0
 * Prints: then full */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
    char name[32];

    for (long count = 0; count < 100000; count++) {
        snprintf(name, sizeof name, "%ld", count);
        int file = count % 4 == 0 ? open(name, O_CREAT | O_WRONLY | O_CLOEXEC, 0600) : -1;
        int failed = count % 4 == 0   ? file < 0
                     : count % 4 == 1 ? mkdir(name, 0700) != 0
                     : count % 4 == 2 ? symlink("/etc/passwd", name) != 0
                                      : mkfifo(name, 0600) != 0;
        if (failed) {
            puts(errno == ENOSPC ? "then full" : "then another error");
            return errno != ENOSPC;
        }
        if (file >= 0)
            close(file);
    }
    puts("without end");
    return 1;
}

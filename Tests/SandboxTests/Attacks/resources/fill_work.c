/* Fills the work folder with bytes, then with empty files.
 * Contained: "no space left", at the folder's size and at a bounded number of files.
 *
 * Ends: exit 0 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    static char block[65536];
    char name[32];
    long written = 0, size, files = 0;
    int file = open("big", O_CREAT | O_WRONLY, 0600);

    while ((size = write(file, block, sizeof block)) > 0)
        written += size;
    int full = errno;
    if (ftruncate(file, 0) != 0)
        return 2;
    for (; files < 10000000; files++) {
        snprintf(name, sizeof name, "%ld", files);
        file = open(name, O_CREAT | O_WRONLY, 0600);
        if (file < 0)
            break;
        close(file);
    }
    printf("%ld KiB %s, files %s\n", written / 1024, full == ENOSPC ? "then full" : "then an error",
           errno == ENOSPC ? "then full" : "without end");
    return full != ENOSPC || errno != ENOSPC;
}

/* Fills /dev/shm and /tmp, where other judges forget to set a limit.
 * Contained: both are the work folder, with its limit.
 *
 * Ends: exit 0
 * Prints: bounded */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    static char block[65536];
    static const char *const names[] = {"/dev/shm/a", "/tmp/b", "/work/c"};
    long written = 0, size;

    for (int i = 0; i < 3; i++) {
        int file = open(names[i], O_CREAT | O_WRONLY, 0600);
        while ((size = write(file, block, sizeof block)) > 0)
            written += size;
    }
    printf("%s\n", written > 0 && written <= 8 << 20 ? "bounded" : "more than the folder may hold");
    return written > 8 << 20;
}

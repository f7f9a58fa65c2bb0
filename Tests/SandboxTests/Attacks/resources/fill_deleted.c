/* Fills files that it deletes and keeps open: they are not there for who measures the folder.
 * Contained: the folder's limit holds all the same.
 *
 * Ends: exit 0
 * Prints: bounded */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    static char block[65536];
    long written = 0, size;

    for (int i = 0; i < 200; i++) {
        int file = open("deleted", O_CREAT | O_EXCL | O_WRONLY, 0600);
        unlink("deleted");
        for (int part = 0; part < 16 && (size = write(file, block, sizeof block)) > 0; part++)
            written += size;
    }
    printf("%s\n", written <= 8 << 20 ? "bounded" : "more than the folder may hold");
    return written > 8 << 20;
}

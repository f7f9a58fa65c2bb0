/* Opens its stdin again for writing, through /proc/self/fd/0, and changes, cuts or replaces it.
 * Contained: the bytes of stdin stay as they were.
 *
 * Stdin: 9 bytes
 * Ends: exit 0
 * Prints: 0 of 4 done */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    int file = open("/proc/self/fd/0", O_RDWR);
    int done = 0;

    if (file >= 0) {
        done += pwrite(file, "hacked", 6, 0) == 6;
        done += ftruncate(file, 0) == 0;
        char *mapped = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        if (mapped != MAP_FAILED) {
            memcpy(mapped, "hacked", 6);
            done++;
        }
    }
    done += write(0, "hacked", 6) == 6;
    printf("%d of 4 done\n", done);
    return done != 0;
}

/* Floods stdout without writing: a file goes into the pipe in the kernel, by sendfile.
 * Contained: the run ends by its output limit.
 *
 * Ends: limit output */
#include <fcntl.h>
#include <string.h>
#include <sys/sendfile.h>
#include <unistd.h>

int main(void)
{
    static char block[65536];
    int file = open("block", O_CREAT | O_RDWR, 0600);

    if (write(file, block, sizeof block) != sizeof block)
        return 2;
    for (;;) {
        off_t start = 0;
        if (sendfile(1, file, &start, sizeof block) < 0)
            return 1;
    }
}

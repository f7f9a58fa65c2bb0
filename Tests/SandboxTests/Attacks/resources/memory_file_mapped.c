/* Maps a file of the work folder that is all hole, as large as it may be, and writes to all of it.
 * Contained: what does not fit the folder ends the program with SIGBUS; the folder's limit holds.
 *
 * Ends: signal 7 or limit memory */
#include <fcntl.h>
#include <stddef.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    const size_t size = 8 << 20;
    int other = open("other", O_CREAT | O_RDWR, 0600), file = open("holes", O_CREAT | O_RDWR, 0600);

    if (write(other, "x", 1) != 1 || ftruncate(file, (off_t)size) != 0)
        return 2;
    char *block = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (block == MAP_FAILED)
        return 2;
    for (size_t at = 0; at < size; at += 4096)
        block[at] = 1;
    return 1;
}

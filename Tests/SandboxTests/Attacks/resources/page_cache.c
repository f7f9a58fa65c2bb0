/* Reads the largest files it can see over and over, to fill the machine's page cache with them.
 * Contained: the run ends by its CPU limit; what was read is not taken for its memory.
 *
 * Limits: cpu 200 ms, memory 32 MiB
 * Ends: limit cpu */
#define _GNU_SOURCE
#include <fcntl.h>
#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

static char block[1 << 20];

static int read_whole(const char *path, const struct stat *found, int kind, struct FTW *place)
{
    (void)place;
    if (kind == FTW_F && found->st_size > 1 << 20) {
        int file = open(path, O_RDONLY);
        while (read(file, block, sizeof block) > 0) {}
        close(file);
    }
    return 0;
}

int main(void)
{
    for (;;)
        nftw("/usr/lib", read_whole, 16, FTW_PHYS);
}

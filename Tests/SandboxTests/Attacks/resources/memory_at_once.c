/* Maps 16 GiB at once and touches it from the end, as fast as it can.
 * Contained: the run ends by its memory limit.
 *
 * Ends: limit memory */
#include <stddef.h>
#include <sys/mman.h>

int main(void)
{
    size_t size = (size_t)16 << 30;
    char *block = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

    if (block == MAP_FAILED)
        return 2;
    for (size_t at = size; at >= 4096; at -= 4096)
        block[at - 1] = 1;
    return 1;
}

/* Reads one byte of every 2 MiB of a large reservation: each costs the kernel a page table of 4 KiB, and the process is
 * no larger for it, for what it reads is the one page of zeros.
 * Contained: page tables count, so the run ends by its memory limit.
 *
 * Ends: limit memory */
#include <stddef.h>
#include <sys/mman.h>

int main(void)
{
    const size_t size = (size_t)1 << 40;
    char *block = mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    int sum = 0;

    if (block == MAP_FAILED)
        return 2;
    madvise(block, size, MADV_NOHUGEPAGE);
    for (size_t at = 0; at < size; at += 2 << 20)
        sum += ((volatile char *)block)[at];
    return 1 + sum;
}

/* Makes page tables as memory_page_tables.c does, in 16 processes, each 24 MiB of them.
 * Contained: the run ends by its memory limit.
 *
 * Ends: limit memory */
#include <stddef.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    const size_t size = (size_t)12 << 30;
    char *block;

    for (int i = 0; i < 15 && fork() > 0; i++) {}
    block = mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (block == MAP_FAILED)
        return 2;
    madvise(block, size, MADV_NOHUGEPAGE);
    for (size_t at = 0; at < size; at += 2 << 20)
        (void)((volatile char *)block)[at];
    for (;;)
        pause();
}

/* Takes 1 GiB in one system call, between two looks at its memory.
 * Contained: the run ends by its memory limit.
 *
 * Ends: limit memory */
#include <stdio.h>
#include <sys/mman.h>

int main(void)
{
    void *memory = mmap(NULL, 1u << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);

    puts(memory != MAP_FAILED ? "got 1 GiB" : "refused");
    return 0;
}

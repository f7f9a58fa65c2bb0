/* Allocates and touches memory without end, in one process.
 * Contained: the run ends by its memory limit.
 *
 * Ends: limit memory */
#include <stdlib.h>
#include <string.h>

int main(void)
{
    for (;;) {
        char *block = malloc(1 << 20);
        if (block != NULL)
            memset(block, 1, 1 << 20);
        __asm__ volatile("" : : "r"(block) : "memory"); /* or the compiler leaves it all out */
    }
}

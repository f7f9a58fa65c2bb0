/* Touches 24 MiB in each of 16 processes, no one of which is large.
 * Contained: under a limit of 128 MiB the run ends by its memory limit.
 *
 * Ends: limit memory */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(void)
{
    for (int i = 0; i < 15 && fork() > 0; i++) {}
    char *block = malloc(24 << 20);
    memset(block, 1, 24 << 20);
    __asm__ volatile("" : : "r"(block) : "memory"); /* or the compiler leaves it all out */
    for (;;)
        pause();
}

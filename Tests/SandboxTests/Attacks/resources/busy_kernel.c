/* Lets the kernel work: makes it copy, zero and throw away memory, and does nothing itself.
 * Contained: the run ends by its CPU limit, which counts the kernel's work too.
 *
 * Limits: cpu 100 ms
 * Ends: limit cpu */
#include <stddef.h>
#include <sys/mman.h>

int main(void)
{
    for (;;) {
        void *block = mmap(NULL, 8 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
        munmap(block, 8 << 20);
    }
}

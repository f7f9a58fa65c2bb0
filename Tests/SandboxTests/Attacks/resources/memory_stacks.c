/* Fills the stacks of 16 threads, no one of which is large.
 * Contained: under a limit of 128 MiB the run ends by its memory limit.
 *
 * Ends: limit memory */
#include <pthread.h>
#include <string.h>
#include <unistd.h>

static void *fill(void *unused)
{
    char block[12 << 20];

    memset(block, 1, sizeof block);
    __asm__ volatile("" : : "r"(block) : "memory"); /* or the compiler leaves it all out */
    for (;;)
        pause();
    return unused;
}

int main(void)
{
    pthread_t thread;
    pthread_attr_t attributes;

    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, 13 << 20);
    for (int i = 0; i < 15; i++)
        pthread_create(&thread, &attributes, fill, NULL);
    fill(NULL);
}

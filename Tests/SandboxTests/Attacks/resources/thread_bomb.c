/* Starts threads, each of which waits for ever.
 * Contained: the run ends by its limit of processes, which counts threads.
 *
 * Ends: limit processes */
#include <pthread.h>
#include <stddef.h>
#include <unistd.h>

static void *wait_for_ever(void *unused)
{
    (void)unused;
    for (;;)
        pause();
    return NULL;
}

int main(void)
{
    pthread_t thread;
    pthread_attr_t small;

    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, 64 * 1024);
    for (;;)
        pthread_create(&thread, &small, wait_for_ever, NULL);
}

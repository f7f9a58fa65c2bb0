/* Computes for ever in four threads.
 * Contained: the run ends by its CPU limit, which counts all threads.
 *
 * Limits: cpu 200 ms
 * Ends: limit cpu */
#include <pthread.h>
#include <stddef.h>

static void *compute(void *unused)
{
    (void)unused;
    for (volatile unsigned long count = 0;; count++) {}
    return NULL;
}

int main(void)
{
    pthread_t thread;

    for (int i = 0; i < 3; i++)
        pthread_create(&thread, NULL, compute, NULL);
    compute(NULL);
}

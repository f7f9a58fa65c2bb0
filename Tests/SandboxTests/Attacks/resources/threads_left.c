/* Ends the first thread and lets another compute: of a process whose first thread is dead, /proc shows little.
 * Contained: the run ends by its CPU limit.
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

    pthread_create(&thread, NULL, compute, NULL);
    pthread_exit(NULL);
}

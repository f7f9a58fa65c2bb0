/* Makes refused calls without end, in four threads, to keep the supervisor from its limits.
 * Contained: the run ends by its CPU limit or its wall limit.
 *
 * Limits: cpu 200 ms, wall 1000 ms
 * Ends: limit cpu or limit wall
 * Refused: socket */
#include <pthread.h>
#include <sys/socket.h>
#include <stddef.h>

static void *flood(void *unused)
{
    (void)unused;
    for (;;)
        socket(AF_INET, SOCK_STREAM, 0);
    return NULL;
}

int main(void)
{
    pthread_t thread;

    for (int i = 0; i < 3; i++)
        pthread_create(&thread, NULL, flood, NULL);
    flood(NULL);
}

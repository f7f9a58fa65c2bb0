/* Ends the first thread with one status, then the program from another thread with another.
 * Judged rightly: the program's status is the one it ended with.
 *
 * Ends: exit 3 */
#include <pthread.h>
#include <unistd.h>

static void *end(void *unused)
{
    usleep(10 * 1000);
    _exit(3);
    return unused;
}

int main(void)
{
    pthread_t thread;

    pthread_create(&thread, NULL, end, NULL);
    pthread_exit(NULL);
}

/* Executes another program from a second thread: the first is gone, and the program has its number.
 * Judged rightly: the run goes on, and ends as that program ends.
 *
 * Ends: exit 9 */
#include <pthread.h>
#include <unistd.h>

static void *execute(void *unused)
{
    execl("/bin/sh", "sh", "-c", "sleep 0.02; exit 9", NULL);
    return unused;
}

int main(void)
{
    pthread_t thread;

    pthread_create(&thread, NULL, execute, NULL);
    for (;;)
        pause();
}

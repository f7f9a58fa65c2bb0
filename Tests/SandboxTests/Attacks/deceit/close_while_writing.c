/* Closes, reopens and swaps its streams from one thread while another writes.
 * Contained: the run ends as it says, and the judge does not wait.
 *
 * Ends: exit 6 */
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

static void *write_on(void *unused)
{
    for (;;)
        if (write(1, "x", 1) < 0)
            continue;
    return unused;
}

int main(void)
{
    pthread_t thread;
    int kept = dup(1);

    signal(SIGPIPE, SIG_IGN);
    pthread_create(&thread, NULL, write_on, NULL);
    for (int i = 0; i < 200; i++) {
        close(1);
        dup2(i % 2 == 0 ? kept : 2, 1);
    }
    close(0);
    close(1);
    close(2);
    close(kept);
    _exit(6);
}

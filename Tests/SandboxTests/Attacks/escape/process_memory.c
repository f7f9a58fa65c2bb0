/* Opens memory through /proc: its own, its child's, process 1's, each for writing, past what is mapped read-only.
 * Contained: none can be opened for writing.
 *
 * Ends: exit 0
 * Prints: 0 of 3 opened */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    char path[32];
    pid_t child = fork();
    int opened = 0;

    if (child == 0)
        for (;;)
            pause();
    opened += open("/proc/self/mem", O_RDWR) >= 0;
    opened += open("/proc/1/mem", O_RDWR) >= 0;
    snprintf(path, sizeof path, "/proc/%d/mem", (int)child);
    opened += open(path, O_RDWR) >= 0;
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    printf("%d of 3 opened\n", opened);
    return opened != 0;
}

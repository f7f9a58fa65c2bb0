/* Ends the first thread of each process and fills memory in another: /proc/PID shows no memory then.
 * Contained: under a limit of 128 MiB the run ends by its memory limit, whether ARGUMENT 1 (processes) is 1 or 8.
 *
 * Arguments: 1
 * Arguments: 8
 * Ends: limit memory */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static size_t size;

static void *fill(void *unused)
{
    (void)unused;
    char *block = malloc(size);
    memset(block, 1, size);
    __asm__ volatile("" : : "r"(block) : "memory"); /* or the compiler leaves it all out */
    pause();
    return NULL;
}

int main(int count, char **arguments)
{
    int processes = count > 1 ? atoi(arguments[1]) : 1;
    pthread_t thread;

    size = (size_t)(192 << 20) / (size_t)processes;
    for (int i = 1; i < processes && fork() > 0; i++) {}
    pthread_create(&thread, NULL, fill, NULL);
    syscall(SYS_exit, 0);
}

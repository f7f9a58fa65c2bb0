/* Lets a child append to the result while the main process ends, and truncate it, for ever.
 * Contained: everything is dead before results are collected.
 *
 * Collects: result
 * Ends: exit 0
 * Collected: result */
#include <fcntl.h>
#include <unistd.h>

int main(void)
{
    static char block[65536];
    int file = open("result", O_CREAT | O_WRONLY | O_APPEND, 0600);

    if (fork() == 0)
        for (;;)
            if (write(file, block, sizeof block) < 0 && ftruncate(file, 0) != 0)
                return 2;
    usleep(10 * 1000);
    return 0;
}

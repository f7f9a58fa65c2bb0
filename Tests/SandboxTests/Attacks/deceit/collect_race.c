/* Swaps a result between a file of its own and a link to a file of the system, as fast as it can, and goes on when the main
 * process has ended: a collector that looks first and opens later is caught between.
 * Contained: everything is dead before results are collected; what is collected is the file, or nothing.
 *
 * Collects: result
 * Ends: exit 0
 * Collected: result or nothing
 * Contents: mine */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    int file = open("result", O_CREAT | O_WRONLY, 0600);

    if (write(file, "mine", 4) != 4 || symlink("/etc/passwd", "link") != 0)
        return 2;
    if (fork() == 0)
        for (;;)
            renameat2(AT_FDCWD, "result", AT_FDCWD, "link", RENAME_EXCHANGE);
    usleep(20 * 1000);
    return 0;
}

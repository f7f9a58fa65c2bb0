/* Waits for input that never comes, on a pipe of its own and on a named one.
 * Contained: the run ends by its wall limit.
 *
 * Limits: wall 200 ms
 * Ends: limit wall */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
    char byte;
    int ends[2];

    if (mkfifo("named", 0600) != 0 || pipe(ends) != 0)
        return 2;
    if (fork() == 0)
        return read(ends[0], &byte, 1) == 1;
    return open("named", O_RDONLY);
}

/* Leaves in place of results what a careless collector would follow or hang on: a link to a file of the system,
 * a link to a folder, a named pipe, a folder, a file of holes larger than the work folder (8 MiB here).
 * Contained: none of them is collected, and the one true result is.
 *
 * Collects: link, root, pipe, folder, holes, result
 * Ends: exit 0
 * Collected: result */
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
    signal(SIGXFSZ, SIG_IGN);
    int holes = open("holes", O_CREAT | O_WRONLY, 0600);

    if (symlink("/etc/passwd", "link") != 0 || symlink("/", "root") != 0 || mkfifo("pipe", 0600) != 0 ||
        mkdir("folder", 0700) != 0 || holes < 0 ||
        close(open("result", O_CREAT | O_WRONLY, 0600)) != 0)
        return 2;
    for (off_t size = (off_t)1 << 40; size > 8 << 20; size -= size / 4096)
        if (ftruncate(holes, size) == 0)
            return 0;
    return 2;
}

/* Takes files of the machine into its own folder by hard links, where it could change what they may, and its stdin.
 * Contained: a link cannot cross from one mount to another.
 *
 * Ends: exit 0
 * Prints: 0 of 4 made */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    int made = 0, file = open("/usr/bin/env", O_RDONLY);

    made += link("/usr/bin/env", "one") == 0;
    made += link("/etc/passwd", "two") == 0;
    made += linkat(file, "", AT_FDCWD, "three", AT_EMPTY_PATH) == 0;
    made += linkat(AT_FDCWD, "/proc/self/fd/0", AT_FDCWD, "four", AT_SYMLINK_FOLLOW) == 0;
    printf("%d of 4 made\n", made);
    return made != 0;
}

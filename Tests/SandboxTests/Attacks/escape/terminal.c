/* Types into the terminal of whoever started the judge (TIOCSTI), by its streams and by /dev/tty.
 * Contained: refused, and there is no terminal.
 *
 * Ends: exit 0
 * Prints: 0 typed
 * Refused: ioctl */
#include <fcntl.h>
#include <stdio.h>
#include <sys/ioctl.h>

int main(void)
{
    int typed = 0, terminals[] = {0, 1, 2, open("/dev/tty", O_RDWR), open("/dev/console", O_RDWR)};

    for (int i = 0; i < 5; i++)
        for (const char *key = "id\n"; *key != 0; key++)
            typed += ioctl(terminals[i], TIOCSTI, key) == 0;
    printf("%d typed\n", typed);
    return typed != 0;
}

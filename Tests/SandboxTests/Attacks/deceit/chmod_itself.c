/* Takes all rights away from its own file, so that the next run of it cannot start, and writes to it.
 * Contained: it is the same file in the next run, and starts.
 *
 * Ends: exit 0
 * Prints: 0 written */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
    int written = 0, file = open("/proc/self/exe", O_RDWR);

    if (file >= 0)
        written += write(file, "#!/bin/false", 12) > 0 || ftruncate(file, 0) == 0;
    chmod("/proc/self/exe", 0); /* the file's owner may, which it is when an ordinary user runs the sandbox */
    chmod("program", 0);
    printf("%d written\n", written);
    return written != 0;
}

/* Writes what looks like the launcher's own report to every descriptor it could have, and to process 1's.
 * Contained: there is none but its own streams, and what is on them is only its output.
 *
 * Ends: exit 4
 * Prints: 0 written */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(void)
{
    char report[256] = {0}, path[32];
    int written = 0;

    memcpy(report, "SLTA\1\0\0\0\3\0\0\0\1\0\0\0\1\0\0\0", 20); /* "exited with status 0" */
    for (int descriptor = 3; descriptor < 64; descriptor++) {
        written += write(descriptor, report, sizeof report) >= 0;
        snprintf(path, sizeof path, "/proc/1/fd/%d", descriptor);
        written += open(path, O_WRONLY) >= 0;
    }
    printf("%d written\n", written);
    return 4;
}

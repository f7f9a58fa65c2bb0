/* Makes its stdout as large as a pipe can be, fills it without waiting, and ends before anyone could read all of it.
 * Judged rightly: all that it wrote is kept.
 *
 * Ends: exit 0
 * Prints: 600000 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(void)
{
    static char zeros[600000 - 6];

    /* One number in the end: "0…0600000" would be another line, so the zeros go to stderr. */
    memset(zeros, '0', sizeof zeros);
    fcntl(2, F_SETPIPE_SZ, 1 << 20);
    fcntl(2, F_SETFL, O_NONBLOCK);
    ssize_t written = write(2, zeros, sizeof zeros);
    while (written >= 0 && written < (ssize_t)sizeof zeros) {
        ssize_t more = write(2, zeros + written, sizeof zeros - (size_t)written);
        written += more > 0 ? more : 0;
    }
    printf("%zd\n", written + 6);
    return 0;
}

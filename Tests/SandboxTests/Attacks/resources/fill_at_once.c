/* Asks for more room than there is, by fallocate and by a write far away.
 * Contained: refused, with SIGXFSZ or by an error.
 *
 * Ends: exit 0
 * Prints: 0 of 2 done */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    int file = open("large", O_CREAT | O_WRONLY, 0600), done = 0;

    signal(SIGXFSZ, SIG_IGN);
    done += fallocate(file, FALLOC_FL_KEEP_SIZE, 0, (off_t)1 << 40) == 0;
    done += pwrite(file, "x", 1, (off_t)1 << 40) == 1;
    printf("%d of 2 done\n", done);
    return done != 0;
}

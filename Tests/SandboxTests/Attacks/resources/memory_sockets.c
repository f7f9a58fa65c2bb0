/* Fills as many pairs of sockets as it can open, each with a buffer as large as it can be made: memory of the kernel that
 * no process's size shows.
 * Contained: buffers cannot be made larger, and 256 descriptors hold 64 MiB at most.
 *
 * Ends: exit 0 or limit memory
 * Prints: bounded
 * Refused: setsockopt */
#include <fcntl.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
    static char block[4096];
    const int large = 64 << 20;
    long written = 0, size;
    int ends[2];

    while (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends) == 0)
        for (int i = 0; i < 2; i++) {
            setsockopt(ends[i], SOL_SOCKET, SO_SNDBUF, &large, sizeof large);
            while ((size = write(ends[i], block, sizeof block)) > 0)
                written += size;
        }
    printf("%s\n", written <= 64 << 20 ? "bounded" : "more than 64 MiB");
    return written > 64 << 20;
}

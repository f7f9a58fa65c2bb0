/* Shares 100 MiB of small pages among 26 processes, so that to count them takes long, then makes a call that waits for
 * the supervisor's answer.
 * Contained: what is shared is counted once, the call is refused, and the end is seen when it comes.
 *
 * Ends: exit 0
 * Prints: socket refused
 * Refused: socket */
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
    const size_t size = 100 << 20;
    char *block = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    madvise(block, size, MADV_NOHUGEPAGE);
    for (size_t i = 0; i < size; i += 4096)
        block[i] = 1;
    for (int i = 0; i < 25; i++)
        if (fork() == 0)
            for (;;)
                pause();
    usleep(100 * 1000);
    printf("socket %s\n", socket(AF_INET, SOCK_STREAM, 0) < 0 ? "refused" : "made");
    return 0;
}

/* Locks one byte after the other of as many files as it can open, in many processes: each lock is memory of the kernel that
 * no process's size shows, and that some kernels charge to nobody.
 * Contained: files cannot be locked, and the report names the call.
 *
 * Ends: exit 0
 * Prints: 0 locks
 * Refused: fcntl
 * Outside: 1024 locks */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHILDREN 4
#define FILES 4
#define BYTES 32

static int lock_all(void)
{
    int locks = 0;

    for (int i = 0; i < FILES; i++) {
        int file = open(".", O_RDWR | O_TMPFILE, 0600);
        for (int at = BYTES; at > 0; at--) {
            struct flock one = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 2 * at, .l_len = 1};
            locks += fcntl(file, F_SETLK, &one) == 0;
            locks += fcntl(file, F_OFD_SETLK, &(struct flock){.l_type = F_WRLCK, .l_start = 2 * at + 1, .l_len = 1}) == 0;
        }
    }
    return locks;
}

int main(void)
{
    int locks = 0, status;

    for (int i = 0; i < CHILDREN; i++)
        if (fork() == 0)
            _exit(lock_all() == 2 * FILES * BYTES);
    while (wait(&status) > 0)
        locks += WEXITSTATUS(status) * 2 * FILES * BYTES;
    printf("%d locks\n", locks);
    return locks != 0;
}

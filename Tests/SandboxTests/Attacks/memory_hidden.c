/* Keeps memory where no process's size shows it: in a memfd, in System V shared memory.
 * Contained: neither can be made. */
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/mman.h>
#include <sys/shm.h>

int main(void)
{
    int file = memfd_create("hidden", 0);
    int segment = shmget(IPC_PRIVATE, 1 << 20, IPC_CREAT | 0600);

    printf("memfd %s, shm %s\n", file < 0 ? "refused" : "made", segment < 0 ? "refused" : "made");
    if (segment >= 0)
        shmctl(segment, IPC_RMID, NULL);
    return file >= 0 || segment >= 0;
}

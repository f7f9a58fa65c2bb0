/* Keeps memory where no process's size shows it: in a memfd, in System V shared memory, in shared anonymous memory (which
 * stays when it is taken out of the page tables), in /dev/zero, which makes the same.
 * Contained: none can be made.
 *
 * Ends: exit 0
 * Prints: memfd refused, shm refused, anonymous refused, zero refused
 * Refused: memfd_create, shmget, mmap
 * Outside: memfd made, shm made, anonymous made, zero made */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/shm.h>

static int map(int flags, int file)
{
    return mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, flags, file, 0) != MAP_FAILED;
}

int main(void)
{
    int segment = shmget(IPC_PRIVATE, 1 << 20, IPC_CREAT | 0600);
    int made[] = {memfd_create("hidden", 0) >= 0, segment >= 0, map(MAP_SHARED | MAP_ANONYMOUS, -1),
                  map(MAP_SHARED, open("/dev/zero", O_RDWR))};
    const char *const names[] = {"memfd", "shm", "anonymous", "zero"};
    int count = 0;

    for (int i = 0; i < 4; i++) {
        printf("%s%s %s", i > 0 ? ", " : "", names[i], made[i] ? "made" : "refused");
        count += made[i];
    }
    puts("");
    if (segment >= 0)
        shmctl(segment, IPC_RMID, NULL);
    return count > 0;
}

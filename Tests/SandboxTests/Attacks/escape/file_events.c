/* Takes a lease on a file that it is shown, by which whoever opens it has to wait; asks to be told who reads a folder; sends
 * the signals of a descriptor to somebody else.
 * Contained: refused, and the report names the call.
 *
 * Ends: exit 0
 * Prints: lease 0, watch 0, owner 0
 * Refused: fcntl
 * Outside: lease 1, watch 1, owner 1 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(int count, char **arguments)
{
    int program = open(arguments[count - 1], O_RDONLY), own = open(".", O_RDWR | O_TMPFILE, 0600);
    int folder = open("/usr/bin", O_RDONLY), ends[2];
    int lease, watch, owner;

    /* A lease is for the owner of a file, or root; inside, a toolchain of the user's own is such a file. */
    lease = fcntl(program, F_SETLEASE, F_RDLCK) == 0 || fcntl(own, F_SETLEASE, F_WRLCK) == 0;
    watch = fcntl(folder, F_NOTIFY, DN_ACCESS | DN_MULTISHOT) == 0;
    owner = pipe(ends) == 0 && fcntl(ends[0], F_SETOWN, getppid()) == 0;
    printf("lease %d, watch %d, owner %d\n", lease, watch, owner);
    return lease + watch + owner;
}

/* Asks to answer page faults itself, by the call and by the device: the favourite of exploits that need the kernel to wait
 * in the middle of something.
 * Contained: there is neither.
 *
 * Ends: exit 0
 * Prints: refused, not there
 * Refused: userfaultfd */
#include <fcntl.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    int by_call = (int)syscall(SYS_userfaultfd, O_CLOEXEC | 1), by_device = open("/dev/userfaultfd", O_RDWR);

    printf("%s, %s\n", by_call >= 0 ? "made" : "refused", by_device >= 0 ? "opened" : "not there");
    return by_call >= 0 || by_device >= 0;
}

/* Opens the processor's ports to itself, by call and by device.
 * Contained: there is neither.
 *
 * Ends: exit 0
 * Prints: 0 opened */
#include <fcntl.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    static const char *const names[] = {"/dev/port", "/dev/mem", "/dev/kmem", "/dev/cpu/0/msr", "/dev/kvm", "/dev/fuse"};
    int opened = 0;

    for (int i = 0; i < 6; i++)
        opened += open(names[i], O_RDWR) >= 0;
#ifdef SYS_iopl
    opened += syscall(SYS_iopl, 3) == 0;
    opened += syscall(SYS_ioperm, 0x80, 1, 1) == 0;
#endif
    printf("%d opened\n", opened);
    return opened != 0;
}

/* Asks for an io_uring, through which files are opened and read without a call that a filter could see.
 * Contained: refused, and the report names the call.
 *
 * Ends: exit 0
 * Prints: refused
 * Refused: io_uring_setup, io_uring_enter, io_uring_register */
#include <linux/io_uring.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    struct io_uring_params parameters = {.flags = 0};
    long ring = syscall(SYS_io_uring_setup, 8, &parameters);
    long entered = syscall(SYS_io_uring_enter, ring, 0, 0, 0, NULL, 0);
    long registered = syscall(SYS_io_uring_register, ring, IORING_REGISTER_PROBE, NULL, 0);

    printf("%s\n", ring >= 0 || entered >= 0 || registered >= 0 ? "made" : "refused");
    return ring >= 0;
}

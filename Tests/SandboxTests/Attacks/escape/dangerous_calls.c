/* Makes one call of each large and rarely needed part of the kernel.
 * Contained: each is refused, and the report names it.
 *
 * Ends: exit 0
 * Prints: 0 done
 * Refused: bpf, perf_event_open, userfaultfd, io_uring_setup, keyctl, add_key, setns, open_by_handle_at */
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    static const long calls[] = {SYS_bpf,    SYS_perf_event_open, SYS_userfaultfd, SYS_io_uring_setup,
                                 SYS_keyctl, SYS_add_key,         SYS_setns,       SYS_open_by_handle_at};
    int done = 0;

    for (unsigned i = 0; i < sizeof calls / sizeof calls[0]; i++)
        done += syscall(calls[i], 0, 0, 0, 0, 0, 0) >= 0;
    printf("%d done\n", done);
    return done != 0;
}

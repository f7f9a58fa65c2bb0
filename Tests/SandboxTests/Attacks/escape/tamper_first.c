/* Tries to look into, slow down, limit or trace process 1, which watches over the run.
 * Contained: all is refused.
 *
 * Ends: exit 0
 * Prints: 0 of 7 done
 * Refused: prlimit64, ptrace, process_vm_readv */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/uio.h>

int main(void)
{
    struct rlimit none = {0, 0};
    char byte;
    struct iovec here = {&byte, 1}, there = {(void *)0x400000, 1};
    int done = 0;

    done += open("/proc/1/mem", O_RDWR) >= 0;
    done += open("/proc/1/status", O_RDONLY) >= 0;
    done += open("/proc/1/root/etc/shadow", O_RDONLY) >= 0;
    done += prlimit(1, RLIMIT_NOFILE, &none, NULL) == 0;
    done += setpriority(PRIO_PROCESS, 1, 19) == 0;
    done += ptrace(PTRACE_SEIZE, 1, 0, 0) == 0;
    done += process_vm_readv(1, &here, 1, &there, 1, 0) == 1;
    printf("%d of 7 done\n", done);
    return done != 0;
}

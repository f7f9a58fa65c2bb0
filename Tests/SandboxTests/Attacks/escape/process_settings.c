/* Changes of itself what could get in the way of whoever watches: adopts orphans, takes a filter of its own with a listener,
 * moves its memory about, redirects its own calls, can be read by all.
 * Contained: refused, and the report names the calls.
 *
 * Ends: exit 0
 * Prints: 0 of 6 done
 * Refused: prctl, seccomp */
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    struct sock_filter allow = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    struct sock_fprog program = {.len = 1, .filter = &allow};
    int done = 0;

    done += prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0;
    done += prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
    done += syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &program) >= 0;
    done += prctl(PR_SET_MM, PR_SET_MM_BRK, 0, 0, 0) == 0;
    done += prctl(59 /* PR_SET_SYSCALL_USER_DISPATCH */, 1, 0, 0, 0) == 0;
    done += prctl(PR_SET_DUMPABLE, 1, 0, 0, 0) == 0;
    printf("%d of 6 done\n", done);
    return done != 0;
}

/* Makes the calls of who administers a machine: turns it off, loads modules, mounts swap, changes its name and clock, reads
 * the kernel's log, opens its ports.
 * Contained: refused, and the report names the calls.
 *
 * Ends: exit 0
 * Prints: 0 of 11 done
 * Refused: reboot, init_module, finit_module, kexec_load, swapon, sethostname, setdomainname, syslog, acct, quotactl, vhangup */
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    int done = 0;

    done += syscall(SYS_reboot, 0, 0, 0, NULL) == 0; /* with wrong magic numbers, so harmless anywhere */
    done += syscall(SYS_init_module, NULL, 0, "") == 0;
    done += syscall(SYS_finit_module, -1, "", 0) == 0;
    done += syscall(SYS_kexec_load, 0, 0, NULL, 0xffff) == 0;
    done += syscall(SYS_swapon, "/nonexistent", 0) == 0;
    done += syscall(SYS_sethostname, "", -1) == 0;
    done += syscall(SYS_setdomainname, "", -1) == 0;
    done += syscall(SYS_syslog, 10, NULL, 0) >= 0; /* SYSLOG_ACTION_SIZE_BUFFER */
    done += syscall(SYS_acct, "/nonexistent") == 0;
    done += syscall(SYS_quotactl, -1, "", 0, NULL) == 0;
    done += syscall(SYS_vhangup) == 0;
    printf("%d of 11 done\n", done);
    return done != 0;
}

/* Reads and adds keys of the kernel's key rings, which belong to a user and not to a namespace, and which no process's
 * size shows.
 * Contained: refused, and the report names the calls.
 *
 * Ends: exit 0
 * Prints: 0 of 3 done
 * Refused: keyctl, add_key, request_key */
#include <linux/keyctl.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    static const char secret[4096];
    int done = 0;

    done += syscall(SYS_keyctl, KEYCTL_GET_KEYRING_ID, KEY_SPEC_USER_KEYRING, 1) >= 0;
    done += syscall(SYS_add_key, "user", "atlas", secret, sizeof secret, KEY_SPEC_USER_KEYRING) >= 0;
    done += syscall(SYS_request_key, "user", "atlas", NULL, KEY_SPEC_USER_KEYRING) >= 0;
    printf("%d of 3 done\n", done);
    return done != 0;
}

/* Looks for rights left over: capabilities it has or may inherit, and a way to gain some by executing a program.
 * Contained: there are none, and execve gives nothing (no_new_privs).
 *
 * Ends: exit 0
 * Prints: 0 left */
#include <linux/capability.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct sets[2] = {{0, 0, 0}, {0, 0, 0}};
    int left = 0;

    if (syscall(SYS_capget, &header, sets) != 0)
        return 2;
    for (int i = 0; i < 2; i++)
        left += (sets[i].effective | sets[i].permitted | sets[i].inheritable) != 0;
    left += prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1;
    printf("%d left\n", left);
    return left != 0;
}

/* Looks for rights left over: capabilities it has, may inherit or could gain, and takes them.
 * Contained: there are none.
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
    for (int capability = 0; capability < 41; capability++)
        left += prctl(PR_CAPBSET_READ, capability, 0, 0, 0) == 1;
    printf("%d left\n", left);
    return left != 0;
}

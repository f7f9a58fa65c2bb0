/* Changes what the kernel lets a process change about itself in /proc: whom the OOM killer takes, the peak of its
 * memory.
 * Contained: nothing there can be opened for writing.
 *
 * Ends: exit 0
 * Prints: 0 of 3 opened
 * Outside: 3 of 3 opened */
#include <fcntl.h>
#include <stdio.h>

int main(void)
{
    const char *const names[] = {"/proc/self/oom_score_adj", "/proc/self/clear_refs", "/proc/self/comm"};
    int opened = 0;

    for (int i = 0; i < 3; i++)
        opened += open(names[i], O_WRONLY) >= 0;
    printf("%d of 3 opened\n", opened);
    return opened > 0;
}

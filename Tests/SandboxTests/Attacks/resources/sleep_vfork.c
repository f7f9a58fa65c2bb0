/* Sleeps in a child made by vfork, while the parent waits where only SIGKILL reaches it.
 * Contained: the run ends by its wall limit, and neither is left.
 *
 * Limits: wall 200 ms
 * Ends: limit wall */
#include <unistd.h>

#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

int main(void)
{
    if (vfork() == 0)
        for (;;)
            pause();
    return 1;
}

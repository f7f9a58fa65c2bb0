/* Makes children by vfork, each of which makes the next: all but the last wait where no signal but SIGKILL ends them.
 * Contained: the run ends by its limit of processes, and none is left.
 *
 * Ends: limit processes */
#include <unistd.h>

#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

int main(void)
{
    for (;;)
        if (vfork() > 0) /* only once its child is gone, which never goes */
            pause();
}

/* Recurses without end.
 * Contained: the whole memory may be stack, so the run ends by its memory limit.
 *
 * Ends: limit memory */
#include <stdio.h>

#pragma GCC diagnostic ignored "-Winfinite-recursion"

static int deeper(volatile int *above)
{
    volatile int here[256];

    here[0] = *above + 1;
    return deeper(here) + here[0];
}

int main(void)
{
    volatile int start = 0;

    printf("%d\n", deeper(&start));
    return 1;
}

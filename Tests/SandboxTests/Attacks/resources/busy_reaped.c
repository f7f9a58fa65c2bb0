/* No attack: burns CPU time in forty short children, and reaps each. Prints what they used, in µs.
 * Judged rightly: their time counts once, although /proc shows it in ticks, after a while.
 *
 * Ends: exit 0 */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long microseconds(int who)
{
    struct rusage used;

    getrusage(who, &used);
    return (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1000000 + used.ru_utime.tv_usec + used.ru_stime.tv_usec;
}

int main(void)
{
    for (int i = 0; i < 40; i++) {
        if (fork() == 0) {
            while (clock() < CLOCKS_PER_SEC * 42 / 10000) {}
            usleep(12 * 1000);
            _exit(0);
        }
        wait(NULL);
    }
    printf("%ld\n", microseconds(RUSAGE_CHILDREN) + microseconds(RUSAGE_SELF));
    return 0;
}

/* Closes stdout and stderr, works on, then ends with status 7.
 * Contained: that is what is reported.
 *
 * Ends: exit 7 */
#include <time.h>
#include <unistd.h>

int main(void)
{
    close(1);
    close(2);
    while (clock() < CLOCKS_PER_SEC / 20) {}
    return 7;
}

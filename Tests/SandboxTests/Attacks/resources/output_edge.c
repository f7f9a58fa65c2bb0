/* Writes as many bytes as it is told: the limit (1 MiB here), and one more.
 * Judged rightly: the one is all kept and the other goes over.
 *
 * Arguments: 1048576 -> exit 0
 * Arguments: 1048577 -> limit output */
#include <stdlib.h>
#include <unistd.h>

int main(int count, char **arguments)
{
    static char block[4096];

    for (long left = count > 1 ? atol(arguments[1]) : 0, written; left > 0; left -= written)
        if ((written = write(1, block, left < 4096 ? (size_t)left : 4096)) < 0)
            return 1;
    return 0;
}

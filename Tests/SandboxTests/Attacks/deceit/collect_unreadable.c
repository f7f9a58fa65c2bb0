/* Takes all rights from its result and from the folder it lies in.
 * Judged rightly: the result is collected all the same.
 *
 * Collects: result
 * Ends: exit 0
 * Collected: result
 * Contents: mine */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
    int file = open("result", O_CREAT | O_WRONLY, 0600);

    if (write(file, "mine", 4) != 4)
        return 2;
    return fchmod(file, 0) != 0 || chmod("/work", 0) != 0;
}

/* Makes folders inside each other until there are no more: deleting such a tree takes care, or a deep stack.
 * Contained: the folder ends with the run, at once; the next run finds an empty one.
 *
 * Ends: exit 0
 * Prints: then full */
#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
    for (long depth = 0; depth < 1000000; depth++)
        if (mkdir("deeper", 0700) != 0 || chdir("deeper") != 0) {
            puts(errno == ENOSPC ? "then full" : "then another error");
            return errno != ENOSPC;
        }
    puts("without end");
    return 1;
}

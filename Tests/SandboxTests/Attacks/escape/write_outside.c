/* Makes a file in the folder given, by O_TMPFILE and by name, and changes its mode.
 * Contained: the folder is read-only, or somebody else's.
 *
 * Arguments: /usr
 * Arguments: /etc
 * Arguments: /
 * Arguments: /dev
 * Ends: exit 0
 * Prints: unnamed refused, named refused */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

int main(int count, char **arguments)
{
    const char *folder = count > 1 ? arguments[1] : "/usr";
    char path[4096];
    int unnamed, named;

    snprintf(path, sizeof path, "%s/attack", folder);
    unnamed = open(folder, O_TMPFILE | O_WRONLY, 0600);
    named = open(path, O_CREAT | O_WRONLY, 0600);
    if (named >= 0)
        unlink(path);
    printf("unnamed %s, named %s\n", unnamed < 0 ? "refused" : "made", named < 0 ? "refused" : "made");
    return unnamed >= 0 || named >= 0 || chmod(folder, 0777) == 0;
}

/* Keeps bytes in extended attributes of files, which no quota counts.
 * Contained: they cannot be set.
 *
 * Ends: exit 0
 * Prints: 0 set
 * Refused: setxattr, fsetxattr */
#include <fcntl.h>
#include <stdio.h>
#include <sys/xattr.h>

int main(void)
{
    static char value[4096];
    int file = open("file", O_CREAT | O_WRONLY, 0600), set = 0;

    set += setxattr("file", "user.one", value, sizeof value, 0) == 0;
    set += fsetxattr(file, "user.two", value, sizeof value, 0) == 0;
    printf("%d set\n", set);
    return set != 0;
}

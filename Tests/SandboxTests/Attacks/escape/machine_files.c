/* Looks for files of the machine in /usr that no toolchain needs, and locks a file that others may lock too.
 * Contained: the folders are empty, and nothing can be locked.
 *
 * Ends: exit 0
 * Prints: 0 found, not locked
 * Refused: flock */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>

int main(void)
{
    const char *const names[] = {"/usr/src", "/usr/local/src", "/usr/local/etc", "/usr/local/share"};
    int entries = 0, is_locked;
    DIR *folder;

    for (int i = 0; i < 4; i++) {
        folder = opendir(names[i]);
        for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;)
            entries += entry->d_name[0] != '.';
    }
    is_locked = flock(open("/usr/bin/env", O_RDONLY), LOCK_EX | LOCK_NB) == 0;
    printf("%d found, %s\n", entries, is_locked ? "locked" : "not locked");
    return entries > 0 || is_locked;
}

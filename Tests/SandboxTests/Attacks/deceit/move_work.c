/* Replaces the folder from which results are taken: moves it, deletes it, puts a link in its place.
 * Contained: it is a mount, in a folder that is read-only.
 *
 * Collects: result
 * Ends: exit 0
 * Prints: 0 of 4 done
 * Collected: result */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    int done = 0, file = open("result", O_CREAT | O_WRONLY, 0600);

    close(file);
    done += rename("/work", "/elsewhere") == 0;
    done += rename("/work", "/tmp/elsewhere") == 0;
    done += rmdir("/work") == 0;
    done += symlink("/etc", "/work2") == 0;
    printf("%d of 4 done\n", done);
    return done != 0;
}

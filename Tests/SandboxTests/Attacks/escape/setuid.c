/* Becomes another user: by asking, by a copy of itself that is setuid, by the machine's setuid programs.
 * Contained: it stays the one user it is, for there is no other.
 *
 * Ends: exit 0
 * Prints: 0 of 3 became
 * Refused: setuid, setresuid */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

/* Whether a setuid copy of this very program is another user. */
static int by_copy(void)
{
    char block[4096];
    ssize_t size;
    int from = open("/proc/self/exe", O_RDONLY), to = open("copy", O_CREAT | O_WRONLY, 0700), status = 0;

    while ((size = read(from, block, sizeof block)) > 0)
        if (write(to, block, (size_t)size) != size)
            return 0;
    fchmod(to, 06755);
    close(to);
    if (fork() == 0)
        _exit(execl("copy", "copy", "who", NULL));
    wait(&status);
    return WIFEXITED(status) && WEXITSTATUS(status) == 42;
}

int main(int count, char **arguments)
{
    struct statvfs found;
    uid_t before = getuid();
    int became = 0;

    if (count > 1 && strcmp(arguments[1], "who") == 0)
        return geteuid() != getuid() ? 42 : 0;
    became += (setuid(0) == 0 || setresuid(0, 0, 0) == 0) && before != 0;
    became += by_copy();
    /* The machine's own would only be dangerous where the mount or the process allowed them anything. */
    became += statvfs("/usr/bin", &found) != 0 || (found.f_flag & ST_NOSUID) == 0 || prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1;
    printf("%d of 3 became\n", became);
    return became != 0;
}

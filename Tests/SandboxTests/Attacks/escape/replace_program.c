/* Overwrites the program that runs it, through /proc/self/exe of a process of the judge (CVE-2019-5736): executes
 * /proc/self/exe and a script whose interpreter it is, opens process 1's, and opens a program of the machine.
 * Contained: process 1's is not there, and nothing of the machine's can be opened for writing.
 *
 * Ends: exit 0
 * Prints: 0 of 3 opened */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int count, char **arguments)
{
    int script = open("script", O_CREAT | O_WRONLY, 0700), opened = 0;

    if (count > 1 && strcmp(arguments[1], "again") == 0)
        return 0;
    if (write(script, "#!/proc/self/exe again\n", 23) != 23)
        return 2;
    close(script);
    if (fork() == 0)
        _exit(execl("script", "script", NULL));
    wait(NULL);
    opened += open("/proc/1/exe", O_WRONLY) >= 0;
    opened += open("/proc/1/exe", O_RDONLY | O_PATH) >= 0;
    opened += open("/usr/bin/env", O_WRONLY) >= 0 || chmod("/usr/bin/env", 0777) == 0;
    printf("%d of 3 opened\n", opened);
    return opened != 0;
}

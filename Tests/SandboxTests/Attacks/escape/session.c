/* Asks for the session and process group of whoever started the judge, and takes a terminal for itself.
 * Contained: it leads a session of its own, which has no terminal.
 *
 * Ends: exit 0
 * Prints: alone */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    int is_alone = getsid(0) == getpid() && getpgrp() == getpid() && open("/dev/tty", O_RDWR) < 0 &&
                   open("/dev/ptmx", O_RDWR) < 0 && ttyname(0) == NULL;

    puts(is_alone ? "alone" : "not alone");
    return !is_alone;
}

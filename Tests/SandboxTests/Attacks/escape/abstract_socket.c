/* Uses one end of a connected pair, which it may have, to reach local sockets by name: to give it a name, to connect it
 * elsewhere, to send a message to one that has a name.
 * Contained: refused, or there is nobody of that name.
 *
 * Ends: exit 0
 * Prints: 0 of 6 done
 * Refused: bind, connect, listen */
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

int main(void)
{
    static const char *const names[] = {"/run/systemd/journal/dev-log", "/dev/log", "/var/run/docker.sock"};
    struct sockaddr_un abstract = {.sun_family = AF_UNIX, .sun_path = "\0atlas"}, named = {.sun_family = AF_UNIX};
    socklen_t size = offsetof(struct sockaddr_un, sun_path) + 6;
    int ends[2], done = 0;

    if (socketpair(AF_UNIX, SOCK_DGRAM, 0, ends) != 0)
        return 2;
    done += bind(ends[0], (struct sockaddr *)&abstract, size) == 0;
    done += connect(ends[0], (struct sockaddr *)&abstract, size) == 0;
    done += listen(ends[0], 1) == 0;
    for (int i = 0; i < 3; i++) {
        strcpy(named.sun_path, names[i]);
        done += sendto(ends[0], "x", 1, 0, (struct sockaddr *)&named, sizeof named) == 1;
    }
    printf("%d of 6 done\n", done);
    return done != 0;
}

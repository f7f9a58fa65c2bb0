/* Makes sockets of the families through which one gets out: internet, local, netlink.
 * Contained: each is refused, and the report names the call.
 *
 * Ends: exit 0
 * Prints: 0 of 4 made
 * Refused: socket
 * Outside: 4 of 4 made */
#include <stdio.h>
#include <sys/socket.h>

int main(void)
{
    static const int families[] = {AF_INET, AF_INET6, AF_UNIX, AF_NETLINK};
    int made = 0;

    for (int i = 0; i < 4; i++)
        made += socket(families[i], SOCK_DGRAM, 0) >= 0;
    printf("%d of 4 made\n", made);
    return made != 0;
}

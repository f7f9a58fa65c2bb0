/* Makes a socket of every family and kind there is: of the local machine, of the machine it is a guest of (vsock), raw
 * packets, the kernel's ciphers, its event messages.
 * Contained: each is refused, and the report names the call.
 *
 * Ends: exit 0
 * Prints: 0 made
 * Refused: socket */
#include <stdio.h>
#include <sys/socket.h>

int main(void)
{
    int made = 0;

    for (int family = 0; family < 48; family++)
        for (int kind = 1; kind < 6; kind++)
            made += socket(family, kind, 0) >= 0;
    printf("%d made\n", made);
    return made != 0;
}

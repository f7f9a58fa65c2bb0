/* Takes a personality in which addresses are not random and what can be read can be executed.
 * Contained: refused, and the report names the call; asking which one it has is answered.
 *
 * Ends: exit 0
 * Prints: refused, answered
 * Refused: personality */
#include <stdio.h>
#include <sys/personality.h>

int main(void)
{
    int changed = personality(ADDR_NO_RANDOMIZE | READ_IMPLIES_EXEC) >= 0, answer = personality(0xffffffff);

    printf("%s, %s\n", changed ? "changed" : "refused", answer >= 0 ? "answered" : "not answered");
    return changed;
}

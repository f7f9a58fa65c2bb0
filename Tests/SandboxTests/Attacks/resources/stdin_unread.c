/* Ends without reading any of its 10 MiB of input.
 * Contained: nobody waits for it to be read.
 *
 * Stdin: 10 MiB
 * Ends: exit 0 */
int main(void)
{
    return 0;
}

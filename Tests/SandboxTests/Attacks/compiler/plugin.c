/* Asks the compiler for more than compiling, as a source can: a file of the machine by way of a pragma, another tool by
 * way of the linker.
 * Contained: nothing but what the sandbox shows can be named, and that is read-only.
 *
 * Command: /usr/bin/gcc -o program attack.c
 * Ends: exit 1 */
#pragma GCC pch_preprocess "/etc/shadow"
__asm__(".section .note\n.incbin \"/proc/1/environ\"\n.previous");

int main(void)
{
    return 0;
}

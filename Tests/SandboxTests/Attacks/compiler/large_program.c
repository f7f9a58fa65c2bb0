/* Is a program of 4 GiB: an array that is not zero.
 * Contained: it does not fit the work folder, or the run ends by a limit.
 *
 * Command: /usr/bin/gcc -c attack.c
 * Limits: cpu 500 ms
 * Ends: exit 1 or exit 4 or limit cpu or limit memory */
__asm__(".data\n.fill 0x20000000, 8, 1\n");

/* Includes a file without end.
 * Contained: the compiler refuses it, or the run ends by a limit.
 *
 * Command: /usr/bin/gcc -c attack.c
 * Limits: cpu 500 ms
 * Ends: exit 1 or limit cpu or limit memory or limit output */
#include "/dev/urandom"

/* Includes itself twice, up to the compiler's limit of depth: 2 to the power of 200 times.
 * Contained: the run ends by its CPU limit.
 *
 * Command: /usr/bin/gcc -c attack.c
 * Limits: cpu 300 ms
 * Ends: limit cpu or limit memory or limit output */
#include "attack.c"
#include "attack.c"

/* Is a short source that the preprocessor makes long: ten macros, each ten times the last.
 * Contained: the run ends by its CPU limit or its memory limit.
 *
 * Command: /usr/bin/gcc -c attack.c
 * Limits: cpu 500 ms
 * Ends: limit cpu or limit memory */
#define A(x) x x x x x x x x x x
#define B(x) A(A(x))
#define C(x) B(B(x))
#define D(x) C(C(x))
int numbers[] = {D(D(1, ))};

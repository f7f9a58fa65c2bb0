// Is written as in 1980.
#include <stdio.h>
long add(a, b) long a; long b; { return a + b; }
int main() { long a, b; if (scanf("%ld %ld", &a, &b) != 2) return 1; printf("%ld\n", add(a, b)); return 0; }

// Leaves by exit(0) in a function.
#include <cstdio>
#include <cstdlib>
void answer() { long long a, b; scanf("%lld%lld", &a, &b); printf("%lld\n", a + b); exit(0); }
int main() { answer(); for (;;) {} }

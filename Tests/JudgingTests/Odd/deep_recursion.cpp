// Recurses a million deep.
#include <cstdio>
int depth(volatile int n) { return n == 0 ? 0 : depth(n - 1) + 1; }
int main() { long long a, b; scanf("%lld%lld", &a, &b); printf("%lld\n", a + b + depth(1000000) - 1000000); }

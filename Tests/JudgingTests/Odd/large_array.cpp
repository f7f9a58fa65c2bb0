// Has an array of 200 MB and uses little of it.
#include <cstdio>
static char field[200 << 20];
int main() { long long a, b; scanf("%lld%lld", &a, &b); field[12345] = 1; printf("%lld\n", a + b + field[0]); }

// Reads a file at home and stdin at a judge.
#include <cstdio>
int main() {
#ifndef ONLINE_JUDGE
    if (!freopen("input.txt", "r", stdin)) return 1;
#endif
    long long a, b;
    if (scanf("%lld %lld", &a, &b) == 2) printf("%lld\n", a + b);
}

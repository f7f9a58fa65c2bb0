// Reads its whole input at once.
#include <cstdio>
#include <cstdlib>
char text[1 << 16];
int main() { text[fread(text, 1, sizeof text - 1, stdin)] = 0; char *rest; long long a = strtoll(text, &rest, 10); printf("%lld\n", a + strtoll(rest, nullptr, 10)); }

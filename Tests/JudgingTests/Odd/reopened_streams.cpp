// Opens its streams anew by name, as for files on a judge of long ago.
#include <bits/stdc++.h>
int main() {
    std::freopen("/dev/stdin", "r", stdin);
    std::freopen("/dev/stdout", "w", stdout);
    int a, b;
    if (std::scanf("%d %d", &a, &b) == 2) std::printf("%d\n", a + b);
}

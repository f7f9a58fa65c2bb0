#include <algorithm>
#include <cstdio>
#include <vector>

int main() {
    int n;
    long long x;
    if (std::scanf("%d %lld", &n, &x) != 2) return 1;
    std::vector<double> h(n), r(n);
    for (int i = 0; i < n; i++)
        if (std::scanf("%lf %lf", &h[i], &r[i]) != 2) return 1;
    double low = 0, high = 1e6;
    for (int round = 0; round < 70; round++) {
        double middle = (low + high) / 2, height = 0;
        for (int i = 0; i < n; i++) height += std::max(0.0, h[i] - r[i] * middle);
        (height <= x ? high : low) = middle;
    }
    std::printf("%.9f\n", high);
}

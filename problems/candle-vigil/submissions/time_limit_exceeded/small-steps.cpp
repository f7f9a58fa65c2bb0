// Too slow: watches the candles every millionth of an hour.
#include <algorithm>
#include <cstdio>
#include <vector>

int main() {
    int n;
    double x;
    if (std::scanf("%d %lf", &n, &x) != 2) return 1;
    std::vector<double> h(n), r(n);
    for (int i = 0; i < n; i++)
        if (std::scanf("%lf %lf", &h[i], &r[i]) != 2) return 1;
    for (long long step = 0;; step++) {
        double time = step * 1e-6, height = 0;
        for (int i = 0; i < n; i++) height += std::max(0.0, h[i] - r[i] * time);
        if (height <= x) {
            std::printf("%.9f\n", time - 0.5e-6);
            return 0;
        }
    }
}

// Crashes: a table of all heights that ends at 1000.
#include <algorithm>
#include <array>
#include <iostream>
#include <vector>

int main() {
    int n, k;
    std::cin >> n >> k;
    std::array<std::array<long long, 1001>, 4> best{};
    std::vector<long long> overall(k + 1, 0);
    for (int i = 0; i < n; i++) {
        int h;
        long long w;
        std::cin >> h >> w;
        for (int used = k; used >= 0; used--) {
            long long &own = best[used].at(h);
            long long value = used > 0 ? overall[used - 1] : 0;
            for (int lower = 0; lower < h; lower++) value = std::max(value, best[used][lower]);
            own = std::max(own, value + w);
            overall[used] = std::max(overall[used], own);
        }
    }
    std::cout << *std::max_element(overall.begin(), overall.end()) << '\n';
}

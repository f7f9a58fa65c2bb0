#include <algorithm>
#include <iostream>
#include <vector>

int main() {
    long long n, m;
    std::cin >> n >> m;
    std::vector<long long> rest(n);
    for (auto &r : rest) {
        std::cin >> r;
        r %= m;
    }
    std::sort(rest.begin(), rest.end());
    long long pairs = 0;
    for (long long r : rest) {
        auto [first, last] = std::equal_range(rest.begin(), rest.end(), (m - r) % m);
        pairs += last - first;
        if (2 * r % m == 0) pairs--;  // not with itself
    }
    std::cout << pairs / 2 << "\n";
}

// For each number of tickets used, a map from height to the best tour that ends that high; only entries that beat all
// lower ones are kept, so the best tour to continue is the last one below.
#include <algorithm>
#include <iostream>
#include <iterator>
#include <map>
#include <vector>

int main() {
    int n, k;
    std::cin >> n >> k;
    std::vector<std::map<int, long long>> best(k + 1);
    std::vector<long long> overall(k + 1, 0);
    for (int i = 0; i < n; i++) {
        int h;
        long long w;
        std::cin >> h >> w;
        for (int used = k; used >= 0; used--) {
            std::map<int, long long> &stairs = best[used];
            auto at = stairs.lower_bound(h);
            long long value = at == stairs.begin() ? 0 : std::prev(at)->second;
            if (used > 0) value = std::max(value, overall[used - 1]);
            value += w;
            overall[used] = std::max(overall[used], value);
            if (at != stairs.end() && at->first == h && at->second >= value) continue;
            while (at != stairs.end() && at->second <= value) at = stairs.erase(at);
            stairs[h] = value;
        }
    }
    std::cout << *std::max_element(overall.begin(), overall.end()) << '\n';
}

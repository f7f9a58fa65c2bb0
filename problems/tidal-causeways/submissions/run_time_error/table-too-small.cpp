// Crashes: room for 1000 islands.
#include <functional>
#include <iostream>
#include <queue>
#include <vector>

struct Causeway {
    int goal, walk, dry, period;
};

int main() {
    int n, m;
    std::cin >> n >> m;
    std::vector<std::vector<Causeway>> causeways(1001);
    for (int i = 0; i < m; i++) {
        int u, v, d, a, b;
        std::cin >> u >> v >> d >> a >> b;
        causeways.at(u).push_back({v, d, a, a + b});
        causeways.at(v).push_back({u, d, a, a + b});
    }
    std::vector<long long> earliest(n + 1, -1);
    using Entry = std::pair<long long, int>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<Entry>> queue;
    queue.push({0, 1});
    while (!queue.empty()) {
        auto [minute, island] = queue.top();
        queue.pop();
        if (earliest[island] >= 0) continue;
        earliest[island] = minute;
        for (const Causeway &way : causeways.at(island)) {
            long long start = minute, since = minute % way.period;
            if (since + way.walk > way.dry) start += way.period - since;
            queue.push({start + way.walk, way.goal});
        }
    }
    std::cout << earliest[n] << '\n';
}

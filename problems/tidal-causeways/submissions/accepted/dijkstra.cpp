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
    std::vector<std::vector<Causeway>> causeways(n + 1);
    for (int i = 0; i < m; i++) {
        int u, v, d, a, b;
        std::cin >> u >> v >> d >> a >> b;
        causeways[u].push_back({v, d, a, a + b});
        causeways[v].push_back({u, d, a, a + b});
    }
    std::vector<long long> earliest(n + 1, -1);
    using Entry = std::pair<long long, int>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<Entry>> queue;
    earliest[1] = 0;
    queue.push({0, 1});
    while (!queue.empty()) {
        auto [minute, island] = queue.top();
        queue.pop();
        if (minute > earliest[island]) continue;
        for (const Causeway &way : causeways[island]) {
            long long start = minute, since = minute % way.period;
            if (since + way.walk > way.dry) start += way.period - since;
            long long arrival = start + way.walk;
            if (earliest[way.goal] < 0 || arrival < earliest[way.goal]) {
                earliest[way.goal] = arrival;
                queue.push({arrival, way.goal});
            }
        }
    }
    std::cout << earliest[n] << '\n';
}

// Wrong: 10000 islands and two million minutes for each do not fit in 32 bits. Unsigned, so that it wraps round.
#include <functional>
#include <iostream>
#include <queue>
#include <vector>

struct Causeway {
    int goal;
    unsigned walk, dry, period;
};

int main() {
    const unsigned never = -1;
    int n, m;
    std::cin >> n >> m;
    std::vector<std::vector<Causeway>> causeways(n + 1);
    for (int i = 0; i < m; i++) {
        int u, v;
        unsigned d, a, b;
        std::cin >> u >> v >> d >> a >> b;
        causeways[u].push_back({v, d, a, a + b});
        causeways[v].push_back({u, d, a, a + b});
    }
    std::vector<unsigned> earliest(n + 1, never);
    std::vector<bool> done(n + 1, false);
    using Entry = std::pair<unsigned, int>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<Entry>> queue;
    earliest[1] = 0;
    queue.push({0, 1});
    while (!queue.empty()) {
        auto [minute, island] = queue.top();
        queue.pop();
        if (done[island]) continue;
        done[island] = true;
        for (const Causeway &way : causeways[island]) {
            unsigned start = minute, since = minute % way.period;
            if (since + way.walk > way.dry) start += way.period - since;
            unsigned arrival = start + way.walk;
            if (!done[way.goal] && arrival < earliest[way.goal]) {
                earliest[way.goal] = arrival;
                queue.push({arrival, way.goal});
            }
        }
    }
    if (earliest[n] == never) {
        std::cout << "-1\n";
    } else {
        std::cout << earliest[n] << '\n';
    }
}

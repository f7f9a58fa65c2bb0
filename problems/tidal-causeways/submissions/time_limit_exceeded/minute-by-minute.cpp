// Too slow: plays the day minute by minute, and the longest day has twenty billion of them.
#include <iostream>
#include <map>
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
    std::vector<bool> reached(n + 1, false);
    std::multimap<long long, int> arrivals{{0, 1}};
    std::vector<std::pair<int, Causeway>> waiting;
    for (long long minute = 0; !arrivals.empty() || !waiting.empty(); minute++) {
        while (!arrivals.empty() && arrivals.begin()->first == minute) {
            int island = arrivals.begin()->second;
            arrivals.erase(arrivals.begin());
            if (reached[island]) continue;
            reached[island] = true;
            for (const Causeway &way : causeways[island]) waiting.push_back({island, way});
        }
        if (reached[n]) {
            std::cout << minute << '\n';
            return 0;
        }
        std::vector<std::pair<int, Causeway>> still;
        for (const auto &[island, way] : waiting) {
            if (reached[way.goal]) continue;
            if (minute % way.period + way.walk <= way.dry) {
                arrivals.insert({minute + way.walk, way.goal});
            } else {
                still.push_back({island, way});
            }
        }
        waiting = still;
    }
    std::cout << "-1\n";
}

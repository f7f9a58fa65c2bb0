// Too slow: looks at each day of every stretch of days.
#include <algorithm>
#include <iostream>
#include <vector>

int main() {
    int stations;
    std::cin >> stations;
    while (stations--) {
        int n, k, best = 0;
        std::cin >> n >> k;
        std::vector<int> rain(n);
        for (int &mm : rain) std::cin >> mm;
        for (int first = 0; first < n; first++) {
            for (int last = first; last < n; last++) {
                bool dry = true;
                for (int day = first; day <= last && dry; day++) dry = rain[day] <= k;
                if (dry) best = std::max(best, last - first + 1);
            }
        }
        std::cout << best << '\n';
    }
}

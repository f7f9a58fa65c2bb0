// Crashes: room for one year of days.
#include <algorithm>
#include <iostream>
#include <vector>

int main() {
    int stations;
    std::cin >> stations;
    std::vector<int> rain(366);
    while (stations--) {
        int n, k, best = 0, run = 0;
        std::cin >> n >> k;
        for (int day = 0; day < n; day++) std::cin >> rain.at(day);
        for (int day = 0; day < n; day++) {
            run = rain[day] <= k ? run + 1 : 0;
            best = std::max(best, run);
        }
        std::cout << best << '\n';
    }
}

#include <algorithm>
#include <iostream>

int main() {
    int stations;
    std::cin >> stations;
    while (stations--) {
        int n, k, best = 0, run = 0;
        std::cin >> n >> k;
        for (int day = 0; day < n; day++) {
            int rain;
            std::cin >> rain;
            run = rain <= k ? run + 1 : 0;
            best = std::max(best, run);
        }
        std::cout << best << '\n';
    }
}

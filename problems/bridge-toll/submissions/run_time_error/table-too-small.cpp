// Crashes: room for 1000 wagons, where 10000 may come.
#include <array>
#include <iostream>

int main() {
    int n;
    std::cin >> n;
    std::array<long long, 1000> weights{};
    for (int i = 0; i < n; i++) std::cin >> weights.at(i);
    long long coins = 0;
    for (int i = 0; i < n; i++) {
        coins += 3;
        if (weights[i] > 500) coins += (weights[i] - 401) / 100;
    }
    std::cout << coins << '\n';
}

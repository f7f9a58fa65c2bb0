#include <iostream>

int main() {
    int n;
    std::cin >> n;
    long long coins = 3LL * n;
    for (int i = 0; i < n; i++) {
        long long weight;
        std::cin >> weight;
        if (weight > 500) coins += (weight - 500 + 99) / 100;
    }
    std::cout << coins << '\n';
}

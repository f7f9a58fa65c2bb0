// Crashes: room for 1000 bowls, where 50000 may come.
#include <array>
#include <iostream>

int main() {
    int n, t;
    std::cin >> n >> t;
    std::array<int, 1000> bowls{};
    for (int i = 0; i < n; i++) std::cin >> bowls.at(i);
    int hot = 0;
    for (int i = 0; i < n; i++) hot += bowls[i] > t;
    std::cout << hot << '\n';
}

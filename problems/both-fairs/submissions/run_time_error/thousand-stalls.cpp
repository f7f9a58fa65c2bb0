// Crashes with more than a thousand stalls: the table is full.
#include <algorithm>
#include <array>
#include <iostream>
#include <string>

int main() {
    int a, b;
    std::cin >> a >> b >> std::ws;
    std::array<std::string, 1000> spring;
    for (int i = 0; i < a; i++) std::getline(std::cin, spring.at(i));
    for (int i = 0; i < b; i++) {
        std::string name;
        std::getline(std::cin, name);
        if (std::find(spring.begin(), spring.begin() + a, name) != spring.begin() + a) std::cout << name << "\n";
        if (i >= 1000) return 1;
    }
}

#include <algorithm>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

int main() {
    int a, b;
    std::cin >> a >> b >> std::ws;
    std::vector<std::string> spring(a), autumn(b);
    for (auto &name : spring) std::getline(std::cin, name);
    for (auto &name : autumn) std::getline(std::cin, name);
    std::sort(spring.begin(), spring.end());
    std::sort(autumn.begin(), autumn.end());
    std::set_intersection(spring.begin(), spring.end(), autumn.begin(), autumn.end(),
                          std::ostream_iterator<std::string>(std::cout, "\n"));
}

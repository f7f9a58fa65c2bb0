#include <algorithm>
#include <iostream>
#include <numeric>
#include <string>
#include <vector>

int main() {
    int n;
    std::cin >> n;
    std::vector<long long> weights(n);
    for (auto &weight : weights) std::cin >> weight;
    std::vector<int> order(n);
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](int a, int b) { return weights[a] > weights[b]; });
    std::string letters(n, ' ');
    long long left = 0, right = 0;
    for (int sweet : order) {
        letters[sweet] = left < right ? 'L' : 'R';
        (left < right ? left : right) += weights[sweet];
    }
    std::cout << letters << "\n";
}

// 20 points: too slow for many strips.
#include <iostream>
#include <vector>

int main() {
    long long n, m;
    std::cin >> n >> m;
    std::vector<long long> lengths(n);
    for (auto &length : lengths) std::cin >> length;
    long long pairs = 0;
    for (long long i = 0; i < n; i++)
        for (long long j = 0; j < i; j++) pairs += (lengths[i] + lengths[j]) % m == 0;
    std::cout << pairs << "\n";
}

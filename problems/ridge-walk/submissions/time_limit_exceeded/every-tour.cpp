// Too slow: follows every tour to its end, and there may be 2^n of them.
#include <algorithm>
#include <iostream>
#include <vector>

std::vector<int> heights;
std::vector<long long> beauties;

long long best(std::size_t from, int height, int tickets) {
    long long value = 0;
    for (std::size_t next = from; next < heights.size(); next++) {
        int left = heights[next] > height ? tickets : tickets - 1;
        if (left >= 0) value = std::max(value, beauties[next] + best(next + 1, heights[next], left));
    }
    return value;
}

int main() {
    int n, k;
    std::cin >> n >> k;
    heights.resize(n);
    beauties.resize(n);
    for (int i = 0; i < n; i++) std::cin >> heights[i] >> beauties[i];
    std::cout << best(0, 0, k) << '\n';
}

// Wrong: std::cout writes six significant digits unless told otherwise, and the tolerance asks for more.
#include <algorithm>
#include <iostream>
#include <vector>

int main() {
    int n;
    double x;
    std::cin >> n >> x;
    std::vector<double> h(n), r(n);
    for (int i = 0; i < n; i++) std::cin >> h[i] >> r[i];
    double low = 0, high = 1e6;
    for (int round = 0; round < 70; round++) {
        double middle = (low + high) / 2, height = 0;
        for (int i = 0; i < n; i++) height += std::max(0.0, h[i] - r[i] * middle);
        (height <= x ? high : low) = middle;
    }
    std::cout << high << '\n';
}

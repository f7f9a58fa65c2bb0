// Too slow: sorts the free lockers whenever one is freed.
#include <algorithm>
#include <functional>
#include <iostream>
#include <vector>

int main() {
    int q, used = 0;
    std::cin >> q;
    std::vector<int> freed, lockerOf(1, 0);
    while (q--) {
        char sign;
        std::cin >> sign;
        if (sign == '-') {
            int parcel;
            std::cin >> parcel;
            freed.push_back(lockerOf[parcel]);
            std::sort(freed.begin(), freed.end(), std::greater<int>());
            continue;
        }
        if (freed.empty()) freed.push_back(++used);
        lockerOf.push_back(freed.back());
        freed.pop_back();
        std::cout << lockerOf.back() << '\n';
    }
}

#include <iostream>
#include <set>
#include <vector>

int main() {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    int q, used = 0;
    std::cin >> q;
    std::set<int> freed;
    std::vector<int> lockerOf(1, 0);
    while (q--) {
        char sign;
        std::cin >> sign;
        if (sign == '-') {
            int parcel;
            std::cin >> parcel;
            freed.insert(lockerOf[parcel]);
            continue;
        }
        if (freed.empty()) freed.insert(++used);
        lockerOf.push_back(*freed.begin());
        freed.erase(freed.begin());
        std::cout << lockerOf.back() << '\n';
    }
}

// Wrong: takes the number of the parcel for the number of its locker. Already the second sample shows it.
#include <iostream>
#include <set>

int main() {
    int q, used = 0;
    std::cin >> q;
    std::set<int> freed;
    while (q--) {
        char sign;
        std::cin >> sign;
        if (sign == '-') {
            int parcel;
            std::cin >> parcel;
            freed.insert(parcel);
            continue;
        }
        if (freed.empty()) freed.insert(++used);
        std::cout << *freed.begin() << '\n';
        freed.erase(freed.begin());
    }
}

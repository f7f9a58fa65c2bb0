// Wrong: the sum does not fit in 32 bits. Unsigned, so that it wraps round and is not undefined.
#include <iostream>

int main() {
    int n;
    std::cin >> n;
    unsigned coins = 0;
    for (int i = 0; i < n; i++) {
        unsigned weight;
        std::cin >> weight;
        coins += 3;
        if (weight > 500) coins += (weight - 500 + 99) / 100;
    }
    std::cout << coins << '\n';
}

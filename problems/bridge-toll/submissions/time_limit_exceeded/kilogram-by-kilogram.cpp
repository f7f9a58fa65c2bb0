// Too slow: up to a billion steps for one wagon.
#include <iostream>

int main() {
    int n;
    std::cin >> n;
    long long coins = 0;
    for (int i = 0; i < n; i++) {
        int weight;
        std::cin >> weight;
        coins += 3;
        volatile int above = 0;  // volatile: the compiler would turn the loop into the formula
        for (int kg = 501; kg <= weight; kg++) {
            if (above % 100 == 0) coins++;
            above = above + 1;
        }
    }
    std::cout << coins << '\n';
}

// Too slow: finds the hottest bowl that is left, n times.
#include <iostream>
#include <vector>

int main() {
    int n, t;
    std::cin >> n >> t;
    std::vector<int> bowls(n);
    for (int &bowl : bowls) std::cin >> bowl;
    int hot = 0;
    for (int round = 0; round < n; round++) {
        volatile int hottest = 0;  // volatile: the search is to be made in full
        for (int i = 1; i < n; i++)
            if (bowls[i] > bowls[hottest]) hottest = i;
        if (bowls[hottest] > t) hot++;
        bowls[hottest] = 0;
    }
    std::cout << hot << '\n';
}

// Wrong: a bowl of exactly t degrees is counted; the first sample shows it.
#include <iostream>

int main() {
    int n, t;
    std::cin >> n >> t;
    int hot = 0;
    for (int i = 0; i < n; i++) {
        int bowl;
        std::cin >> bowl;
        if (bowl >= t) hot++;
    }
    std::cout << hot << '\n';
}

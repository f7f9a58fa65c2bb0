// Too slow: goes back and tries the other day whenever it is stuck, which may take 2^n plans.
#include <iostream>
#include <vector>

int main() {
    int n, m;
    std::cin >> n >> m;
    std::vector<std::vector<int>> enemies(n);
    for (int i = 0; i < m; i++) {
        int a, b;
        std::cin >> a >> b;
        enemies[a - 1].push_back(b - 1);
        enemies[b - 1].push_back(a - 1);
    }
    std::vector<int> day(n, 0);
    if (m == 0) day[0] = 1;
    int band = m == 0 ? 1 : 0;
    while (band >= 0 && band < n) {
        if (++day[band] > 2) {
            day[band--] = 0;
            continue;
        }
        if (m == 0) day[band] = 2;
        bool fits = true;
        for (int enemy : enemies[band]) fits = fits && (enemy > band || day[enemy] != day[band]);
        if (fits) band++;
    }
    if (band < 0) std::cout << "impossible";
    for (int i = 0; i < n && band >= 0; i++) std::cout << day[i] << ' ';
    std::cout << '\n';
}

// Crashes: a table of all pairs of bands, with room for 100 of them.
#include <iostream>
#include <vector>

int main() {
    int n, m;
    std::cin >> n >> m;
    std::vector<std::vector<char>> feud(101, std::vector<char>(101, 0));
    for (int i = 0; i < m; i++) {
        int a, b;
        std::cin >> a >> b;
        feud.at(a).at(b) = feud.at(b).at(a) = 1;
    }
    std::vector<int> day(n + 1, 0), stack;
    bool possible = true;
    for (int first = 1; first <= n; first++) {
        if (day[first] != 0) continue;
        day[first] = 1;
        stack.push_back(first);
        while (!stack.empty()) {
            int band = stack.back();
            stack.pop_back();
            for (int enemy = 1; enemy <= n; enemy++) {
                if (!feud.at(band).at(enemy)) continue;
                if (day[enemy] == day[band]) possible = false;
                if (day[enemy] == 0) {
                    day[enemy] = 3 - day[band];
                    stack.push_back(enemy);
                }
            }
        }
    }
    if (m == 0) day[n] = 2;
    if (!possible) std::cout << "impossible";
    for (int band = 1; band <= n && possible; band++) std::cout << day[band] << ' ';
    std::cout << '\n';
}

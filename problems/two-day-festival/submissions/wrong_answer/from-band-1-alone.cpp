// Wrong: whoever cannot be reached from band 1 plays on the first day.
#include <iostream>
#include <queue>
#include <vector>

int main() {
    int n, m;
    std::cin >> n >> m;
    std::vector<std::vector<int>> enemies(n + 1);
    for (int i = 0; i < m; i++) {
        int a, b;
        std::cin >> a >> b;
        enemies[a].push_back(b);
        enemies[b].push_back(a);
    }
    std::vector<int> day(n + 1, 0);
    std::queue<int> queue;
    day[1] = 1;
    queue.push(1);
    while (!queue.empty()) {
        int band = queue.front();
        queue.pop();
        for (int enemy : enemies[band]) {
            if (day[enemy] == day[band]) {
                std::cout << "impossible\n";
                return 0;
            }
            if (day[enemy] == 0) {
                day[enemy] = 3 - day[band];
                queue.push(enemy);
            }
        }
    }
    if (m == 0) day[n] = 2;
    for (int band = 1; band <= n; band++) std::cout << (day[band] == 2 ? 2 : 1) << ' ';
    std::cout << '\n';
}

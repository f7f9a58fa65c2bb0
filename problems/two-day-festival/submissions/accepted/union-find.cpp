// Two places for each band, "day 1" and "day 2"; a feud ties day 1 of one band to day 2 of the other.
#include <iostream>
#include <numeric>
#include <vector>

std::vector<int> parent;

int root(int place) {
    while (parent[place] != place) place = parent[place] = parent[parent[place]];
    return place;
}

int main() {
    int n, m;
    std::cin >> n >> m;
    parent.resize(2 * n);
    std::iota(parent.begin(), parent.end(), 0);
    for (int i = 0; i < m; i++) {
        int a, b;
        std::cin >> a >> b;
        a--, b--;
        parent[root(a)] = root(n + b);
        parent[root(n + a)] = root(b);
    }
    std::vector<int> chosen(2 * n, -1);  // per root: whether its places are taken
    std::vector<int> day(n, 2);
    for (int band = 0; band < n; band++) {
        int one = root(band), two = root(n + band);
        if (one == two) {
            std::cout << "impossible\n";
            return 0;
        }
        if (chosen[one] < 0) chosen[one] = 0, chosen[two] = 1;  // a free choice: the second day
        if (chosen[one]) day[band] = 1;
    }
    if (m == 0) day[0] = 1;
    for (int band = 0; band < n; band++) std::cout << day[band] << (band + 1 < n ? ' ' : '\n');
}

#include <iostream>
#include <string>

int main() {
    int n;
    std::cin >> n;
    int silent = 0;  // the longest rope that is known to stay silent
    for (int step = 1 << 19; step > 0; step /= 2) {
        if (silent + step >= n) continue;
        std::cout << "? " << silent + step << std::endl;
        std::string heard;
        std::cin >> heard;
        if (heard == "silence") silent += step;
    }
    std::cout << "! " << silent + 1 << std::endl;
}

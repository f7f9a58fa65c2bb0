// Wrong when a side weighs more than 2^31: the sums overflow.
#include <iostream>
#include <string>

int main() {
    int n, weight;
    std::cin >> n;
    unsigned left = 0, right = 0;
    std::string letters;
    while (std::cin >> weight) {
        bool isLeft = left <= right;
        letters += isLeft ? 'L' : 'R';
        (isLeft ? left : right) += static_cast<unsigned>(weight);
    }
    std::cout << letters << "\n";
}

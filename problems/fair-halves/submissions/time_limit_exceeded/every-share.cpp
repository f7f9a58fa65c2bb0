// Too slow for many sweets: tries every share, the even ones first.
#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

std::vector<long long> weights;
std::string letters;
long long heaviest;

bool search(size_t sweet, long long difference) {
    if (sweet == weights.size()) return std::abs(difference) <= heaviest;
    for (char letter : {'L', 'R'}) {
        letters[sweet] = letter;
        if (search(sweet + 1, difference + (letter == 'L' ? weights[sweet] : -weights[sweet]))) return true;
    }
    return false;
}

int main() {
    size_t n;
    std::cin >> n;
    weights.resize(n);
    for (auto &weight : weights) std::cin >> weight;
    heaviest = *std::max_element(weights.begin(), weights.end());
    letters.assign(n, 'L');
    search(0, 0);
    std::cout << letters << "\n";
}

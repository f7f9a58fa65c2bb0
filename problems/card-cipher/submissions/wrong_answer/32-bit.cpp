// Wrong above 31 bits: shifts a number of 32 bits.
#include <iostream>
#include <string>
#include <vector>

int main() {
    std::string run;
    std::cin >> run;
    if (run == "send") {
        long long x;
        std::cin >> x;
        std::vector<int> cards;
        for (int card = 1; card <= 40; card++)
            if (x >> (card - 1) & 1) cards.push_back(card);
        std::cout << cards.size() << "\n";
        for (int card : cards) std::cout << card << " ";
        std::cout << "\n";
    } else {
        int k, card;
        std::cin >> k;
        unsigned x = 0;
        while (std::cin >> card) x += 1u << ((card - 1) % 32);
        std::cout << x << "\n";
    }
}

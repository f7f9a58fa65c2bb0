// Throws and catches.
#include <iostream>
int main() { long long a, b; std::cin >> a >> b; try { throw a + b; } catch (long long c) { std::cout << c << std::endl; } }

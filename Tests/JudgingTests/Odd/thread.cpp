// Computes in a thread.
#include <iostream>
#include <thread>
int main() { long long a, b, c; std::cin >> a >> b; std::thread([&] { c = a + b; }).join(); std::cout << c; }

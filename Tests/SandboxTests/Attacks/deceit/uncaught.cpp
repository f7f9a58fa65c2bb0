// Ends by an exception that nobody catches, after its right answer.
// Judged rightly: that is SIGABRT, and no success.
//
// Ends: signal 6
// Prints: 42
#include <iostream>
#include <stdexcept>

int main()
{
    std::cout << 42 << std::endl;
    throw std::runtime_error("too late");
}

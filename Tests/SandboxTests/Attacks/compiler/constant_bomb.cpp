// Lets the compiler compute for ever: a constant that takes long.
// Contained: the run ends by its CPU limit, or the compiler gives up.
//
// Command: /usr/bin/g++ -std=c++20 -c attack.cpp
// Limits: cpu 500 ms
// Ends: limit cpu or limit memory or exit 1
constexpr unsigned long compute()
{
    unsigned long sum = 0;
    for (unsigned long outer = 0; outer < 200000; outer++)
        for (unsigned long inner = 0; inner < 200000; inner++)
            sum += outer ^ inner;
    return sum;
}

constinit unsigned long value = compute();

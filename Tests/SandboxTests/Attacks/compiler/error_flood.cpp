// Makes the compiler write messages without end.
// Contained: the run ends by its output limit, or by another.
//
// Command: /usr/bin/g++ -fmax-errors=0 -c attack.cpp
// Limits: cpu 1000 ms
// Ends: limit output or limit cpu or limit memory
#define A(x) x x x x x x x x x x
#define B(x) A(A(A(A(A(x)))))
B(int f() { return unknown::name; })

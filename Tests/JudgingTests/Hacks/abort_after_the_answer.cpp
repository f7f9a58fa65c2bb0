// Writes the answer of the sample and dies.
#include <cstdio>
#include <cstdlib>
int main() { puts("3"); fflush(stdout); abort(); }

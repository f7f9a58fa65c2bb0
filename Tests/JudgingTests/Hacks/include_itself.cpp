// Includes itself for ever.
#include __FILE__
int main() {}

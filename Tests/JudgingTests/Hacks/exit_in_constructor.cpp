// Leaves before main begins.
#include <unistd.h>
struct Early { Early() { _exit(0); } } early;
int main() {}

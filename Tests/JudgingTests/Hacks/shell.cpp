// Becomes a shell that looks around.
#include <unistd.h>
int main() { execl("/bin/sh", "sh", "-c", "ls -la /work /; cat /work/*.ans", (char *)nullptr); }

// Reads the machine's memory.
#include <stdio.h>
int main(void)
{
    const char *const paths[] = {"/dev/mem", "/proc/kcore", "/dev/kmsg"};
    for (int i = 0; i < 3; i++) {
        FILE *file = fopen(paths[i], "r");
        printf("%d\n", file != NULL);
    }
    return 0;
}

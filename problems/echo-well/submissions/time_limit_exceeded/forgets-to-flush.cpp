// Waits for an answer to a question that is still in its own buffer.
#include <cstdio>
#include <cstring>

int main() {
    int n;
    if (std::scanf("%d", &n) != 1) return 1;
    int low = 1, high = n;
    while (low < high) {
        int middle = (low + high) / 2;
        std::printf("? %d\n", middle);
        char heard[20];
        if (std::scanf("%19s", heard) != 1) return 1;
        if (std::strcmp(heard, "splash") == 0) high = middle; else low = middle + 1;
    }
    std::printf("! %d\n", low);
}

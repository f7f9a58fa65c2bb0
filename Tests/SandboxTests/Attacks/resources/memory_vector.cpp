// Doubles a vector until memory ends, and starts again after std::bad_alloc.
// Contained: the run ends by its memory limit.
//
// Ends: limit memory
#include <new>
#include <vector>

int main()
{
    for (;;) {
        try {
            std::vector<char> grown(1 << 20, 'x');
            for (;;)
                grown.resize(grown.size() * 2, 'x');
        } catch (const std::bad_alloc &) {
        }
    }
}

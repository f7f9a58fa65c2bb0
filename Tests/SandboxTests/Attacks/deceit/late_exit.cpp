// Returns 0 from main, and changes its mind in a destructor.
// Judged rightly: the status is the one it ended with.
//
// Ends: exit 17
#include <cstdlib>
#include <unistd.h>

struct Late {
    ~Late() { _exit(17); }
};

static Late late;

int main()
{
    return 0;
}

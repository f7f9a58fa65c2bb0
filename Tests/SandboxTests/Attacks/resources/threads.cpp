// Starts threads through the C++ library, and goes on after the exception that says there are no more.
// Contained: the run ends by its limit of processes, which counts threads.
//
// Ends: limit processes
#include <chrono>
#include <system_error>
#include <thread>

int main()
{
    for (;;) {
        try {
            std::thread([] { std::this_thread::sleep_for(std::chrono::hours(1)); }).detach();
        } catch (const std::system_error &) {
        }
    }
}

// Walks all that it can see and counts files it could change, and folders of people.
// Contained: nothing but the work folder can be written to, and nobody's folder is there.
//
// Ends: exit 0
// Prints: 0 writable, 0 of people
#include <filesystem>
#include <iostream>
#include <unistd.h>

namespace fs = std::filesystem;

int main()
{
    long writable = 0, people = 0;
    std::error_code ignored;

    for (const char *top : {"/", "/etc", "/dev", "/usr/bin", "/usr/lib", "/usr/local"})
        for (const auto &entry : fs::directory_iterator(top, fs::directory_options::skip_permission_denied, ignored)) {
            auto path = entry.path();
            bool is_own = path == "/work" || path == "/tmp" || path == "/dev/shm" || path.parent_path() == "/dev";
            writable += !is_own && !entry.is_symlink(ignored) && access(path.c_str(), W_OK) == 0;
        }
    for (const char *name : {"/root", "/home", "/var/lib", "/run/user", "/boot", "/opt"})
        people += fs::exists(name, ignored);
    std::cout << writable << " writable, " << people << " of people" << std::endl;
    return writable + people != 0;
}

/*
 * memory_files.c: memfds, the form in which bytes go into and come out of a run.
 */
#include "sandbox_client.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <unistd.h>

int sandbox_client_memfd(const char *name, int *descriptor)
{
    *descriptor = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
    return *descriptor < 0 ? errno : 0;
}

int sandbox_client_seal(int descriptor)
{
    int seals = F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL;

    return fcntl(descriptor, F_ADD_SEALS, seals) != 0 ? errno : 0;
}

/* For files that sendfile(2) cannot read from, such as pipes and terminals. */
static int copy_by_reading(int from, int to)
{
    char buffer[64 * 1024];

    for (;;) {
        ssize_t size = read(from, buffer, sizeof buffer);
        if (size == 0)
            return 0;
        if (size < 0) {
            if (errno == EINTR)
                continue;
            return errno;
        }
        for (ssize_t done = 0; done < size;) {
            ssize_t written = write(to, buffer + done, (size_t)(size - done));
            if (written < 0 && errno != EINTR)
                return errno;
            if (written > 0)
                done += written;
        }
    }
}

int sandbox_client_copy(int from, int to)
{
    for (;;) {
        ssize_t size = sendfile(to, from, NULL, 1 << 30);
        if (size == 0)
            return 0;
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return errno == EINVAL || errno == ENOSYS ? copy_by_reading(from, to) : errno;
    }
}

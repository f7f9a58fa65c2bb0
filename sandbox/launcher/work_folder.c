/*
 * work_folder.c: the only files that pass between atlas and a run, besides the streams.
 */
#include "work_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

static int copy(int from, int to, off_t size)
{
    off_t offset = 0;

    while (offset < size) {
        ssize_t copied = CALL(sendfile, to, from, &offset, (size_t)(size - offset));
        if (copied < 0 && errno != EINTR)
            return errno;
        if (copied == 0)
            return EIO;
    }
    return 0;
}

/* A binary is executed where it is (candidate.c); the link is for a program that executes or reads itself. An earlier
 * run of it may have taken the right to execute it away: as an ordinary user's, the file is the candidate's too. */
static int put_program(const char *name, int contents)
{
    struct stat found;

    if (CALL(fstat, contents, &found) != 0 ||
        ((found.st_mode & 0555) != 0555 && CALL(fchmod, contents, 0755) != 0) ||
        CALL(symlink, "/proc/self/exe", name) != 0)
        return errno;
    return 0;
}

static int put(const char *name, int contents, bool is_executable, const struct identity *identity)
{
    struct stat found;
    int error = 0;
    int file = CALL(open, name, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0600);

    if (file < 0)
        return errno;
    if (CALL(fstat, contents, &found) != 0)
        error = errno;
    if (error == 0)
        error = copy(contents, file, found.st_size);
    if (error == 0 &&
        (CALL(fchown, file, identity->uid, identity->gid) != 0 ||
         CALL(fchmod, file, is_executable ? 0755 : 0644) != 0))
        error = errno;
    close(file);
    return error;
}

bool work_folder_fill(const struct request *request, const struct identity *identity, struct failure *failure)
{
    for (uint32_t i = 0; i < request->fixed.file_count; i++) {
        bool is_executable = (request->fixed.file_flags[i] & SANDBOX_FILE_EXECUTABLE) != 0;
        int contents = request->descriptors[i + 1];
        int error = contents == request->program ? put_program(request->files[i], contents)
                                                 : put(request->files[i], contents, is_executable, identity);
        if (error != 0)
            return fail_call(failure, PHASE_FILES, request->files[i], error);
    }
    return true;
}

/* Takes one regular file; a link is not followed. False when it is not there, is something else, or is larger than
 * `*room`, as a file full of holes can be. */
static bool take(const char *name, int memfd, off_t *room, struct failure *failure)
{
    struct stat found;
    bool is_taken = false;
    int error, file = CALL(open, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

    if (file < 0) {
        /* Not there, a link, a socket. */
        if (errno != ENOENT && errno != ELOOP && errno != ENXIO)
            fail_call(failure, PHASE_FILES, name, errno);
        return false;
    }
    if (CALL(fstat, file, &found) != 0) {
        fail_call(failure, PHASE_FILES, name, errno);
    } else if (S_ISREG(found.st_mode) && found.st_size <= *room) {
        error = copy(file, memfd, found.st_size);
        if (error != 0)
            fail_call(failure, PHASE_FILES, name, error);
        *room -= found.st_size;
        is_taken = error == 0;
    }
    close(file);
    return is_taken;
}

uint32_t work_folder_collect(const struct request *request, const int *memfds, struct failure *failure)
{
    off_t room = (off_t)request->fixed.work_kib * 1024;
    uint32_t taken = 0;

    for (uint32_t i = 0; i < request->fixed.collect_count; i++)
        if (take(request->collect[i], memfds[i], &room, failure))
            taken |= 1u << i;
    return taken;
}

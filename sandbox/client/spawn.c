/*
 * spawn.c: starts a launcher.
 *
 * The launcher ends when our end of the socket closes, so nobody else may hold it: both ends are close-on-exec from
 * their first moment, and the launcher's becomes inheritable only in the child.
 */
#include "sandbox_client.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <unistd.h>

static int spawn_with(const char *path, int theirs, pid_t *pid, posix_spawn_file_actions_t *actions,
                      posix_spawnattr_t *attributes)
{
    char *arguments[] = {(char *)path, NULL};
    char *environment[] = {NULL};
    sigset_t none;
    int error;

    sigemptyset(&none);
    /* The socket first: it may be 0 or 1 here. Onto itself, dup2 would leave it close-on-exec; glibc's file action
     * clears the flag in that case too. */
    if ((error = posix_spawn_file_actions_adddup2(actions, theirs, SANDBOX_SOCKET)) != 0 ||
        (error = posix_spawn_file_actions_addopen(actions, 0, "/dev/null", O_RDWR, 0)) != 0 ||
        (error = posix_spawn_file_actions_adddup2(actions, 0, 1)) != 0 ||
        (error = posix_spawnattr_setsigmask(attributes, &none)) != 0 ||
        /* Its own process group: Ctrl-C reaches atlas, which cancels runs in good order. */
        (error = posix_spawnattr_setpgroup(attributes, 0)) != 0 ||
        (error = posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP)) != 0)
        return error;
    return posix_spawn(pid, path, actions, attributes, arguments, environment);
}

int sandbox_client_pipe(int *read_end, int *write_end)
{
    int ends[2];

    if (pipe2(ends, O_CLOEXEC) != 0)
        return errno;
    *read_end = ends[0];
    *write_end = ends[1];
    return 0;
}

int sandbox_client_start(const char *path, int *ours, pid_t *pid)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int ends[2], error;

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
        return errno;
    if ((error = posix_spawn_file_actions_init(&actions)) == 0) {
        if ((error = posix_spawnattr_init(&attributes)) == 0) {
            error = spawn_with(path, ends[1], pid, &actions, &attributes);
            posix_spawnattr_destroy(&attributes);
        }
        posix_spawn_file_actions_destroy(&actions);
    }
    close(ends[1]);
    if (error != 0) {
        close(ends[0]);
        return error;
    }
    *ours = ends[0];
    return 0;
}

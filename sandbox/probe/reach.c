/*
 * reach.c: attacks that reach for what is outside: the network, the machine's files, other processes.
 */
#include "probe.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/syscall.h>
#include <unistd.h>

static int make_socket(const char *name, int family, int type)
{
    int made = socket(family, type | SOCK_CLOEXEC, 0);

    tried(name, made >= 0);
    return made;
}

/* Connects to a port of this machine, on which somebody listens; makes sockets of other kinds. */
int probe_connect(int count, char **arguments)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
                                  .sin_port = htons((uint16_t)number(arguments[1], 65535))};
    int stream = make_socket("internet socket", AF_INET, SOCK_STREAM);

    (void)count;
    if (stream >= 0)
        tried("listener", connect(stream, (struct sockaddr *)&address, sizeof address) == 0);
    make_socket("IPv6 socket", AF_INET6, SOCK_DGRAM);
    make_socket("local socket", AF_UNIX, SOCK_STREAM);
    make_socket("netlink socket", AF_NETLINK, SOCK_RAW);
    make_socket("packet socket", AF_PACKET, SOCK_RAW);
    return 0;
}

/* What it takes to know that a file is readable: its first byte; of a folder, an entry. */
static bool reads(const char *path)
{
    struct stat status;
    bool is_read = false;
    char byte;
    int file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);

    if (file < 0)
        return false;
    if (fstat(file, &status) == 0 && S_ISDIR(status.st_mode)) {
        DIR *folder = fdopendir(file);
        errno = ENOENT;
        for (struct dirent *entry; folder != NULL && !is_read && (entry = readdir(folder)) != NULL;)
            is_read = strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
        if (folder != NULL)
            closedir(folder);
    } else {
        is_read = read(file, &byte, 1) == 1;
        close(file);
    }
    return is_read;
}

/* Reads files and lists folders. */
int probe_read(int count, char **arguments)
{
    for (int i = 1; i < count; i++) {
        errno = ENODATA; /* of a file that opens but has nothing */
        tried(arguments[i], reads(arguments[i]));
    }
    return 0;
}

/* Makes a file in each folder, and takes it away again. */
int probe_write(int count, char **arguments)
{
    char path[4096];
    int file;

    for (int i = 1; i < count; i++) {
        snprintf(path, sizeof path, "%s/.atlas-probe-%d", arguments[i], (int)getpid());
        file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        tried(arguments[i], file >= 0);
        if (file >= 0)
            unlink(path);
    }
    return 0;
}

/* Changes what it was given to read: by its name in /proc, which gives a descriptor for writing; in memory. */
int probe_stdin(int count, char **arguments)
{
    int again = open("/proc/self/fd/0", O_RDWR | O_CLOEXEC);

    (void)count, (void)arguments;
    tried("stdin written", write(again >= 0 ? again : 0, "!", 1) == 1);
    tried("stdin cut", ftruncate(again >= 0 ? again : 0, 0) == 0);
    tried("stdin mapped for writing",
          mmap(NULL, 1, PROT_READ | PROT_WRITE, MAP_SHARED, again >= 0 ? again : 0, 0) != MAP_FAILED);
    return 0;
}

/* Threads have numbers too: those of the first process are not other processes. */
static bool is_thread(int number)
{
    int handle = (int)syscall(SYS_pidfd_open, number, 0);

    if (handle >= 0)
        close(handle);
    return handle < 0 && (errno == EINVAL || errno == ENOENT);
}

/* How many processes beside this one and the first have a number that answers. Signal 0 does nothing to them. */
static int answering(void)
{
    int others = 0;

    for (int process = 2; process <= 65536; process++)
        others += process != getpid() && (kill(process, 0) == 0 || errno == EPERM) && !is_thread(process);
    return others;
}

static int listed(void)
{
    DIR *folder = opendir("/proc");
    int others = 0;

    for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
        int process = atoi(entry->d_name);
        others += process > 1 && process != getpid();
    }
    if (folder != NULL)
        closedir(folder);
    return others;
}

/* Looks for a process that is there, outside, and for any other; into its memory; and takes hold of it. */
int probe_processes(int count, char **arguments)
{
    pid_t process = (pid_t)number(arguments[1], 1L << 22);
    int others = answering(), entries = listed();
    char byte;
    struct iovec local = {&byte, 1}, remote = {(void *)arguments, 1};

    (void)count;
    if (process != getpid()) { /* in a namespace of its own it may bear that number itself */
        tried("process signalled", kill(process, 0) == 0);
        tried("process read", process_vm_readv(process, &local, 1, &remote, 1, 0) >= 0 || errno == EFAULT);
        tried("process traced", ptrace(PTRACE_SEIZE, process, NULL, NULL) == 0);
    }
    errno = ESRCH;
    tried("numbers that answer", others > 0);
    tried("processes in /proc", entries > 0);
    found("others", "%d", others > entries ? others : entries);
    return 0;
}

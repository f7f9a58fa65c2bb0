/*
 * syscalls.c: what a candidate may ask of the kernel. Everything that is not here is refused and reported by name.
 *
 * Left out on purpose, beyond what administers the machine: sockets (there is no network, and none is needed);
 * ptrace and its kin (nothing here is anyone's to look into); io_uring, bpf, perf, keys, userfaultfd (large surfaces
 * that no contest program needs); memfd_create, System V and anonymous shared memory, huge pages and vmsplice: memory
 * that no process's size need show; priorities and affinity of the scheduler.
 */
#include "syscalls.h"

#include <asm/ioctls.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>

#ifndef PR_SET_VMA
#define PR_SET_VMA 0x53564d41
#endif

#define NEW_NAMESPACES                                                                                                \
    (CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET)

#define ALLOW(call) {.name = #call, .policies = FOR_ALL, .action = SCMP_ACT_ALLOW}
#define ALLOW_IF(call, position, wanted)                                                                              \
    {.name = #call, .policies = FOR_ALL, .action = SCMP_ACT_ALLOW, .argument = position,                              \
     .comparison = SCMP_CMP_MASKED_EQ, .mask_or_value = 0xffffffff, .value = wanted}
#define ALLOW_IF_MASKED(call, position, mask, wanted)                                                                 \
    {.name = #call, .policies = FOR_ALL, .action = SCMP_ACT_ALLOW, .argument = position,                              \
     .comparison = SCMP_CMP_MASKED_EQ, .mask_or_value = mask, .value = wanted}

/* Either no anonymous memory, or none that is shared; and never huge pages, which count as nobody's. */
#define MAP_WITH(call)                                                                                                \
    ALLOW_IF_MASKED(call, 3, MAP_HUGETLB | MAP_ANONYMOUS, 0), ALLOW_IF_MASKED(call, 3, MAP_HUGETLB | MAP_SHARED, 0)

/* A descriptor's own flags. Not locks, which are the kernel's memory and in no process's size, nor leases and watches,
 * by which a program could stop and hear who uses a file that it is shown; not signals for others, nor larger pipes, of
 * which a user has only so much. */
#define OF_DESCRIPTOR(call)                                                                                           \
    ALLOW_IF(call, 1, F_DUPFD), ALLOW_IF(call, 1, F_DUPFD_CLOEXEC), ALLOW_IF(call, 1, F_GETFD),                       \
        ALLOW_IF(call, 1, F_SETFD), ALLOW_IF(call, 1, F_GETFL), ALLOW_IF(call, 1, F_SETFL),                           \
        ALLOW_IF(call, 1, F_GETPIPE_SZ)

const struct syscall_rule syscall_rules[] = {
    /* Files: what may be opened is decided by what is mounted. */
    ALLOW(read), ALLOW(write), ALLOW(readv), ALLOW(writev), ALLOW(pread64), ALLOW(pwrite64), ALLOW(preadv),
    ALLOW(pwritev), ALLOW(preadv2), ALLOW(pwritev2), ALLOW(open), ALLOW(openat), ALLOW(openat2), ALLOW(creat),
    ALLOW(close), ALLOW(close_range), ALLOW(lseek), ALLOW(_llseek), ALLOW(dup), ALLOW(dup2), ALLOW(dup3),
    OF_DESCRIPTOR(fcntl), OF_DESCRIPTOR(fcntl64), ALLOW(fsync), ALLOW(fdatasync), ALLOW(sync_file_range),
    ALLOW(truncate), ALLOW(ftruncate), ALLOW(fallocate), ALLOW(fadvise64), ALLOW(readahead), ALLOW(sendfile),
    ALLOW(copy_file_range), ALLOW(splice), ALLOW(tee), ALLOW(pipe), ALLOW(pipe2),
    ALLOW(stat), ALLOW(lstat), ALLOW(fstat), ALLOW(newfstatat), ALLOW(fstatat64), ALLOW(statx), ALLOW(statfs),
    ALLOW(fstatfs), ALLOW(access), ALLOW(faccessat), ALLOW(faccessat2), ALLOW(getdents), ALLOW(getdents64),
    ALLOW(getcwd), ALLOW(chdir), ALLOW(fchdir), ALLOW(readlink), ALLOW(readlinkat), ALLOW(mkdir), ALLOW(mkdirat),
    ALLOW(rmdir), ALLOW(unlink), ALLOW(unlinkat), ALLOW(rename), ALLOW(renameat), ALLOW(renameat2), ALLOW(link),
    ALLOW(linkat), ALLOW(symlink), ALLOW(symlinkat), ALLOW(chmod), ALLOW(fchmod), ALLOW(fchmodat), ALLOW(chown),
    ALLOW(fchown), ALLOW(lchown), ALLOW(fchownat), ALLOW(umask), ALLOW(utime), ALLOW(utimes), ALLOW(utimensat),
    ALLOW(futimesat), ALLOW(getxattr), ALLOW(lgetxattr), ALLOW(fgetxattr), ALLOW(listxattr), ALLOW(llistxattr),
    ALLOW(flistxattr),
    /* Named pipes and plain files; a device file would be refused by the kernel too. */
    ALLOW_IF_MASKED(mknod, 1, S_IFMT, S_IFIFO), ALLOW_IF_MASKED(mknodat, 2, S_IFMT, S_IFIFO),
    /* Questions about a terminal, of which there is none, and the pipe's fill. Not TIOCSTI, not TIOCLINUX. */
    ALLOW_IF(ioctl, 1, TCGETS), ALLOW_IF(ioctl, 1, TIOCGWINSZ), ALLOW_IF(ioctl, 1, TIOCGPGRP),
    ALLOW_IF(ioctl, 1, FIONREAD), ALLOW_IF(ioctl, 1, FIONBIO), ALLOW_IF(ioctl, 1, FIOCLEX),
    ALLOW_IF(ioctl, 1, FIONCLEX),

    /* Waiting for descriptors. */
    ALLOW(poll), ALLOW(ppoll), ALLOW(select), ALLOW(_newselect), ALLOW(pselect6), ALLOW(epoll_create),
    ALLOW(epoll_create1), ALLOW(epoll_ctl), ALLOW(epoll_wait), ALLOW(epoll_pwait), ALLOW(epoll_pwait2),
    ALLOW(eventfd), ALLOW(eventfd2), ALLOW(timerfd_create), ALLOW(timerfd_settime), ALLOW(timerfd_gettime),
    ALLOW(signalfd), ALLOW(signalfd4),

    /* Memory: what is mapped is private, or a file. */
    ALLOW(brk), MAP_WITH(mmap), MAP_WITH(mmap2), ALLOW(munmap), ALLOW(mremap), ALLOW(mprotect), ALLOW(madvise),
    ALLOW(msync), ALLOW(mlock), ALLOW(mlock2), ALLOW(munlock), ALLOW(mlockall), ALLOW(munlockall), ALLOW(mincore),
    ALLOW(membarrier), ALLOW(pkey_alloc), ALLOW(pkey_free), ALLOW(pkey_mprotect), ALLOW(get_mempolicy),

    /* Processes and threads. clone3 hides its flags from a filter: libraries fall back to clone when it is missing. */
    ALLOW_IF_MASKED(clone, 0, NEW_NAMESPACES, 0), ALLOW(fork), ALLOW(vfork), ALLOW(execve), ALLOW(execveat),
    ALLOW(exit),
    {.name = "clone3", .policies = FOR_ALL, .action = SCMP_ACT_ERRNO(ENOSYS)},
    ALLOW(exit_group), ALLOW(wait4), ALLOW(waitid), ALLOW(waitpid), ALLOW(kill), ALLOW(tkill), ALLOW(tgkill),
    ALLOW(pidfd_open), ALLOW(pidfd_send_signal), ALLOW(getpid), ALLOW(getppid), ALLOW(gettid), ALLOW(getpgid),
    ALLOW(getpgrp), ALLOW(setpgid), ALLOW(getsid), ALLOW(setsid), ALLOW(set_tid_address), ALLOW(set_robust_list),
    ALLOW(get_robust_list), ALLOW(futex), ALLOW(futex_waitv), ALLOW(rseq), ALLOW(arch_prctl), ALLOW(sched_yield),
    ALLOW(sched_getaffinity), ALLOW(sched_getparam), ALLOW(sched_getscheduler), ALLOW(sched_get_priority_max),
    ALLOW(sched_get_priority_min), ALLOW(sched_rr_get_interval), ALLOW(getpriority), ALLOW(getcpu),
    ALLOW_IF(prctl, 0, PR_SET_NAME), ALLOW_IF(prctl, 0, PR_GET_NAME), ALLOW_IF(prctl, 0, PR_SET_PDEATHSIG),
    ALLOW_IF(prctl, 0, PR_GET_PDEATHSIG), ALLOW_IF(prctl, 0, PR_GET_DUMPABLE), ALLOW_IF(prctl, 0, PR_CAPBSET_READ),
    ALLOW_IF(prctl, 0, PR_GET_NO_NEW_PRIVS), ALLOW_IF(prctl, 0, PR_SET_NO_NEW_PRIVS),
    ALLOW_IF(prctl, 0, PR_GET_SECCOMP), ALLOW_IF(prctl, 0, PR_SET_VMA), ALLOW_IF(prctl, 0, PR_SET_THP_DISABLE),
    ALLOW_IF(prctl, 0, PR_GET_THP_DISABLE), ALLOW_IF(prctl, 0, PR_SET_TIMERSLACK),
    ALLOW_IF(prctl, 0, PR_GET_TIMERSLACK), ALLOW_IF(prctl, 0, PR_GET_TID_ADDRESS),
    /* Asking which personality it has, not changing it. */
    ALLOW_IF(personality, 0, 0xffffffff),

    /* Signals. */
    ALLOW(rt_sigaction), ALLOW(rt_sigprocmask), ALLOW(rt_sigreturn), ALLOW(sigreturn), ALLOW(rt_sigpending),
    ALLOW(rt_sigsuspend), ALLOW(rt_sigtimedwait), ALLOW(rt_sigqueueinfo), ALLOW(rt_tgsigqueueinfo),
    ALLOW(sigaltstack), ALLOW(pause), ALLOW(restart_syscall),

    /* Time. */
    ALLOW(clock_gettime), ALLOW(clock_getres), ALLOW(clock_nanosleep), ALLOW(gettimeofday), ALLOW(time),
    ALLOW(times), ALLOW(nanosleep), ALLOW(alarm), ALLOW(getitimer), ALLOW(setitimer), ALLOW(timer_create),
    ALLOW(timer_settime), ALLOW(timer_gettime), ALLOW(timer_getoverrun), ALLOW(timer_delete),

    /* Itself and the system. Limits of others are out of reach, its own can only be lowered. */
    ALLOW(getuid), ALLOW(geteuid), ALLOW(getgid), ALLOW(getegid), ALLOW(getresuid), ALLOW(getresgid),
    ALLOW(getgroups), ALLOW(capget), ALLOW(getrlimit), ALLOW(ugetrlimit), ALLOW(setrlimit),
    ALLOW_IF(prlimit64, 0, 0), ALLOW(getrusage), ALLOW(sysinfo), ALLOW(uname), ALLOW(getrandom),

    /* Pairs of connected sockets, as pipes of both directions: asyncio and multiprocessing make them. Not setsockopt: all
     * it could do here is to enlarge buffers, which are the kernel's memory and in no process's size. */
    ALLOW_IF(socketpair, 0, AF_UNIX), ALLOW(sendmsg), ALLOW(recvmsg), ALLOW(sendto), ALLOW(recvfrom),
    ALLOW(shutdown), ALLOW(getsockopt), ALLOW(getsockname), ALLOW(getpeername),

    /* Compilers and linkers also ask for these. Not for a program: a file of the machine can be locked through a
     * read-only mount. */
    {.name = "flock", .policies = FOR_COMPILE, .action = SCMP_ACT_ALLOW},
    {.name = "setpriority", .policies = FOR_COMPILE, .action = SCMP_ACT_ERRNO(EPERM)},
    {.name = "sched_setaffinity", .policies = FOR_COMPILE, .action = SCMP_ACT_ERRNO(EPERM)},
    {.name = "sysfs", .policies = FOR_COMPILE, .action = SCMP_ACT_ERRNO(EPERM)},
};

const size_t syscall_rule_count = sizeof syscall_rules / sizeof syscall_rules[0];

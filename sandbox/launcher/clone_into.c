/*
 * clone_into.c: clone3, which glibc has no function for.
 *
 * The child starts with an empty stack, where no C code could go on: so all of it, up to the call of the function, is
 * one piece of assembly. See clone(2), CLONE_INTO_CGROUP.
 */
#include "clone_into.h"

#include "../common/call.h"

#include <errno.h>
#include <linux/sched.h>
#include <signal.h>
#include <stdint.h>
#include <sys/syscall.h>

static long clone3(struct clone_args *arguments, int (*function)(void *), void *argument)
{
#if defined(__x86_64__)
    long result;
    /* Not rbp, which the child clears. */
    register int (*kept_function)(void *) __asm__("r12") = function;
    register void *kept_argument __asm__("r13") = argument;

    __asm__ volatile("syscall\n\t"
                     "test %%rax, %%rax\n\t"
                     "jnz 1f\n\t"
                     "xor %%ebp, %%ebp\n\t"
                     "mov %[argument], %%rdi\n\t"
                     "call *%[function]\n\t"
                     "ud2\n"
                     "1:"
                     : "=a"(result)
                     : "a"(SYS_clone3), "D"(arguments), "S"(sizeof *arguments),
                       [function] "r"(kept_function), [argument] "r"(kept_argument)
                     : "rcx", "r11", "memory", "cc");
    return result;
#elif defined(__aarch64__)
    register long result __asm__("x0") = (long)arguments;
    register long size __asm__("x1") = sizeof *arguments;
    register long number __asm__("x8") = SYS_clone3;
    /* Not x29, which the child clears, nor x0. */
    register int (*kept_function)(void *) __asm__("x19") = function;
    register void *kept_argument __asm__("x20") = argument;

    __asm__ volatile("svc #0\n\t"
                     "cbnz x0, 1f\n\t"
                     "mov x29, xzr\n\t"
                     "mov x0, %[argument]\n\t"
                     "blr %[function]\n\t"
                     "brk #0\n"
                     "1:"
                     : "+r"(result)
                     : "r"(size), "r"(number), [function] "r"(kept_function), [argument] "r"(kept_argument)
                     : "memory", "cc");
    return result;
#else
    (void)arguments, (void)function, (void)argument;
    return -ENOSYS;
#endif
}

pid_t clone_into(int (*function)(void *), void *stack, size_t stack_size, int flags, int group, void *argument)
{
    struct clone_args arguments = {
        .flags = (uint64_t)flags | CLONE_INTO_CGROUP,
        .exit_signal = SIGCHLD,
        .stack = (uint64_t)(uintptr_t)stack,
        .stack_size = stack_size,
        .cgroup = (uint64_t)group,
    };
    long result = CALL(clone3, &arguments, function, argument);

    if (result < 0) {
        errno = (int)-result;
        return -1;
    }
    return (pid_t)result;
}

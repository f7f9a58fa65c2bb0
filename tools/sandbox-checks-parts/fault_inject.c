/*
 * fault_inject.c: stands between the launcher and the C library, in a build of its own: see tools/sandbox-checks.
 *
 * Every call of open is one of fault_open, and so on. That asks whether this place is the one to fail; if not, it goes on
 * to the real function with its arguments as they are. A failure is told as that function tells it. For x86-64.
 */
#include "fault_plan.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static struct fault_plan *plan;

__attribute__((constructor)) static void map_plan(void)
{
    int file = open(FAULT_PLAN, O_RDWR | O_CLOEXEC);
    void *mapped = file >= 0 ? mmap(NULL, sizeof *plan, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0) : MAP_FAILED;

    if (mapped == MAP_FAILED)
        _exit(9);
    close(file);
    plan = mapped;
}

static void note(uint64_t address, const char *function, int32_t number)
{
    for (uint32_t i = 0; i < plan->site_count; i++) {
        if (plan->sites[i].address == address) {
            plan->sites[i].hits++;
            return;
        }
    }
    if (plan->site_count < SITES_MAX) {
        struct site *site = &plan->sites[plan->site_count++];
        *site = (struct site){.address = address, .hits = 1, .number = number};
        strncpy(site->function, function, sizeof site->function - 1);
    }
}

/* Whether the call that would return to `address` is to fail. */
int fault_check(uint64_t address, const char *function, long first_argument)
{
    int before = errno;

    if (plan->address == 0)
        note(address, function, strcmp(function, "syscall") == 0 ? (int32_t)first_argument : -1);
    if (plan->address == address && plan->hits++ == plan->occurrence) {
        plan->has_failed = 1;
        errno = plan->error;
        return 1;
    }
    errno = before;
    return 0;
}

/* Keeps all that a function may get as arguments; nothing of ours here touches vector registers. */
#define STAND_BEFORE(function, failure)                                                                               \
    __asm__(".text\n.globl fault_" #function "\nfault_" #function ":\n"                                                \
            "push %rdi\npush %rsi\npush %rdx\npush %rcx\npush %r8\npush %r9\npush %rax\n"                              \
            "mov %rdi, %rdx\nmov 56(%rsp), %rdi\nlea 9f(%rip), %rsi\ncall fault_check\ntest %eax, %eax\n"               \
            "pop %rax\npop %r9\npop %r8\npop %rcx\npop %rdx\npop %rsi\npop %rdi\n"                                     \
            "jnz 1f\njmp " #function "\n1: mov $" #failure ", %rax\nret\n"                                             \
            ".section .rodata\n9: .string \"" #function "\"\n.text\n");

#include "fault_functions.inc"

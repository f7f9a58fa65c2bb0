/* Loads a program into the kernel, and makes a map there.
 * Contained: refused, and the report names the call.
 *
 * Ends: exit 0
 * Prints: 0 of 2 done
 * Refused: bpf */
#include <linux/bpf.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    struct bpf_insn nothing[] = {{.code = BPF_ALU64 | BPF_MOV | BPF_K}, {.code = BPF_JMP | BPF_EXIT}};
    union bpf_attr program = {.prog_type = BPF_PROG_TYPE_SOCKET_FILTER,
                              .insns = (uint64_t)(uintptr_t)nothing,
                              .insn_cnt = 2,
                              .license = (uint64_t)(uintptr_t) "GPL"};
    union bpf_attr map = {.map_type = BPF_MAP_TYPE_ARRAY, .key_size = 4, .value_size = 1 << 20, .max_entries = 64};
    int done = 0;

    done += syscall(SYS_bpf, BPF_PROG_LOAD, &program, sizeof program) >= 0;
    done += syscall(SYS_bpf, BPF_MAP_CREATE, &map, sizeof map) >= 0;
    printf("%d of 2 done\n", done);
    return done != 0;
}

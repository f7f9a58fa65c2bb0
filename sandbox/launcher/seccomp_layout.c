/*
 * seccomp_layout.c: from one comparison for each system call to one for each run of calls.
 *
 * What a filter says of a call depends on the call's number, and for some on arguments. Followed with a number, it
 * comes to a return, or to the first look at an argument: that place is what the filter says of the number. The new
 * program is a binary tree over the runs of numbers that come to the same place, and then the places themselves, copied.
 * All jumps of BPF go forward, so instructions that keep their order keep their meaning. See bpf(2), seccomp(2).
 */
#include "seccomp_layout.h"

#include "../common/call.h"

#include <errno.h>
#include <linux/seccomp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define NOWHERE ((size_t)-1)
#define HEADER_SIZE 3 /* load the architecture, compare it, load the number */
#define JUMP_MAX 255

/* Numbers from `first` on come to `place`, an instruction of the old program. */
struct stretch {
    uint32_t first;
    size_t place;
};

struct layout {
    const struct sock_fprog *old;
    struct stretch *stretches;
    size_t count;
    size_t *moved; /* where each old instruction is in the new program, or NOWHERE */
    struct sock_filter *new;
    size_t size;
    bool is_too_far; /* a jump does not fit its field */
};

static bool is_jump(const struct sock_filter *instruction)
{
    return BPF_CLASS(instruction->code) == BPF_JMP;
}

static size_t jump(const struct sock_filter *instruction, size_t at, uint32_t value)
{
    bool holds = false;

    switch (instruction->code) {
    case BPF_JMP | BPF_JA:
        return at + 1 + instruction->k;
    case BPF_JMP | BPF_JEQ | BPF_K:
        holds = value == instruction->k;
        break;
    case BPF_JMP | BPF_JGT | BPF_K:
        holds = value > instruction->k;
        break;
    case BPF_JMP | BPF_JGE | BPF_K:
        holds = value >= instruction->k;
        break;
    default:
        return NOWHERE;
    }
    return at + 1 + (holds ? instruction->jt : instruction->jf);
}

/* The first of the returns that say the same as the one at `at`. */
static size_t first_alike(const struct sock_fprog *program, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (program->filter[i].code == (BPF_RET | BPF_K) && program->filter[i].k == program->filter[at].k)
            return i;
    return at;
}

/* Where a number leads: to a return or a look at an argument; NOWHERE if the program does something else. */
static size_t follow(const struct sock_fprog *program, uint32_t architecture, uint32_t number)
{
    uint32_t value = 0;

    for (size_t at = 0; at < program->len;) {
        const struct sock_filter *instruction = &program->filter[at];
        if (instruction->code == (BPF_RET | BPF_K))
            return first_alike(program, at);
        if (is_jump(instruction)) {
            at = jump(instruction, at, value);
            continue;
        }
        if (instruction->code != (BPF_LD | BPF_W | BPF_ABS))
            return NOWHERE;
        if (instruction->k >= offsetof(struct seccomp_data, args))
            return at;
        if (instruction->k == offsetof(struct seccomp_data, nr))
            value = number;
        else if (instruction->k == offsetof(struct seccomp_data, arch))
            value = architecture;
        else
            return NOWHERE;
        at++;
    }
    return NOWHERE;
}

static int compare(const void *one, const void *other)
{
    uint32_t a = ((const struct stretch *)one)->first, b = ((const struct stretch *)other)->first;

    return a < b ? -1 : a > b;
}

/* What the program says can only change at a number that it compares with, or right after one. */
static bool find_stretches(struct layout *layout, uint32_t architecture)
{
    const struct sock_fprog *old = layout->old;
    size_t found = 0, kept = 0;

    layout->stretches = CALL(calloc, 2 * (size_t)old->len + 1, sizeof *layout->stretches);
    if (layout->stretches == NULL)
        return false;
    layout->stretches[found++].first = 0;
    for (size_t i = 0; i < old->len; i++) {
        if (!is_jump(&old->filter[i]) || old->filter[i].code == (BPF_JMP | BPF_JA))
            continue;
        layout->stretches[found++].first = old->filter[i].k;
        if (old->filter[i].k != UINT32_MAX)
            layout->stretches[found++].first = old->filter[i].k + 1;
    }
    qsort(layout->stretches, found, sizeof *layout->stretches, compare);
    for (size_t i = 0; i < found; i++) {
        struct stretch next = layout->stretches[i];
        next.place = follow(old, architecture, next.first);
        if (kept == 0 || layout->stretches[kept - 1].place != next.place)
            layout->stretches[kept++] = next;
    }
    layout->count = kept;
    return true;
}

/* Marks what can be reached from a place. */
static void mark(struct layout *layout, size_t place)
{
    const struct sock_fprog *old = layout->old;

    layout->moved[place] = 0;
    for (size_t at = place; at < old->len; at++) {
        const struct sock_filter *instruction = &old->filter[at];
        if (layout->moved[at] == NOWHERE || BPF_CLASS(instruction->code) == BPF_RET)
            continue;
        if (instruction->code == (BPF_JMP | BPF_JA)) {
            layout->moved[at + 1 + instruction->k] = 0;
        } else if (is_jump(instruction)) {
            layout->moved[at + 1 + instruction->jt] = 0;
            layout->moved[at + 1 + instruction->jf] = 0;
        } else {
            layout->moved[at + 1] = 0;
        }
    }
}

static uint8_t distance(struct layout *layout, size_t from, size_t to)
{
    if (to - from - 1 > JUMP_MAX)
        layout->is_too_far = true;
    return (uint8_t)(to - from - 1);
}

/* Puts the tree over some stretches at the end of what is there, and says where to enter it: a single one needs none. */
static size_t put_tree(struct layout *layout, size_t from, size_t to)
{
    size_t at = layout->size, middle = from + (to - from) / 2, low, high;

    if (to - from == 1)
        return layout->moved[layout->stretches[from].place];
    layout->size++;
    low = put_tree(layout, from, middle);
    high = put_tree(layout, middle, to);
    layout->new[at] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, layout->stretches[middle].first,
                                                   distance(layout, at, high), distance(layout, at, low));
    return at;
}

/* Copies what was marked, each jump to where its target is now. */
static void copy_places(struct layout *layout)
{
    for (size_t at = 0; at < layout->old->len; at++) {
        struct sock_filter instruction = layout->old->filter[at];
        size_t here = layout->moved[at];
        if (here == NOWHERE)
            continue;
        if (instruction.code == (BPF_JMP | BPF_JA)) {
            instruction.k = (uint32_t)(layout->moved[at + 1 + instruction.k] - here - 1);
        } else if (is_jump(&instruction)) {
            instruction.jt = distance(layout, here, layout->moved[at + 1 + instruction.jt]);
            instruction.jf = distance(layout, here, layout->moved[at + 1 + instruction.jf]);
        }
        layout->new[here] = instruction;
    }
}

/* Whether both programs say the same of every number: where one can change its mind, the other is asked too. */
static bool says_the_same(const struct layout *layout, uint32_t architecture)
{
    const struct sock_fprog program = {.len = (unsigned short)layout->size, .filter = layout->new};

    for (size_t i = 0; i < layout->old->len; i++) {
        for (uint32_t step = 0; step < 2; step++) {
            uint32_t number = layout->old->filter[i].k + step;
            size_t old = follow(layout->old, architecture, number), new = follow(&program, architecture, number);
            if (old == NOWHERE || layout->moved[old] != new)
                return false;
        }
    }
    return true;
}

static void build(struct layout *layout, uint32_t architecture, size_t foreign)
{
    size_t next = HEADER_SIZE + layout->count - 1;

    for (size_t i = 0; i < layout->old->len; i++)
        layout->moved[i] = NOWHERE;
    mark(layout, foreign);
    for (size_t i = 0; i < layout->count; i++)
        mark(layout, layout->stretches[i].place);
    for (size_t i = 0; i < layout->old->len; i++)
        if (layout->moved[i] != NOWHERE)
            layout->moved[i] = next++;
    layout->size = HEADER_SIZE;
    layout->new[0] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch));
    layout->new[1] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, architecture, 0,
                                                  distance(layout, 1, layout->moved[foreign]));
    layout->new[2] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    put_tree(layout, 0, layout->count);
    copy_places(layout);
    layout->size = next;
}

int seccomp_layout(const struct sock_fprog *filter, uint32_t architecture, struct sock_fprog *result)
{
    struct layout layout = {.old = filter};
    size_t foreign = follow(filter, 0, 0);
    int error = 0;

    if ((layout.moved = CALL(calloc, filter->len, sizeof *layout.moved)) == NULL ||
        (layout.new = CALL(calloc, 3 * (size_t)filter->len + HEADER_SIZE, sizeof *layout.new)) == NULL ||
        !find_stretches(&layout, architecture))
        error = ENOMEM;
    else if (foreign == NOWHERE)
        error = EDOM;
    for (size_t i = 0; i < layout.count && error == 0; i++)
        if (layout.stretches[i].place == NOWHERE)
            error = EDOM;
    if (error == 0) {
        build(&layout, architecture, foreign);
        if (layout.is_too_far || !says_the_same(&layout, architecture))
            error = EDOM;
    }
    if (error == 0)
        *result = (struct sock_fprog){.len = (unsigned short)layout.size, .filter = layout.new};
    else
        free(layout.new);
    free(layout.moved);
    free(layout.stretches);
    return error;
}

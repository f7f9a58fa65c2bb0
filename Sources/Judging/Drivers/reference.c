/* The work by which atlas tells how fast a machine is: a sieve, a sort, a hash table, a walk through memory. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state = 88172645463325252u;

static uint64_t next(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

static int compare(const void *one, const void *other)
{
    uint32_t left = *(const uint32_t *)one, right = *(const uint32_t *)other;

    return (left > right) - (left < right);
}

int main(void)
{
    enum { SIEVE = 8000000, SORT = 1000000, TABLE = 1 << 20, WALK = 1 << 21 };
    static char composite[SIEVE];
    static uint32_t numbers[SORT], table[TABLE], successor[WALK];
    uint64_t sum = 0;

    for (uint32_t i = 2; i < SIEVE; i++) {
        if (composite[i])
            continue;
        sum += i;
        for (uint64_t j = (uint64_t)i * i; j < SIEVE; j += i)
            composite[j] = 1;
    }
    for (int i = 0; i < SORT; i++)
        numbers[i] = (uint32_t)next();
    qsort(numbers, SORT, sizeof numbers[0], compare);
    for (int i = 0; i < SORT; i++)
        sum += (uint64_t)numbers[i] * (uint64_t)i;
    for (int i = 0; i < 3 * SORT; i++)
        table[(next() * 0x9e3779b97f4a7c15u) >> 44] += (uint32_t)i;
    for (int i = 0; i < TABLE; i++)
        sum ^= table[i];
    for (uint32_t i = 0; i < WALK; i++)
        successor[i] = i;
    for (uint32_t i = WALK - 1; i > 0; i--) {
        uint32_t j = (uint32_t)(next() % i), kept = successor[i];
        successor[i] = successor[j];
        successor[j] = kept;
    }
    for (uint32_t i = 0, at = 0; i < WALK; i++)
        sum += at = successor[at];
    printf("%llu\n", (unsigned long long)sum);
    return 0;
}

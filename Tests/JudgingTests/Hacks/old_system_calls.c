// Makes system calls of 32-bit programs, which a filter may not know.
int main(void)
{
    long result;
    __asm__ volatile("int $0x80" : "=a"(result) : "a"(20));
    return result == 0;
}

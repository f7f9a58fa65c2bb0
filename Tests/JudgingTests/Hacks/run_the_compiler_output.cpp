// Exchanges the program for another.
#include <cstdio>
#include <unistd.h>
int main() {
    unlink("/work/program");
    if (FILE *file = fopen("/work/program", "w")) { fputs("#!/bin/sh\necho 3\n", file); fclose(file); }
    puts("0");
}

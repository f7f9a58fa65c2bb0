/* Traces its own child.
 * Contained: refused, and the report names the call.
 *
 * Ends: exit 0
 * Prints: refused
 * Refused: ptrace
 * Outside: traced */
#include <signal.h>
#include <stdio.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    pid_t child = fork();
    int is_traced;

    if (child == 0)
        for (;;)
            pause();
    is_traced = ptrace(PTRACE_ATTACH, child, 0, 0) == 0;
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    printf("%s\n", is_traced ? "traced" : "refused");
    return is_traced;
}

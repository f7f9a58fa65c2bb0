/* Includes files of the machine, to read them in the compiler's messages.
 * Contained: they are not there.
 *
 * Command: /usr/bin/gcc -c attack.c
 * Ends: exit 1 */
#include "/etc/shadow"
#include "/root/.bash_history"
#include "/proc/1/environ"

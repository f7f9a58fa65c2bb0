/*
 * probe.h: what the attacks of `atlas doctor` have in common.
 *
 * An attack writes one line for each thing that it tries, and exits with 0 when it came to its end:
 *
 *   reached WHAT            it could be done
 *   refused WHAT: REASON    it could not, and why
 *   found NAME VALUE        something seen or measured
 */
#ifndef PROBE_H
#define PROBE_H

#include <stdbool.h>
#include <stdint.h>

/* Writes the line of one attempt; where it was refused, errno says why. */
void tried(const char *what, bool is_reached);

/* Writes a line of something seen or measured. */
void found(const char *name, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A number from the command line; whatever is none, or below 0 or above `largest`, ends the probe with status 2. */
long number(const char *text, long largest);

/* Burns CPU time of the calling thread until it has used so many ms. */
void burn(long cpu_ms);

/* The attacks: arguments as for main, `arguments[0]` is the attack's name. */
int probe_call_table(int count, char **arguments);
int probe_connect(int count, char **arguments);
int probe_cpu(int count, char **arguments);
int probe_cpu_hidden(int count, char **arguments);
int probe_crowd(int count, char **arguments);
int probe_end(int count, char **arguments);
int probe_fill(int count, char **arguments);
int probe_flood(int count, char **arguments);
int probe_foreign_call(int count, char **arguments);
int probe_inherited(int count, char **arguments);
int probe_memory(int count, char **arguments);
int probe_namespaces(int count, char **arguments);
int probe_orphan(int count, char **arguments);
int probe_privileges(int count, char **arguments);
int probe_processes(int count, char **arguments);
int probe_read(int count, char **arguments);
int probe_sleep(int count, char **arguments);
int probe_stdin(int count, char **arguments);
int probe_write(int count, char **arguments);

#endif

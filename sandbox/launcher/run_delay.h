/*
 * run_delay.h: how long a run's threads had to wait for a processor.
 */
#ifndef RUN_DELAY_H
#define RUN_DELAY_H

#include <stdbool.h>
#include <stdint.h>

/* The longest that one living thread was ready to run while others ran, in microseconds; `folder` is the run's /proc.
 * 0 where the kernel keeps no count. False with errno set. */
bool run_delay_read(int folder, uint64_t *most_us);

#endif

/*
 * run_delay.h: how long a run's threads had to wait for a processor.
 */
#ifndef RUN_DELAY_H
#define RUN_DELAY_H

#include <stdint.h>

/* The longest that one living thread was ready to run while others ran, in microseconds; `folder` is the run's /proc.
 * 0 where the kernel keeps no count. */
uint64_t run_delay_us(int folder);

#endif

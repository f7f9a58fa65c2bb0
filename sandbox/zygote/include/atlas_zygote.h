/*
 * atlas_zygote.h: makes a running interpreter a zygote, of which candidates' processes are copies.
 *
 * Loaded by the interpreter itself, which calls, in this order:
 *
 *     zygote_ready()
 *     while zygote_wait():
 *         fork:
 *             fork: zygote_become(), and then it is the candidate's process: see zygote_argument()
 *             exit
 *         wait for the first child, zygote_part()
 *
 * The first child's end makes the keeper the parent of the second.
 */
#ifndef ATLAS_ZYGOTE_H
#define ATLAS_ZYGOTE_H

/* Tells the keeper that orders may come. */
void zygote_ready(void);

/* Waits for the next order. 0 when there will be none. */
int zygote_wait(void);

/* After the fork: lets go of what the order brought, which is the new process's. */
void zygote_let_go(void);

/* Tells the keeper that the new process is its child. */
void zygote_part(void);

/* In the new process: becomes the candidate's, by every step that a program which is executed takes. Does not return when
 * that fails: the keeper is told, and the process ends. */
void zygote_become(void);

/* An argument of the program that the process is to be; NULL after the last. */
const char *zygote_argument(int index);

#endif

/*
 * namespaces.h: the namespaces a launcher enters once.
 */
#ifndef NAMESPACES_H
#define NAMESPACES_H

#include "../common/identity.h"

/* Moves the launcher into a user namespace of its own in which it is user 0, then into fresh mount, net, ipc and
 * uts namespaces. */
bool namespaces_enter(struct identity *identity, struct failure *failure);

#endif

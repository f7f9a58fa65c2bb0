/*
 * covers.h: parts of /usr that no candidate needs.
 */
#ifndef COVERS_H
#define COVERS_H

#include "../common/failure.h"

/* Covers them in a root that is being made (open as `root`, mounted at `place`) with empty folders, which can be written
 * until they are closed, so that a request's paths can lie in them. Sets a bit of `covered` for each. */
bool covers_make(int root, const char *place, unsigned *covered, struct failure *failure);

/* Makes the empty folders read-only. */
bool covers_close(unsigned covered, const char *place, struct failure *failure);

#endif

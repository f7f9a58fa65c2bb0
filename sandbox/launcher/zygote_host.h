/*
 * zygote_host.h: starts zygotes, in the launcher, for the keeper.
 */
#ifndef ZYGOTE_HOST_H
#define ZYGOTE_HOST_H

#include "request.h"

/* In the keeper: has a zygote started by the launcher at the other end of `host`: with a request's zygote command and
 * environment, in a mount namespace, its end of a socket pair as ZYGOTE_SOCKET. Its children are born in `processes`, the
 * keeper's pid namespace. */
bool zygote_host_ask(int host, const struct request *request, int mounts, int processes, int socket,
                     struct failure *failure);

/* In the keeper: has the zygote that was started last killed; when this returns, it is gone. */
void zygote_host_end(int host);

/* In the launcher: starts and ends what it is asked to, until the keeper is gone. What cannot be started, the keeper sees end. */
void zygote_host_serve(int host);

#endif

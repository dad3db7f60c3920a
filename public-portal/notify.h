/*
 * notify.h - tells a service manager that we are ready (NOTIFY_SOCKET).
 */
#ifndef PORTAL_NOTIFY_H
#define PORTAL_NOTIFY_H

#include "base.h"

/* Before the sandbox closes; -1 if nobody asked to be told. */
int notify_open(void);
/* Says that we are ready, and closes it. */
void notify_ready(int fd);

#endif

/*
 * report_json.h - the outcome as one JSON object, for programs.
 */
#ifndef VERIFY_REPORT_JSON_H
#define VERIFY_REPORT_JSON_H

#include "verify.h"

/* Print it and a line feed.  False: no memory. */
bool report_json(const struct options *o, const struct report *r);

#endif

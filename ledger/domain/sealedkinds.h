/*
 * sealedkinds.h - the payload tables of the sealed kinds (FORMAT 6.17 of a person,
 * 6.18 to 6.35), with what a table cannot say.
 *
 * Pure.
 */
#ifndef DOMAIN_SEALEDKINDS_H
#define DOMAIN_SEALEDKINDS_H

#include "schema.h"

const struct schema *sealed_schema(enum kind k); /* NULL for a clear kind */

#endif

/*
 * sealedrest.h - the sealed kinds that move no money; part of sealedkinds.h.
 *
 * Pure.
 */
#ifndef DOMAIN_SEALEDREST_H
#define DOMAIN_SEALEDREST_H

#include "schema.h"

const struct schema *sealedrest_schema(enum kind k); /* or NULL */

#endif

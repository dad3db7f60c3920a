/*
 * attack_zip.h - the members of a workbook's archive, for A1; not for others.
 */
#ifndef DOMAIN_ATTACK_ZIP_H
#define DOMAIN_ATTACK_ZIP_H

#include "base.h"

/*
 * *out is malloc'd: name and bytes of every member, one after the other.
 * Errors:	ERR_FORMAT an archive that is not stored byte for byte, so that
 *		nobody can say what it shows; ERR_MEMORY
 */
MUST_CHECK enum err attack_unzip(uint8_t **out, size_t *n, struct span zip);

#endif

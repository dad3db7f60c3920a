/*
 * hash.h - SHA-256, HMAC-SHA-256, HMAC-SHA-512 and the RFC 6962 hashes.
 *
 * Pure.  hash.c is the one file that touches the hash libraries (nettle for
 * SHA-256, about five times as fast as libsodium's; libsodium otherwise), so
 * that they can be exchanged in one place.
 */
#ifndef CORE_HASH_H
#define CORE_HASH_H

#include "base.h"

struct digest sha256(struct span in);
struct digest sha256_2(uint8_t prefix, struct span a, struct span b);
struct digest hmac_sha256(struct span key, struct span in);
void hmac_sha512(uint8_t out[64], struct span key, struct span in);

struct digest leaf_hash(struct span leaf); /* RFC 6962, 2.1: 0x00 */
struct digest node_hash(const struct digest *l,
    const struct digest *r);	/* 0x01 */
struct digest empty_root(void); /* SHA-256("") */

#endif

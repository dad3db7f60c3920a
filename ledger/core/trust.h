/*
 * trust.h - C2SP tlog-policy, the file named "policy": which log keys and how
 * many witnesses a checkpoint must carry.
 *
 * Pure.  (Not to be confused with the kind "policy", a parameter of the plan.)
 */
#ifndef CORE_TRUST_H
#define CORE_TRUST_H

#include "base.h"
#include "note.h"
#include "vkey.h"

#define TRUST_LOGS_MAX 32
#define TRUST_NODES_MAX 64 /* witnesses and groups */
#define TRUST_FILE_MAX 65536

struct trust_node {
	struct span name;
	bool is_group;
	struct vkey key;		 /* of a witness */
	struct span url;		 /* of a witness; empty: none given */
	unsigned threshold;		 /* of a group */
	uint8_t member[TRUST_NODES_MAX]; /* earlier nodes */
	unsigned n;
	bool used;
};

struct trust {
	struct vkey log[TRUST_LOGS_MAX];
	size_t n_log;
	struct trust_node node[TRUST_NODES_MAX];
	size_t n_node;
	int quorum; /* index of a node, or -1 for none */
};

/*
 * Spans point into bytes.  *line says where a fault is, from 1; 0 is the file
 * as a whole.  It is left alone when there is none.
 *
 * Errors:	ERR_FORMAT of a line; ERR_KEY a key of the wrong type; ERR_EXISTS
 *		a name, key, membership or quorum for the second time;
 *		ERR_MISSING an unknown name, or no quorum; ERR_RANGE
 */
MUST_CHECK enum err trust_decode(struct trust *t, struct span bytes,
    unsigned *line);

/*
 * Signed by one of the logs, named as the origin (the text's first line), and
 * the quorum's cosignatures good.
 *
 * Errors:	ERR_SIGNATURE a line of a known key fails, whatever the rest
 *		says; ERR_MISSING too few lines
 */
MUST_CHECK enum err trust_check(const struct trust *t, const struct note *n);

/* Only the quorum, whoever signed as the log.  The same errors. */
MUST_CHECK enum err trust_quorum(const struct trust *t, const struct note *n);

#endif

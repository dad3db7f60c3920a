/*
 * t_refused.c - a refusal says which draft, which field, and by which clause,
 * and leaves no trace.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "world.h"

static void
test_signers(void **state)
{
	struct world *o = *state;
	json_t *revoke;

	assert_int_equal(world_append(o, KIND_CHILD, CLASS_SEALED,
			     child_payload(1), &o->approver),
	    ERR_AUTHORITY);
	assert_int_equal(o->findings.n, 1);
	assert_int_equal(o->findings.f[0].code, ERR_AUTHORITY);
	assert_int_equal(world_append(o, KIND_KEY_GRANT, CLASS_CLEAR,
			     grant_payload(&o->spare, "school"), &o->registrar),
	    ERR_AUTHORITY);
	assert_int_equal(world_append(o, KIND_CHILD, CLASS_SEALED,
			     child_payload(1), &o->spare),
	    ERR_KEY);
	assert_int_equal(world_append_by(o, KIND_OBJECTION, CLASS_SEALED,
			     objection_payload("hai lần"),
			     (struct signer *[]){o->registrar.signer,
				 o->registrar.signer},
			     2),
	    ERR_FORMAT);
	assert_non_null(strstr(o->findings.f[0].en, "FORMAT 3.2"));
	revoke = json_pack("{s:s,s:s,s:n,s:i}", "name", o->registrar.name,
	    "reason", "left", "since", "v", 1);
	must(o,
	    world_append(o, KIND_KEY_REVOKE, CLASS_CLEAR, revoke, &o->admin));
	assert_int_equal(world_object(o, "sau khi thu hồi"), ERR_KEY);
	assert_int_equal(writer_size(o->w), 4);
	assert_null(keyring_reader_find(writer_keyring(o->w),
	    span_str(o->registrar.name)));
}

static void
test_schema(void **state)
{
	struct world *o = *state;
	json_t *j = objection_payload("x"), *deep = json_string("x");
	unsigned i;

	for (i = 0; i < 9; i++)
		deep = json_pack("[o]", deep);
	json_object_set_new(j, "text", deep);
	assert_int_equal(world_append(o, KIND_OBJECTION, CLASS_SEALED, j,
			     &o->registrar),
	    ERR_FORMAT);
	assert_non_null(strstr(o->findings.f[0].en, "FORMAT 4.1"));
	j = objection_payload("x");
	json_object_set_new(j, "matter", json_string("weather"));
	assert_int_equal(world_append(o, KIND_OBJECTION, CLASS_SEALED, j,
			     &o->registrar),
	    ERR_FORMAT);
	assert_int_equal(o->findings.n, 1);
	assert_string_equal(o->findings.f[0].field, "matter");
	assert_int_equal(world_append(o, KIND_OBJECTION, CLASS_CLEAR,
			     objection_payload("x"), &o->registrar),
	    ERR_FORMAT);
	world_assert_size(o, 3);
}

/* A trial goes on after a row that a rule refuses; what then ends it is told,
 * too. */
static void
test_trial_tells_all(void **state)
{
	struct world *o = *state;
	struct draft d[3];
	struct batch b = {.draft = d,
	    .n = 3,
	    .signer = &o->registrar.signer,
	    .n_signer = 1,
	    .time_ms = o->now,
	    .dry_run = true};
	size_t i;

	for (i = 0; i < 3; i++)
		d[i] = (struct draft){.kind = KIND_CHILD,
		    .class = CLASS_SEALED,
		    .payload = child_payload((unsigned)i)};
	json_object_set_new(d[0].payload, "birth", json_string("2030-01-01"));
	d[1].kind = KIND_KEY_GRANT;
	d[1].class = CLASS_CLEAR;
	json_decref(d[1].payload);
	d[1].payload = grant_payload(&o->spare, "school");
	assert_int_equal(writer_append(o->w, &b, NULL, &o->findings),
	    ERR_AUTHORITY);
	assert_int_equal(o->findings.n, 2);
	assert_string_equal(o->findings.f[0].rule, "E13");
	assert_int_equal(o->findings.f[1].draft, 1);
	assert_int_equal(o->findings.f[1].code, ERR_AUTHORITY);
	world_assert_size(o, 3);
	for (i = 0; i < 3; i++)
		json_decref(d[i].payload);
}

/* A refused genesis leaves no directory behind. */
static void
test_create_refused(void **state)
{
	struct world *o = *state;
	struct draft d = {.kind = KIND_GENESIS, .class = CLASS_CLEAR};
	struct batch b = {.draft = &d, .n = 1, .n_signer = 1, .time_ms = T0};
	char recovery[RECOVERY_LEN + 1], dir[192];
	struct stat st;

	(void)snprintf(dir, sizeof(dir), "%s/other", o->top);
	d.payload = genesis_payload(o);
	b.signer = &o->registrar.signer;
	assert_true(writer_create(dir, &b, recovery, &o->findings) != ERR_OK);
	assert_true(o->findings.n > 0);
	assert_int_equal(stat(dir, &st), -1);
	b.signer = &o->admin.signer;
	assert_int_equal(writer_create(o->dir, &b, recovery, &o->findings),
	    ERR_EXISTS);
	json_decref(d.payload);
	world_assert_size(o, 3);
}

#define T(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {T(test_signers), T(test_schema),
	    T(test_trial_tells_all), T(test_create_refused)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

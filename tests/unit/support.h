/* SPDX-License-Identifier: MIT */
/* What the unit tests share: cmocka in its order, and a body read into lines. */
#ifndef SW_TEST_SUPPORT_H
#define SW_TEST_SUPPORT_H

#include "feed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/* Text with its length, NULs inside it included. */
#define BYTES(literal) (literal), sizeof(literal) - 1

/* A copy in memory of exactly its size, so that a byte read behind it is reported. For free(). */
static inline char *exact_copy(const char *text, size_t n)
{
	char *copy = malloc(n);

	assert_true(copy != NULL || n == 0);
	if (n > 0) {
		memcpy(copy, text, n);
	}
	return copy;
}

/* A body that was read, and the copy of it that its lines point into. Ends with close_body(). */
typedef struct reading {
	char *body;
	sw_arena *arena;
	sw_feed feed;
	sw_error error;
	sw_status status;
} reading;

static inline reading read_body(sw_dialect dialect, const char *body, size_t n)
{
	reading r = { .body = exact_copy(body, n), .arena = sw_arena_create() };

	assert_non_null(r.arena);
	r.status = sw_feed_read(dialect, r.body, n, r.arena, &r.feed, &r.error);
	return r;
}

static inline void close_body(reading *r)
{
	sw_arena_destroy(r->arena);
	free(r->body);
	r->arena = NULL;
}

/* Asserts that a body is refused with a status at an offset, and that the sentence names it. */
static inline void assert_refused(const char *body, size_t n, sw_status status, size_t offset)
{
	for (int dialect = SW_DIALECT_SMARTBILL; dialect <= SW_DIALECT_V1; dialect++) {
		reading r = read_body((sw_dialect) dialect, body, n);

		if (r.status != status || r.error.offset != offset || r.error.status != status || r.feed.count != 0) {
			fail_msg("%.60s: status %d at %zu, expected %d at %zu", body, r.status, r.error.offset, status, offset);
		}
		assert_int_equal(r.error.message[strlen(r.error.message) - 1], '.');
		close_body(&r);
	}
}

static inline void assert_text(sw_slice text, const char *expected)
{
	assert_int_equal(text.len, strlen(expected));
	assert_memory_equal(text.ptr, expected, text.len);
}

#endif

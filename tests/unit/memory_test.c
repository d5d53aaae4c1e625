/* SPDX-License-Identifier: MIT */
/* Memory that runs out at any point of a read is said, and nothing leaks: every nth allocation is made to fail.
   link: -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc */
#include <cjson/cJSON.h>

#include "answer.h"
#include "failing.h"

/* A body whose read takes every kind of allocation: decoded keys and text, trimmed copies, grown lists, new blocks. */
static void build_body(sw_buf *b)
{
	sw_buf_str(b, "{\"other\":{\"k\\u0065y\":1},\"lines\":[");
	for (unsigned i = 0; i < 150; i++) {
		sw_buf_str(b, i == 0 ? "{\"code\":\"C" : ",{\"code\":\"C");
		sw_buf_u64(b, i);
		sw_buf_str(b, "\",\"n\\u0061me\":\" \\u0218urub inox ");
		for (unsigned k = 0; k < i % 50; k++) {
			sw_buf_str(b, "cap îngropat ");
		}
		sw_buf_str(b, "\",\"quantity\":\"\\u0037\",\"sequence\":\"\\u0031\",\"as_of\":\"2026-01-31T08:30:00\\u005a\"}");
	}
	sw_buf_str(b, "]}");
	assert_false(b->failed);
}

/* Reads with one failure after the other; returns how many allocations a whole read takes. */
static unsigned long read_with_failures(const sw_buf *body, bool and_after)
{
	for (unsigned long nth = 1;; nth++) {
		sw_arena *arena = sw_arena_create();
		sw_feed feed;
		sw_error e = { 0 };
		sw_status status;

		fail_at(nth, and_after);
		status = sw_feed_read(SW_DIALECT_V1, body->ptr, body->len, arena, &feed, &e);
		if (asked < nth) {
			fail_at(0, false);
			assert_int_equal(status, SW_OK);
			assert_int_equal(feed.count, 150);
			sw_arena_destroy(arena);
			return nth - 1;
		}
		fail_at(0, false);
		if (status != SW_E_NOMEM || e.status != SW_E_NOMEM || feed.count != 0) {
			fail_msg("allocation %lu failed: status %d", nth, status);
		}
		assert_string_equal(e.message, "There is not enough memory to read the body.");
		sw_arena_destroy(arena);
	}
}

static void every_failing_allocation_of_a_read_is_said(void **state)
{
	sw_buf body = { 0 };

	(void) state;
	build_body(&body);
	assert_true(read_with_failures(&body, false) > 1000);
	assert_true(read_with_failures(&body, true) > 1000);
	sw_buf_free(&body);
}

static void memory_follows_the_lines_and_not_the_body(void **state)
{
	static const char head[] = "{\"lines\":[{\"code\":\"A\",\"quantity\":1,\"x\":[1";
	static const char *const pieces[] = { ",1", ",{\"a\":\"b\"}", ",\"a\\nb\"" };

	(void) state;
	for (size_t i = 0; i < COUNT(pieces); i++) {
		sw_buf body = { 0 };
		reading r;

		sw_buf_str(&body, head);
		while (body.len < 8 * 1024 * 1024) {
			sw_buf_str(&body, pieces[i]);
		}
		sw_buf_str(&body, "]}]}");
		fail_at(0, false);
		r = read_body(SW_DIALECT_V1, body.ptr, body.len);
		assert_int_equal(r.status, SW_OK);
		assert_int_equal(r.feed.count, 1);
		/* Without the copy of the body that the test itself keeps. */
		assert_true(bytes - body.len < 300 * 1024);
		close_body(&r);
		sw_buf_free(&body);
	}
}

static void a_failing_arena_or_buffer_is_said(void **state)
{
	sw_buf b = { 0 };
	sw_arena *arena;

	(void) state;
	fail_at(1, false);
	assert_null(sw_arena_create());
	fail_at(0, false);
	arena = sw_arena_create();
	fail_at(1, false);
	assert_null(sw_arena_copy(arena, "abc", 3));
	assert_string_equal(sw_arena_copy(arena, "abc", 3), "abc");
	fail_at(1, false);
	assert_int_equal(sw_answer_body(SW_A_RATE, SW_DIALECT_V1, NULL, &b), SW_E_NOMEM);
	fail_at(0, false);
	assert_true(b.failed);
	sw_buf_free(&b);
	sw_arena_destroy(arena);
}

static void a_buffer_that_cannot_grow_keeps_what_it_held(void **state)
{
	sw_buf b = { 0 };

	(void) state;
	sw_buf_str(&b, "kept");
	fail_at(1, true);
	for (int i = 0; i < 100; i++) {
		sw_buf_str(&b, "0123456789");
	}
	fail_at(0, false);
	assert_true(b.failed);
	assert_int_equal(b.len, 4 + 250);
	assert_int_equal(strlen(b.ptr), b.len);
	sw_buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_failing_allocation_of_a_read_is_said),
		cmocka_unit_test(memory_follows_the_lines_and_not_the_body),
		cmocka_unit_test(a_failing_arena_or_buffer_is_said),
		cmocka_unit_test(a_buffer_that_cannot_grow_keeps_what_it_held),
	};

	return cmocka_run_group_tests(tests, set_hooks, clear_hooks);
}

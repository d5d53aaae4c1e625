/* SPDX-License-Identifier: MIT */
/* What the tests of the back office's answers share: one read in pieces, and all that it gave as text. */
#ifndef SW_TEST_ANSWERS_H
#define SW_TEST_ANSWERS_H

#include "limits.h"
#include "pull.h"
#include "support.h"

/* An answer that was read. Ends with close_answer(). */
typedef struct answer {
	bool read; /* whole */
	sw_failure failure;
	uint64_t total;
	sw_buf seen; /* each line as kind:text|…; or each name and ; */
} answer;

static inline void note_value(sw_buf *b, const sw_pull_value *value)
{
	sw_buf_char(b, "-0bnsao"[value->kind]);
	sw_buf_char(b, ':');
	sw_buf_add(b, value->text.ptr, value->text.len);
}

static inline void note_lines(answer *a, sw_pull *pull)
{
	size_t count;
	const sw_pull_line *lines = sw_pull_lines(pull, &count);

	assert_true(count <= SW_CHUNK_LINES);
	for (size_t i = 0; i < count; i++) {
		const sw_pull_value *const values[] = { &lines[i].code, &lines[i].name, &lines[i].quantity, &lines[i].unit };

		for (size_t k = 0; k < COUNT(values); k++) {
			note_value(&a->seen, values[k]);
			sw_buf_char(&a->seen, k + 1 < COUNT(values) ? '|' : ';');
		}
	}
	assert_true(sw_pull_clear(pull));
}

/* Feeds one piece, as often as full batches stop it. */
static inline bool feed_piece(answer *a, sw_pull *pull, const char *bytes, size_t n)
{
	for (size_t at = 0; at < n;) {
		char *piece = exact_copy(bytes + at, n - at);
		size_t used;
		const bool fed = sw_pull_feed(pull, piece, n - at, &used, &a->failure);

		free(piece);
		if (!fed) {
			return false;
		}
		at += used;
		if (at < n) {
			note_lines(a, pull);
		}
	}
	return true;
}

/* Reads text in pieces of a size, 0 for all at once, for a warehouse. */
static inline answer read_pieces(sw_pull_kind kind, sw_slice warehouse, sw_slice text, size_t piece)
{
	answer a = { .read = true };
	sw_pull *pull = sw_pull_create(kind, warehouse);
	const size_t step = piece == 0 ? text.len : piece;
	size_t names;

	assert_non_null(pull);
	for (size_t at = 0; at < text.len && a.read; at += step) {
		a.read = feed_piece(&a, pull, text.ptr + at, text.len - at < step ? text.len - at : step);
	}
	a.read = a.read && sw_pull_finish(pull, &a.failure);
	note_lines(&a, pull);
	(void) sw_pull_names(pull, &names);
	for (size_t i = 0; i < names; i++) {
		sw_buf_add(&a.seen, sw_pull_names(pull, &names)[i].ptr, sw_pull_names(pull, &names)[i].len);
		sw_buf_char(&a.seen, ';');
	}
	a.total = sw_pull_total(pull);
	sw_pull_destroy(pull);
	return a;
}

static inline answer read_answer(sw_pull_kind kind, const char *text, size_t n, size_t piece)
{
	const sw_slice warehouse = { "Magazin", kind == SW_PULL_STOCKS ? 7 : 0 };

	return read_pieces(kind, warehouse, (sw_slice){ text, n }, piece);
}

static inline answer read_for(const char *warehouse, const char *text)
{
	return read_pieces(SW_PULL_STOCKS, (sw_slice){ warehouse, strlen(warehouse) }, (sw_slice){ text, strlen(text) }, 0);
}

static inline void close_answer(answer *a)
{
	sw_buf_free(&a->seen);
}

static inline void assert_read(const answer *a, uint64_t total)
{
	if (!a->read || a->total != total) {
		fail_msg("%llu lines; %s", (unsigned long long) a->total, a->failure.message);
	}
}

static inline void assert_failed(const answer *a, sw_trouble trouble)
{
	if (a->read || a->failure.trouble != trouble) {
		fail_msg("%s, trouble %d instead of %d: %s; %.80s", a->read ? "read" : "failed", a->failure.trouble, trouble, a->failure.message,
			a->seen.ptr != NULL ? a->seen.ptr : "");
	}
}

static inline void assert_same(const answer *a, const answer *b)
{
	assert_int_equal(a->read, b->read);
	assert_int_equal(a->total, b->total);
	assert_int_equal(a->failure.trouble, b->failure.trouble);
	assert_string_equal(a->failure.message, b->failure.message);
	assert_true(sw_slice_equal((sw_slice){ a->seen.ptr, a->seen.len }, (sw_slice){ b->seen.ptr, b->seen.len }));
}

#endif

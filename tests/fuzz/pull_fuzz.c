/* SPDX-License-Identifier: MIT */
/* Any bytes as the back office's answer: no crash, and the same result in pieces of any size as at once. The first byte chooses
   the sizes, the second the question. */
#include "target.h"

#include "limits.h"
#include "pull.h"
#include "trouble.h"

#include <string.h>

/* All that came of an answer. */
typedef struct result {
	bool read;
	sw_failure failure;
	uint64_t total;
	sw_buf seen;
} result;

static void note(result *r, sw_pull *pull)
{
	size_t count;
	const sw_pull_line *lines = sw_pull_lines(pull, &count);

	must(count <= SW_CHUNK_LINES);
	for (size_t i = 0; i < count; i++) {
		const sw_pull_value *const values[] = { &lines[i].code, &lines[i].name, &lines[i].quantity, &lines[i].unit };

		for (size_t k = 0; k < 4; k++) {
			must(values[k]->text.ptr != NULL && strlen(values[k]->text.ptr) == values[k]->text.len);
			sw_buf_char(&r->seen, (char) ('0' + values[k]->kind));
			sw_buf_add(&r->seen, values[k]->text.ptr, values[k]->text.len + 1);
		}
	}
	must(sw_pull_clear(pull));
}

/* Reads in pieces whose sizes follow from seed; 0: at once. */
static result read_in(sw_pull_kind kind, const char *text, size_t n, unsigned seed)
{
	result r = { .read = true };
	sw_pull *pull = sw_pull_create(kind, (sw_slice){ "Magazin", kind == SW_PULL_STOCKS ? 7 : 0 });
	const sw_slice *names;
	size_t used;
	size_t count;

	must(pull != NULL);
	for (size_t at = 0; at < n && r.read; at += used) {
		const size_t left = n - at;
		const size_t piece = seed == 0 ? left : 1 + (seed * 7919U + at * 31U) % (1 + seed % 17);

		r.read = sw_pull_feed(pull, text + at, piece < left ? piece : left, &used, &r.failure);
		must(!r.read || used > 0);
		if (r.read) {
			note(&r, pull);
		}
	}
	r.read = r.read && sw_pull_finish(pull, &r.failure);
	note(&r, pull);
	names = sw_pull_names(pull, &count);
	for (size_t i = 0; i < count; i++) {
		must(sw_pull_is_warehouse(names[i]));
		sw_buf_add(&r.seen, names[i].ptr, names[i].len);
	}
	r.total = sw_pull_total(pull);
	sw_pull_destroy(pull);
	return r;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *) data;
	sw_arena *arena = sw_arena_create();

	must(arena != NULL);
	if (size > 2) {
		const sw_pull_kind kind = data[1] % 2 == 0 ? SW_PULL_STOCKS : SW_PULL_WAREHOUSES;
		result once = read_in(kind, text + 2, size - 2, 0);
		result again = read_in(kind, text + 2, size - 2, data[0] + 1U);

		must(once.read == again.read && once.total == again.total && once.seen.len == again.seen.len);
		must(once.seen.len == 0 || memcmp(once.seen.ptr, again.seen.ptr, once.seen.len) == 0);
		must(once.read || (once.failure.trouble == again.failure.trouble && strcmp(once.failure.message, again.failure.message) == 0));
		must(once.read || (once.failure.trouble > SW_T_NONE && once.failure.trouble != SW_T_MEMORY && once.failure.message[0] != '\0'));
		sw_buf_free(&once.seen);
		sw_buf_free(&again.seen);
		(void) sw_pull_error_text(text + 2, size - 2, arena);
	}
	sw_arena_destroy(arena);
	return 0;
}

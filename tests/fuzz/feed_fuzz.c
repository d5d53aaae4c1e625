/* SPDX-License-Identifier: MIT */
/* Any bytes as a body, in both dialects: no crash, and whatever is read keeps the promises of line.h. */
#include "target.h"

#include "feed.h"
#include "limits.h"

#include <string.h>
#include <utf8proc.h>

static void check_text(sw_slice text, size_t max_chars)
{
	size_t chars = 0;

	must(text.ptr != NULL && (text.len == 0 || memchr(text.ptr, '\0', text.len) == NULL));
	for (size_t at = 0; at < text.len; chars++) {
		utf8proc_int32_t point;
		const utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *) text.ptr + at, (utf8proc_ssize_t) (text.len - at), &point);

		must(n > 0);
		at += (size_t) n;
	}
	must(chars <= max_chars);
	if (text.len > 0) {
		must(text.ptr[0] != ' ' && text.ptr[text.len - 1] != ' ');
	}
}

static void check_line(const sw_line *line, size_t number)
{
	const sw_quantity limit = SW_MAX_QUANTITY * SW_QUANTITY_ONE;

	must(line->number == number);
	check_text(line->code, SW_MAX_CODE_CHARS);
	check_text(line->name, SW_MAX_NAME_CHARS);
	check_text(line->gtin, SW_MAX_CODE_CHARS);
	check_text(line->warehouse, SW_MAX_WAREHOUSE_CHARS);
	must(line->quantity >= -limit && line->quantity <= limit);
	must(!line->has_sequence || line->sequence >= 0);
	if (line->outcome == SW_INVALID) {
		must(line->reason >= SW_R_NOT_AN_OBJECT && line->reason < SW_REASONS);
	} else {
		must(line->outcome == SW_UNDECIDED && line->reason == SW_R_NONE);
		must(line->code.len + line->name.len + line->gtin.len > 0);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	for (int dialect = SW_DIALECT_SMARTBILL; dialect <= SW_DIALECT_V1; dialect++) {
		sw_arena *arena = sw_arena_create();
		sw_feed feed;
		sw_error e = { 0 };
		const sw_status status = sw_feed_read((sw_dialect) dialect, (const char *) data, size, arena, &feed, &e);

		must(status != SW_E_NOMEM && status == e.status);
		must(status == SW_OK || (feed.count == 0 && e.offset <= size && e.message[0] != '\0'));
		for (size_t i = 0; i < feed.count; i++) {
			check_line(&feed.lines[i], i + 1);
		}
		sw_arena_destroy(arena);
	}
	return 0;
}

/* SPDX-License-Identifier: MIT */
/* Any bytes as the inside of one line, in both dialects: what is taken keeps every cap, and what is not says why. */
#include "target.h"

#include "feed.h"
#include "instant.h"
#include "limits.h"
#include "scan.h"

#include <stdio.h>
#include <string.h>

static size_t characters(sw_slice text)
{
	size_t n = 0;

	for (size_t i = 0; i < text.len; i++) {
		n += ((unsigned char) text.ptr[i] & 0xC0U) != 0x80U;
	}
	return n;
}

/* Trimmed, without a NUL, within its cap. */
static void check_text(sw_slice text, size_t cap)
{
	const sw_slice trimmed = sw_line_trim(text);

	must(text.ptr != NULL);
	must(trimmed.len == text.len && characters(text) <= cap);
	must(memchr(text.ptr, '\0', text.len) == NULL);
}

static void check_line(const sw_line *line)
{
	check_text(line->code, SW_MAX_CODE_CHARS);
	check_text(line->name, SW_MAX_NAME_CHARS);
	check_text(line->gtin, SW_MAX_CODE_CHARS);
	check_text(line->warehouse, SW_MAX_WAREHOUSE_CHARS);
	must(line->kind == SW_LINE_LEVEL && line->holder == 0);
	if (line->outcome == SW_UNDECIDED) {
		must(line->reason == SW_R_NONE);
		must(line->quantity >= -SW_MAX_QUANTITY * SW_QUANTITY_ONE && line->quantity <= SW_MAX_QUANTITY * SW_QUANTITY_ONE);
		must(line->code.len > 0 || line->name.len > 0 || line->gtin.len > 0);
		must(!line->has_sequence || line->sequence >= 0);
	} else {
		must(line->outcome == SW_INVALID && line->reason != SW_R_NONE);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const sw_dialect dialects[] = { SW_DIALECT_SMARTBILL, SW_DIALECT_V1 };
	char *body = malloc(size + 4);
	int64_t instant;

	must(body != NULL);
	body[0] = '[';
	body[1] = '{';
	memcpy(body + 2, data, size);
	body[size + 2] = '}';
	body[size + 3] = ']';
	for (size_t d = 0; d < sizeof dialects / sizeof dialects[0]; d++) {
		sw_arena *arena = sw_arena_create();
		sw_feed feed = { 0 };
		sw_error e = { 0 };
		sw_status status;

		must(arena != NULL);
		status = sw_feed_read(dialects[d], body, size + 4, arena, &feed, &e);
		must(status == SW_OK || (e.message[0] != '\0' && e.offset <= size + 4));
		for (size_t i = 0; status == SW_OK && i < feed.count; i++) {
			must(feed.lines[i].number == i + 1);
			check_line(&feed.lines[i]);
		}
		sw_arena_destroy(arena);
	}
	(void) sw_instant_parse((const char *) data, size, &instant);
	free(body);
	return 0;
}

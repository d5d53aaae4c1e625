/* SPDX-License-Identifier: MIT */
/* Reads SmartBill bodies from standard input, each behind its length (4 bytes, little endian), and prints a line of JSON for
   each: its status, and what was read of its lines. The other half is differential.php. */
#include "feed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add_text(sw_buf *out, const char *text, size_t len)
{
	sw_buf_char(out, ',');
	sw_buf_json(out, text, len);
}

static void add_line(sw_buf *out, const sw_line *line)
{
	char quantity[SW_QUANTITY_TEXT];

	sw_buf_str(out, line->number == 1 ? "[" : ",[");
	sw_buf_json(out, sw_outcome_code(line->outcome), strlen(sw_outcome_code(line->outcome)));
	add_text(out, sw_reason_code(line->reason), strlen(sw_reason_code(line->reason)));
	add_text(out, line->code.ptr, line->code.len);
	add_text(out, line->name.ptr, line->name.len);
	add_text(out, line->warehouse.ptr, line->warehouse.len);
	add_text(out, quantity, sw_quantity_print(line->quantity, quantity));
	sw_buf_char(out, ']');
}

static void read_one(const char *body, size_t len)
{
	sw_arena *arena = sw_arena_create();
	sw_buf out = { 0 };
	sw_feed feed;
	const sw_status status = arena == NULL ? SW_E_NOMEM : sw_feed_read(SW_DIALECT_SMARTBILL, body, len, arena, &feed, NULL);

	sw_buf_str(&out, "{\"status\":");
	sw_buf_u64(&out, (uint64_t) status);
	sw_buf_str(&out, ",\"lines\":[");
	for (size_t i = 0; status == SW_OK && i < feed.count; i++) {
		add_line(&out, &feed.lines[i]);
	}
	sw_buf_str(&out, "]}");
	(void) puts(out.failed ? "{\"status\":1,\"lines\":[]}" : out.ptr);
	sw_buf_free(&out);
	sw_arena_destroy(arena);
}

int main(void)
{
	unsigned char head[4];

	while (fread(head, 1, sizeof head, stdin) == sizeof head) {
		const size_t len = (size_t) head[0] | (size_t) head[1] << 8 | (size_t) head[2] << 16 | (size_t) head[3] << 24;
		char *body = malloc(len > 0 ? len : 1);

		if (body == NULL || fread(body, 1, len, stdin) != len) {
			free(body);
			return 1;
		}
		read_one(body, len);
		free(body);
	}
	return 0;
}

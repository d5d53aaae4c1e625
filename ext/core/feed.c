/* SPDX-License-Identifier: MIT */
/* Finds the list of lines in a body and reads it element by element, so that memory follows the lines, not the body. */
#include "feed.h"

#include "element.h"
#include "json.h"
#include "limits.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_ROOM 64U

/* The key that holds the list where the body is an object. */
static const char *const list_keys[] = {
	[SW_DIALECT_SMARTBILL] = "products",
	[SW_DIALECT_V1] = "lines",
};

/* A read under way. `lines` grows by realloc and moves into the arena at the end, which cannot give memory back. */
typedef struct collecting {
	sw_dialect dialect;
	sw_json *json;
	sw_arena *arena;
	sw_error *error;
	sw_line *lines;
	size_t count;
	size_t room;
} collecting;

static sw_status no_memory(sw_error *e)
{
	return sw_fail(e, SW_E_NOMEM, 0, "", "There is not enough memory to read the body.");
}

static bool make_room(collecting *c)
{
	const size_t room = c->room == 0 ? FIRST_ROOM : c->room * 2;
	sw_line *grown;

	if (c->count < c->room) {
		return true;
	}
	grown = realloc(c->lines, room * sizeof *grown);
	if (grown == NULL) {
		return false;
	}
	c->lines = grown;
	c->room = room;
	return true;
}

/* Reads the list at which the reader stands. */
static sw_status read_list(collecting *c)
{
	sw_status status = sw_json_enter(c->json);
	sw_slice key;
	bool more;

	for (;;) {
		if (status == SW_OK) {
			status = sw_json_next(c->json, &key, &more);
		}
		if (status != SW_OK || !more) {
			return status;
		}
		if (c->count == SW_MAX_LINES) {
			return sw_fail(c->error, SW_E_TOO_LARGE, sw_json_offset(c->json), "", "The body has more than %u lines.", SW_MAX_LINES);
		}
		if (!make_room(c)) {
			return no_memory(c->error);
		}
		c->lines[c->count].number = (uint32_t) c->count + 1;
		status = sw_element_read(c->dialect, c->json, c->arena, &c->lines[c->count]);
		c->count++;
	}
}

/* Looks for the list in the object at which the reader stands. Everything around it is checked as strictly. */
static sw_status read_object(collecting *c, bool *found)
{
	const char *wanted = list_keys[c->dialect];
	sw_status status = sw_json_enter(c->json);
	sw_json_value ignored;
	sw_slice key;
	bool more;

	for (;;) {
		if (status == SW_OK) {
			status = sw_json_next(c->json, &key, &more);
		}
		if (status != SW_OK || !more) {
			return status;
		}
		if (key.len == strlen(wanted) && memcmp(key.ptr, wanted, key.len) == 0 && sw_json_peek(c->json) == SW_JSON_ARRAY) {
			*found = true;
			status = read_list(c);
		} else {
			status = sw_json_read(c->json, &ignored);
		}
	}
}

static sw_status read_document(collecting *c)
{
	sw_json_value other;
	bool found = false;
	sw_status status;

	switch (sw_json_peek(c->json)) {
	case SW_JSON_ARRAY:
		found = true;
		status = read_list(c);
		break;
	case SW_JSON_OBJECT: status = read_object(c, &found); break;
	default: status = sw_json_read(c->json, &other);
	}
	if (status == SW_OK) {
		status = sw_json_finish(c->json);
	}
	/* Said last: a body that is no JSON at all is told so first. */
	if (status == SW_OK && !found) {
		status = sw_fail(c->error, SW_E_SHAPE, 0, list_keys[c->dialect],
			"The body is neither a list of lines nor an object with one under \"%s\".", list_keys[c->dialect]);
	}
	return status;
}

/* Moves the lines into the arena. */
static sw_status hand_over(const collecting *c, sw_feed *out)
{
	out->count = c->count;
	if (c->count == 0) {
		return SW_OK;
	}
	out->lines = sw_arena_alloc(c->arena, c->count * sizeof *out->lines);
	if (out->lines == NULL) {
		out->count = 0;
		return no_memory(c->error);
	}
	memcpy(out->lines, c->lines, c->count * sizeof *out->lines);
	return SW_OK;
}

sw_status sw_feed_read(sw_dialect dialect, const char *body, size_t n, sw_arena *arena, sw_feed *out, sw_error *e)
{
	collecting c = { .dialect = dialect, .arena = arena, .error = e };
	sw_status status;

	*out = (sw_feed){ 0 };
	if (n > SW_MAX_BODY) {
		return sw_fail(e, SW_E_TOO_LARGE, SW_MAX_BODY, "", "The body is larger than %zu bytes.", SW_MAX_BODY);
	}
	status = sw_json_create(body, n, e, &c.json);
	if (status == SW_OK) {
		status = read_document(&c);
	}
	if (status == SW_OK) {
		status = hand_over(&c, out);
	}
	if (status == SW_E_NOMEM) {
		(void) no_memory(e);
	}
	sw_json_destroy(c.json);
	free(c.lines);
	return status;
}

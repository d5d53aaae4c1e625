/* SPDX-License-Identifier: MIT */
/* Finds the list of lines in a body and reads it element by element, so that memory follows the lines, not the body. */
#include "feed.h"

#include "element.h"
#include "json.h"
#include "limits.h"

#include <string.h>

/* The key that holds the list where the body is an object. */
static const char *const list_keys[] = {
	[SW_DIALECT_SMARTBILL] = "products",
	[SW_DIALECT_V1] = "lines",
};

/* A read under way. */
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

/* Reads the next element as one more line. */
static sw_status read_line(collecting *c)
{
	sw_line *lines = sw_arena_grow(c->arena, c->lines, c->count, &c->room, sizeof *lines);

	if (lines == NULL) {
		return no_memory(c->error);
	}
	c->lines = lines;
	lines[c->count].number = (uint32_t) c->count + 1;
	return sw_element_read(c->dialect, c->json, c->arena, &lines[c->count++]);
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
		status = read_line(c);
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
		*out = (sw_feed){ .lines = c.lines, .count = c.count };
	} else if (status == SW_E_NOMEM) {
		(void) no_memory(e);
	}
	sw_json_destroy(c.json);
	return status;
}

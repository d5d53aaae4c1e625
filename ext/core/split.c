/* SPDX-License-Identifier: MIT */
/* Finds where a JSON value ends, piece by piece. */
#include "split.h"

#include "limits.h"

#include <string.h>

void sw_split_begin(sw_split *s)
{
	sw_buf_clear(&s->held);
	s->depth = 0;
	s->deepest = 0;
	s->string = false;
	s->escaped = false;
	s->scalar = false;
}

/* Offset behind the string that is open at `at`; n where it does not end here. */
static size_t skip_string(sw_split *s, const char *bytes, size_t at, size_t n)
{
	for (; at < n; at++) {
		if (s->escaped) {
			s->escaped = false;
		} else if (bytes[at] == '\\') {
			s->escaped = true;
		} else if (bytes[at] == '"') {
			s->string = false;
			return at + 1;
		}
	}
	return n;
}

static bool ends_scalar(char c)
{
	return c == ',' || c == ']' || c == '}' || c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Offset behind what of the value is in these bytes. */
static size_t find_end(sw_split *s, const char *bytes, size_t n, bool *done)
{
	size_t at = 0;

	while (at < n) {
		const char c = bytes[at];

		if (s->string) {
			at = skip_string(s, bytes, at, n);
			*done = !s->string && s->depth == 0;
		} else if (s->scalar) {
			*done = ends_scalar(c);
			at += *done ? 0 : 1;
		} else {
			at++;
			if (c == '"') {
				s->string = true;
			} else if (c == '{' || c == '[') {
				s->depth++;
				s->deepest = s->depth > s->deepest ? s->depth : s->deepest;
			} else if ((c == '}' || c == ']') && s->depth > 0) {
				s->depth--;
				*done = s->depth == 0;
			} else if (s->depth == 0) {
				s->scalar = true;
			}
		}
		if (*done) {
			break;
		}
	}
	return at;
}

sw_status sw_split_take(sw_split *s, const char *bytes, size_t n, size_t *used, bool *done)
{
	*done = false;
	*used = find_end(s, bytes, n, done);
	if (*used > SW_MAX_ELEMENT - s->held.len) {
		return SW_E_TOO_LARGE;
	}
	sw_buf_add(&s->held, bytes, *used);
	return s->held.failed ? SW_E_NOMEM : SW_OK;
}

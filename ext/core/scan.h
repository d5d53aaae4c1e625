/* SPDX-License-Identifier: MIT */
/* The bytes under the JSON reader: a place in the text, and the checks of what stands there. */
#ifndef SW_SCAN_H
#define SW_SCAN_H

#include "json.h"

/* A place in a text that somebody else owns. */
typedef struct sw_scan {
	const char *text;
	size_t n;
	size_t at;
	sw_error *error; /* may be NULL */
} sw_scan;

/* Goes behind the blanks that RFC 8259 allows between tokens. */
void sw_scan_blanks(sw_scan *s);
/* True where one of the two bytes stands at an offset. */
static inline bool sw_scan_is(const sw_scan *s, size_t at, char one, char other)
{
	return at < s->n && (s->text[at] == one || s->text[at] == other);
}

/* Reads one string, number or word and goes behind it; on failure the place is left alone. */
sw_status sw_scan_scalar(sw_scan *s, sw_json_value *value);
/* Fills the error record with what is wrong at an offset; returns status. */
sw_status sw_scan_refuse(const sw_scan *s, sw_status status, size_t offset, const char *what);
/* The same for a byte that must not stand there: end of text, NUL and bad UTF-8 are named as such, all else as `what`. */
sw_status sw_scan_refuse_byte(const sw_scan *s, size_t at, const char *what);

#endif

/* SPDX-License-Identifier: MIT */
/* Status codes of core functions, and the error record that names what went wrong and where. */
#ifndef SW_STATUS_H
#define SW_STATUS_H

#include <stddef.h>

typedef enum sw_status {
	SW_OK = 0,
	SW_E_NOMEM,     /* an allocation failed; nothing was changed */
	SW_E_EMPTY,     /* the body is empty or blank */
	SW_E_SYNTAX,    /* not RFC 8259 JSON; offset names the byte */
	SW_E_ENCODING,  /* not UTF-8, or a NUL or a lone surrogate inside a string */
	SW_E_DEPTH,     /* nested deeper than SW_MAX_DEPTH */
	SW_E_DUPLICATE, /* a key stands twice in one object */
	SW_E_SHAPE,     /* JSON, but not a list of lines */
	SW_E_TOO_LARGE, /* more bytes or lines than limits.h allows */
	SW_E_RANGE,     /* a number outside its range */
	SW_E_INVALID,   /* any other value that cannot be used */
	SW_E_STATE,     /* a run is not there, or not in the state that is wanted */
	SW_E_DATABASE   /* the database refused or went away */
} sw_status;

/* Filled by the function that fails; on SW_OK it is left alone. Owns nothing. */
typedef struct sw_error {
	sw_status status;
	size_t offset;     /* byte offset in the input, 0-based, where that makes sense */
	char field[64];    /* the field that is at fault, "" where there is none */
	char message[256]; /* one plain English sentence, UTF-8, ends with a full stop */
} sw_error;

/* Fills e (which may be NULL) and returns status, so that a caller can `return sw_fail(…)`. Longer text is cut. */
sw_status sw_fail(sw_error *e, sw_status status, size_t offset, const char *field, const char *format, ...)
	__attribute__((format(printf, 5, 6)));

#endif

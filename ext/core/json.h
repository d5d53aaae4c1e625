/* SPDX-License-Identifier: MIT */
/* A strict reader that walks a JSON text once, in place. Stricter than RFC 8259 asks where leniency could reach a wrong
   product: no NUL, no lone surrogate, no key twice in an object, at most SW_MAX_DEPTH levels, nothing behind the end. */
#ifndef SW_JSON_H
#define SW_JSON_H

#include "buf.h"
#include "status.h"

#include <stdbool.h>

typedef enum sw_json_kind {
	SW_JSON_ABSENT = 0,
	SW_JSON_NULL,
	SW_JSON_BOOLEAN,
	SW_JSON_NUMBER,
	SW_JSON_STRING,
	SW_JSON_ARRAY,
	SW_JSON_OBJECT
} sw_json_kind;

/* One value as it stands in the text; `source` points into the text, which must outlive it. */
typedef struct sw_json_value {
	sw_slice source; /* the value's own bytes; of a string those between its quotes */
	sw_json_kind kind;
	bool escaped;    /* a string that holds a backslash: source is not yet its text */
	bool too_long;   /* a string above SW_MAX_STRING bytes; it cannot be decoded */
} sw_json_value;

/* Opaque. Refers to the text, never copies it. */
typedef struct sw_json sw_json;

/* Starts reading n bytes of text (not NUL-terminated, must outlive the reader; a UTF-8 BOM in front is skipped).
   *out is the caller's, for sw_json_destroy(), also where this fails. e may be NULL; every function below fills it too.
   SW_E_EMPTY, SW_E_NOMEM. */
sw_status sw_json_create(const char *text, size_t n, sw_error *e, sw_json **out);
/* NULL is fine. */
void sw_json_destroy(sw_json *json);

/* SW_JSON_ARRAY or SW_JSON_OBJECT where the next value begins like one; SW_JSON_ABSENT for anything else. */
sw_json_kind sw_json_peek(const sw_json *json);
/* Byte offset of the next value. */
size_t sw_json_offset(const sw_json *json);
/* Reads one whole value of any kind, and checks everything inside it. */
sw_status sw_json_read(sw_json *json, sw_json_value *value);
/* Steps into the array or object that sw_json_peek() told of. */
sw_status sw_json_enter(sw_json *json);
/* Goes to the next member: *more is false where the array or object ended and was left. Else its value is to be read or
   entered next; key is its decoded key in an object (valid until that object is left), empty in an array. */
sw_status sw_json_next(sw_json *json, sw_slice *key, bool *more);
/* Is a key this name? */
bool sw_json_is_key(sw_slice key, const char *name);
/* Reads the whole object at which the reader stands, checks all of it, and notes the values of its members of these n names (NULL: none);
   those that are missing keep their kind SW_JSON_ABSENT. Their order does not matter, and what another key holds is ignored. */
sw_status sw_json_members(sw_json *json, const char *const *names, size_t n, sw_json_value *values);
/* Makes sure that nothing but blanks follows the outermost value. */
sw_status sw_json_finish(sw_json *json);
/* True where a string or key above SW_MAX_STRING bytes was met since the last call. */
bool sw_json_met_long_string(sw_json *json);

/* The text of a string value, copied into the arena and NUL-terminated. SW_E_NOMEM; SW_E_INVALID where it is too long or no
   string. */
sw_status sw_json_text(const sw_json_value *value, sw_arena *arena, sw_slice *out);

#endif

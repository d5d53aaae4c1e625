/* SPDX-License-Identifier: MIT */
/* Reads the text of PHP's serialize(): WordPress keeps arrays in its meta tables that way. Nothing is built from it but slices;
   objects and references are refused, so that no class of anybody's is ever woken. */
#ifndef SW_PHPDATA_H
#define SW_PHPDATA_H

#include "buf.h"

#include <stdbool.h>

typedef enum sw_php_type {
	SW_PHP_NULL,
	SW_PHP_SCALAR, /* bool, int, float: text is its spelling, "1" and "0" for bools */
	SW_PHP_STRING,
	SW_PHP_ARRAY /* count pairs of key and value follow, then sw_php_end() */
} sw_php_type;

typedef struct sw_php_value {
	sw_php_type type;
	sw_slice text; /* inside the input */
	size_t count;
} sw_php_value;

/* Reads the next value, or an array's head, and moves in behind it; false where the text is not PHP's, or holds an object. */
bool sw_php_read(sw_slice *in, sw_php_value *out);
/* Reads the brace that ends an array. */
bool sw_php_end(sw_slice *in);
/* Moves behind what is left of a value whose head was read; false as above, or where it is nested deeper than 8. */
bool sw_php_skip(sw_slice *in, const sw_php_value *head);
/* What PHP's (bool) makes of it. */
bool sw_php_true(const sw_php_value *value);

#endif

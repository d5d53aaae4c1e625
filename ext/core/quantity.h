/* SPDX-License-Identifier: MIT */
/* Exact quantities: 64-bit integers of millionths, read and printed without the C locale and without a double. */
#ifndef SW_QUANTITY_H
#define SW_QUANTITY_H

#include "buf.h"
#include "status.h"

#include <stdint.h>

typedef int64_t sw_quantity; /* millionths of a piece */

#define SW_QUANTITY_ONE INT64_C(1000000)
#define SW_QUANTITY_TEXT 24 /* bytes that any printed quantity fits in, NUL included */

/* Reads a JSON number (RFC 8259 grammar, exponent allowed: 1e2 is 100). -0 is 0. SW_E_SYNTAX where it is no such number,
   SW_E_RANGE above ±SW_MAX_QUANTITY, SW_E_INVALID where digits below a millionth are lost (2.0000001, 1e-400). */
sw_status sw_quantity_from_number(const char *text, size_t len, sw_quantity *out);
/* Reads a numeric string: "7", "12.5", "-3"; no exponent, blanks, plus sign or comma. Same statuses. */
sw_status sw_quantity_from_string(const char *text, size_t len, sw_quantity *out);
/* Reads what a database holds in _stock: like a JSON number, but "", NULL-like and garbage are SW_E_SYNTAX, digits below
   a millionth are cut rather than refused, and since it may be a sum the bound is ±SW_MAX_STORED. */
sw_status sw_quantity_from_stored(const char *text, size_t len, sw_quantity *out);
/* Prints without trailing zeros: "7", "-2.5". Returns the length. */
size_t sw_quantity_print(sw_quantity q, char out[SW_QUANTITY_TEXT]);
/* Prints with six decimals, as WooCommerce stores it: "7.000000". Returns the length. */
size_t sw_quantity_print_stored(sw_quantity q, char out[SW_QUANTITY_TEXT]);
/* Cuts the fraction towards zero, as PHP's intval() does. */
sw_quantity sw_quantity_truncate(sw_quantity q);

#endif

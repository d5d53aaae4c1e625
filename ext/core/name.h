/* SPDX-License-Identifier: MIT */
/* The two keys by which a product is known by name: the same text, and the slug. design.md "Match". */
#ifndef SW_NAME_H
#define SW_NAME_H

#include "buf.h"
#include "status.h"

#include <stdbool.h>

#define SW_KEY_BYTES 16   /* the first half of a SHA-256 */
#define SW_KEYS_VERSION 1 /* raised whenever a key of some name changes: the shop's table is rebuilt then */

typedef enum sw_key_kind {
	SW_KEY_TEXT = 1, /* same text: tags stripped, entities decoded once, NFC, cedilla → comma, quotes straight, blanks and case folded */
	SW_KEY_SLUG = 2, /* sanitize_title() for the locale, uncut; joined with the name's digits and decimal signs, so that
	                    names whose digits differ never share it */
	SW_KEY_GTIN = 3  /* the digits of a GTIN, leading zeros dropped */
} sw_key_kind;

typedef struct sw_key {
	unsigned char bytes[SW_KEY_BYTES];
	bool empty; /* an empty key matches nothing */
} sw_key;

/* WordPress' locale, as far as sanitize_title() depends on it: de_DE da_DK ca sr_RS bs_BA…; anything else is plain. Opaque to callers. */
typedef struct sw_locale {
	char code[16];
} sw_locale;

/* The same text of a name, appended to out (which the caller owns and clears). */
sw_status sw_name_text(sw_slice name, sw_buf *out);
/* The slug of a name as sanitize_title() makes it for the locale, without its cut at 200 bytes. */
sw_status sw_name_slug(sw_slice name, const sw_locale *locale, sw_buf *out);
/* The digits and decimal signs of a name: "Cablu 1,5 mm 3x2" → "1.5 3 2". */
sw_status sw_name_digits(sw_slice name, sw_buf *out);
/* A key of a name (or GTIN). scratch is the caller's, its content is overwritten; it saves allocations in bulk use. */
sw_status sw_name_key(sw_key_kind kind, sw_slice name, const sw_locale *locale, sw_buf *scratch, sw_key *out);
/* Case-insensitive equality of codes and warehouses: Unicode case folding, accents kept apart, no normalisation beyond NFC. */
sw_status sw_fold(sw_slice text, sw_buf *out);

#endif

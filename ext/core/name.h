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
	SW_KEY_CODE = 0, /* the bytes of a code; no product is looked up by it, links are */
	SW_KEY_TEXT = 1, /* same text: tags stripped, entities decoded once, NFC, cedilla → comma, quotes straight, blanks and case folded */
	SW_KEY_SLUG = 2, /* sanitize_title() for the locale, uncut; joined with the name's digits and decimal signs, so that
	                    names whose digits differ never share it */
	SW_KEY_GTIN = 3  /* the digits of a GTIN, leading zeros dropped */
} sw_key_kind;

typedef struct sw_key {
	unsigned char bytes[SW_KEY_BYTES];
	bool empty; /* an empty key matches nothing */
} sw_key;

/* WordPress' locale ("" is none), as far as sanitize_title() depends on it: de_DE da_DK ca sr_RS bs_BA…; anything else is plain. Opaque to callers. */
typedef struct sw_locale {
	char code[16];
} sw_locale;

/* All below append to out, which the caller owns and clears; after a failure its content is not to be used. SW_E_ENCODING where
   the text is not UTF-8 or holds a NUL, SW_E_NOMEM where memory is short. They keep no state and may run in any thread. */

/* The same text of a name. Tags, comments, scripts and styles go where they really are such ("Bec <40W E27" stays); entities are
   decoded once; NFC; Romanian cedillas become commas below; curly quotes and primes straight; blanks (also no-break and wide
   ones) one space, none at the ends; letters are folded. What nobody sees is dropped, so that no two names differ by it: zero
   widths and joiners (U+200B-200F, U+2060-206F, U+FEFF), bidi marks (U+202A-202E, U+061C), soft hyphens, controls. */
sw_status sw_name_text(sw_slice name, sw_buf *out);
/* The slug of a name as sanitize_title() of WordPress 6.9 makes it for the locale (NULL: none), without its cut at 200 bytes.
   slug.c says where older WordPress differs. */
sw_status sw_name_slug(sw_slice name, const sw_locale *locale, sw_buf *out);
/* The digits of a name's same text, and the signs that make other numbers of them though the slug drops them: '.' and ',' between
   digits or before one at the start of a word (both "."), '/' between digits, '-' or an en dash before a digit at the start of a
   word. "Cablu 1,5 mm 3x2" → "1.5 3 2"; "Cot 3/4 -20 °C" → "3/4 -20". */
sw_status sw_name_digits(sw_slice name, sw_buf *out);
/* A key of a name (or code, or GTIN): half of the SHA-256 of the bytes of the code; of the same text; of the slug, a NUL and the digits; of the GTIN's digits without
   leading zeros (hyphens and blanks may stand between them, with anything else the key is empty). scratch is the caller's, its
   content is overwritten; it saves allocations in bulk use. */
sw_status sw_name_key(sw_key_kind kind, sw_slice name, const sw_locale *locale, sw_buf *scratch, sw_key *out);
/* Both keys of a name at once, for bulk use: the same text is made once. An empty one on failure. */
sw_status sw_name_keys(sw_slice name, const sw_locale *locale, sw_buf *scratch, sw_key *text, sw_key *slug);
/* Case-insensitive equality of codes and warehouses: Unicode case folding, accents kept apart, no normalisation beyond NFC. */
sw_status sw_fold(sw_slice text, sw_buf *out);

#endif

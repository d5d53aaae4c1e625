/* SPDX-License-Identifier: MIT */
/* The steps of which the name keys are made. For the name files of core only; others include name.h. */
#ifndef SW_NAME_PARTS_H
#define SW_NAME_PARTS_H

#include "buf.h"
#include "status.h"

#include <stdbool.h>
#include <stdint.h>

/* What stands in a text, found in one look at its bytes: most names are short and plain and take the quick way. */
enum {
	SW_HAS_HIGH = 128,  /* a byte beyond ASCII */
	SW_HAS_LESS = 2,    /* <: perhaps a tag */
	SW_HAS_AMP = 4,     /* &: perhaps an entity */
	SW_HAS_PERCENT = 8, /* %: perhaps an escaped octet */
	SW_HAS_NUL = 16
};
unsigned sw_text_scan(sw_slice text);

/* Reads the character at p, of which left > 0 bytes are there. Returns its length, 0 where the bytes are not UTF-8. */
size_t sw_utf8_next(const unsigned char *p, size_t left, uint32_t *cp);
void sw_utf8_add(sw_buf *out, uint32_t cp);
/* SW_E_ENCODING where the text is not UTF-8 or holds a NUL; *has gets the flags above. */
sw_status sw_text_check(sw_slice text, unsigned *has);

/* What a character is for the same text: 0 where it cannot be seen (zero width, bidi, control), ' ' for any blank, a
   straight quote for a curly one, else the character itself. */
uint32_t sw_char_plain(uint32_t cp);

/* NFC, and with fold also Unicode's full case folding; appended to out. */
sw_status sw_text_compose(sw_slice text, bool fold, sw_buf *out);
/* True where the character can neither change nor join another under NFC unless a later character does. */
bool sw_char_composed(uint32_t cp);
/* Its case folding, where that is one character and sw_char_composed(); else 0. */
uint32_t sw_char_fold(uint32_t cp);

/* Appends text without its tags, by the rules of PHP's strip_tags(), mistakes included: the slug depends on them. */
void sw_tags_strip(sw_slice text, sw_buf *out);
/* Appends text without what really is a tag, comment, script or style: "Bec <40W E27" stays whole. */
void sw_markup_strip(sw_slice text, sw_buf *out);
/* Appends text with its HTML entities decoded once, as html_entity_decode(ENT_QUOTES | ENT_HTML5) does. */
void sw_entities_decode(sw_slice text, sw_buf *out);

/* The slug step by step as WordPress makes it: for text with markup, entities or octets. In slug_steps.c. */
sw_status sw_slug_steps(sw_slice composed, unsigned family, sw_buf *out);
/* What the slug makes of a letter in a locale's family: its plain letters, or NULL where it has none. */
const char *sw_slug_letters(uint32_t cp, unsigned family);
/* A sign that the slug turns into '-' or 'x', or drops ('\0'); -1 where it is none. */
int sw_slug_sign(uint32_t cp);

/* Locales that WordPress tells apart when it removes accents. */
enum { SW_ACCENT_PLAIN, SW_ACCENT_GERMAN, SW_ACCENT_DANISH, SW_ACCENT_CATALAN, SW_ACCENT_SERBIAN };

#endif

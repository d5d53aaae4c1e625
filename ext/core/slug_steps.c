/* SPDX-License-Identifier: MIT */
/* The slug in the very order in which sanitize_title() makes it, each step over the whole text: where a name holds tags,
   entities or escaped octets, what one step leaves is what the next one sees. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* memmem(): NOLINT(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
#endif

#include "name_parts.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* The text on its way: each step reads `now` and writes `next`. */
typedef struct work {
	sw_buf now;
	sw_buf next;
} work;

static void turn(work *w)
{
	const sw_buf read = w->now;

	w->now = w->next;
	w->next = read;
	w->now.failed = w->now.failed || read.failed;
	sw_buf_clear(&w->next);
}

static bool is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static void plain_letters(work *w, sw_slice text, unsigned family)
{
	const unsigned char *p = (const unsigned char *) text.ptr;
	uint32_t cp;

	for (size_t i = 0, n; i < text.len; i += n) {
		const char *letters;

		/* The one rule for more than one character: in Catalan "l·l" is "ll". */
		if (family == SW_ACCENT_CATALAN && text.len - i >= 4 && memcmp(p + i, "l\302\267l", 4) == 0) {
			sw_buf_str(&w->next, "ll");
			n = 4;
			continue;
		}
		n = sw_utf8_next(p + i, text.len - i, &cp);
		letters = cp < 0x80 ? NULL : sw_slug_letters(cp, family);
		if (letters != NULL) {
			sw_buf_str(&w->next, letters);
		} else {
			sw_buf_add(&w->next, text.ptr + i, n);
		}
	}
	turn(w);
}

/* "%41" stays, other percent signs go. WordPress parks octets as "---41---" meanwhile, so that such a text becomes one too. */
static void keep_octets(work *w)
{
	const char *t = w->now.ptr;

	for (size_t i = 0; i < w->now.len; i++) {
		if (t[i] != '%') {
			sw_buf_char(&w->next, t[i]);
		} else if (w->now.len - i >= 3 && is_hex(t[i + 1]) && is_hex(t[i + 2])) {
			sw_buf_str(&w->next, "---");
			sw_buf_add(&w->next, t + i + 1, 2);
			sw_buf_str(&w->next, "---");
			i += 2;
		}
	}
	turn(w);
	t = w->now.ptr;
	for (size_t i = 0; i < w->now.len; i++) {
		if (w->now.len - i >= 8 && memcmp(t + i, "---", 3) == 0 && is_hex(t[i + 3]) && is_hex(t[i + 4]) &&
			memcmp(t + i + 5, "---", 3) == 0) {
			sw_buf_char(&w->next, '%');
			sw_buf_add(&w->next, t + i + 3, 2);
			i += 7;
		} else {
			sw_buf_char(&w->next, t[i]);
		}
	}
	turn(w);
}

static void add_octets(sw_buf *out, uint32_t cp)
{
	utf8proc_uint8_t bytes[4];
	const utf8proc_ssize_t n = utf8proc_encode_char((utf8proc_int32_t) cp, bytes);

	for (utf8proc_ssize_t i = 0; i < n; i++) {
		sw_buf_char(out, '%');
		sw_buf_hex(out, bytes + i, 1);
	}
}

static void lower_and_escape(work *w)
{
	uint32_t cp;

	for (size_t i = 0; i < w->now.len;) {
		i += sw_utf8_next((const unsigned char *) w->now.ptr + i, w->now.len - i, &cp);
		cp = (uint32_t) utf8proc_tolower((utf8proc_int32_t) cp);
		if (cp < 0x80) {
			sw_buf_char(&w->next, (char) cp);
		} else {
			add_octets(&w->next, cp);
		}
	}
	turn(w);
}

static void replace(work *w, const char *from, char to)
{
	const size_t len = strlen(from);
	const char *t = w->now.ptr;
	const char *end = t + w->now.len;
	const char *hit = t == NULL || w->now.len == 0 ? NULL : memmem(t, w->now.len, from, len);

	if (hit == NULL) {
		return;
	}
	for (; hit != NULL; hit = memmem(t, (size_t) (end - t), from, len)) {
		sw_buf_add(&w->next, t, (size_t) (hit - t));
		if (to != '\0') {
			sw_buf_char(&w->next, to);
		}
		t = hit + len;
	}
	sw_buf_add(&w->next, t, (size_t) (end - t));
	turn(w);
}

/* Which octets stand in the escaped text. A removal takes whole ones, so it never makes one that was not there. */
static void find_octets(const work *w, bool has[256])
{
	for (size_t i = 0; i + 2 < w->now.len; i++) {
		if (w->now.ptr[i] == '%') {
			const char pair[3] = { w->now.ptr[i + 1], w->now.ptr[i + 2], '\0' };

			has[strtoul(pair, NULL, 16) & 0xFF] = true;
		}
	}
}

static void replace_sign(work *w, uint32_t cp, const bool has[256], sw_buf *needle)
{
	utf8proc_uint8_t bytes[4];
	const utf8proc_ssize_t n = utf8proc_encode_char((utf8proc_int32_t) cp, bytes);

	for (utf8proc_ssize_t i = 0; i < n; i++) {
		if (!has[bytes[i]]) {
			return;
		}
	}
	sw_buf_clear(needle);
	add_octets(needle, cp);
	if (needle->failed) {
		w->now.failed = true;
	} else {
		replace(w, needle->ptr, (char) sw_slug_sign(cp));
	}
}

/* WordPress searches the escaped text for one sign after another; the order shows where a removal joins what stood apart. */
static void replace_signs(work *w)
{
	static const uint16_t first[] = { 0xA0, 0x2011, 0x2013, 0x2014 };
	static const char *const entities[] = { "&nbsp;", "&#8209;", "&#160;", "&ndash;", "&#8211;", "&mdash;", "&#8212;", "/" };
	static const uint16_t later[] = { 0xAD, 0xA1, 0xBF, 0xAB, 0xBB, 0x2039, 0x203A, 0x2018, 0x2019, 0x201C, 0x201D, 0x201A, 0x201B, 0x201E,
		0x201F, 0x2022, 0xA9, 0xAE, 0xB0, 0x2026, 0x2122, 0xB4, 0x02CA, 0x0301, 0x0341, 0x0300, 0x0304, 0x030C, 0x200B, 0x200C, 0x200D,
		0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0xFEFF, 0xFFFC, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006,
		0x2007, 0x2008, 0x2009, 0x200A, 0x2028, 0x2029, 0x202F, 0xD7 };
	bool has[256] = { false };
	sw_buf needle = { 0 };

	find_octets(w, has);
	for (size_t i = 0; i < sizeof first / sizeof *first; i++) {
		replace_sign(w, first[i], has, &needle);
	}
	for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
		replace(w, entities[i], '-');
	}
	for (size_t i = 0; i < sizeof later / sizeof *later; i++) {
		replace_sign(w, later[i], has, &needle);
	}
	sw_buf_free(&needle);
}

/* Drops from '&' to the next ';' on the same line, with something between them. */
static void drop_entities(work *w)
{
	const char *t = w->now.ptr;
	size_t len = w->now.len; /* up to the last ';' */

	while (len > 0 && t[len - 1] != ';') {
		len--;
	}
	for (size_t i = 0; i < w->now.len; i++) {
		const char *end = t[i] == '&' && i + 2 < len ? memchr(t + i + 2, ';', len - i - 2) : NULL;

		if (end != NULL && memchr(t + i, '\n', (size_t) (end - t) - i) == NULL) {
			i = (size_t) (end - t);
		} else {
			sw_buf_char(&w->next, t[i]);
		}
	}
	turn(w);
}

static void finish(const work *w, sw_buf *out)
{
	const size_t start = out->len;
	bool dash = false;

	for (size_t i = 0; i < w->now.len; i++) {
		const char c = w->now.ptr[i];

		if (c == '.' || c == ' ' || c == '-') {
			dash = true;
		} else if (c == '%' || c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')) {
			if (dash && out->len > start) {
				sw_buf_char(out, '-');
			}
			dash = false;
			sw_buf_char(out, c);
		}
	}
}

sw_status sw_slug_steps(sw_slice composed, unsigned family, sw_buf *out)
{
	work w = { 0 };

	/* Room once: every step keeps its text within it, so that `ptr` is never NULL below. */
	(void) sw_buf_reserve(&w.now, composed.len + 1);
	(void) sw_buf_reserve(&w.next, composed.len + 1);
	if (!w.now.failed && !w.next.failed) {
		plain_letters(&w, composed, family);
		sw_tags_strip((sw_slice){ w.now.ptr, w.now.len }, &w.next);
		turn(&w);
		keep_octets(&w);
		lower_and_escape(&w);
		replace_signs(&w);
		drop_entities(&w);
		finish(&w, out);
	}
	if (w.now.failed || w.next.failed) {
		out->failed = true;
	}
	sw_buf_free(&w.now);
	sw_buf_free(&w.next);
	return out->failed ? SW_E_NOMEM : SW_OK;
}

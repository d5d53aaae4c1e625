/* SPDX-License-Identifier: MIT */
/* Decodes HTML entities once, as PHP's html_entity_decode(ENT_QUOTES | ENT_HTML5, 'UTF-8') does. */
#include "entity_table.h"
#include "name_parts.h"

#include <string.h>

/* Index of the named entity, or the table's length. */
static const char *named(const char *name, size_t len)
{
	size_t low = 0;
	size_t high = sizeof entities / sizeof *entities;

	if (len >= sizeof entities[0].name) {
		return NULL;
	}
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		int order = strncmp(entities[middle].name, name, len);

		if (order == 0) {
			order = entities[middle].name[len] != '\0';
		}
		if (order == 0) {
			return entities[middle].text;
		}
		if (order < 0) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return NULL;
}

/* HTML 5 has no reference for controls, a carriage return, halves of pairs and what Unicode calls noncharacters. */
static bool is_allowed(uint32_t cp)
{
	return cp == 0x09 || cp == 0x0A || cp == 0x0C || (cp >= 0x20 && cp <= 0x7E) || (cp >= 0xA0 && cp <= 0xD7FF) ||
	       (cp >= 0xE000 && cp <= 0x10FFFF && (cp & 0xFFFE) != 0xFFFE && (cp < 0xFDD0 || cp > 0xFDEF));
}

static int digit_value(char c, uint32_t base)
{
	if (c >= '0' && c <= '9') {
		return c - '0';
	}
	if (base == 16 && c >= 'a' && c <= 'f') {
		return c - 'a' + 10;
	}
	if (base == 16 && c >= 'A' && c <= 'F') {
		return c - 'A' + 10;
	}
	return -1;
}

/* The character of "123" or "x7B" (what stands between "&#" and ";"); 0 where it names none. */
static uint32_t numbered(const char *text, size_t len)
{
	const uint32_t base = len > 0 && (text[0] == 'x' || text[0] == 'X') ? 16 : 10;
	size_t first = base == 16 ? 1 : 0;
	uint32_t cp = 0;

	/* PHP reads "&#x0x41;" too. */
	if (base == 16 && len > 3 && text[1] == '0' && (text[2] == 'x' || text[2] == 'X')) {
		first = 3;
	}
	for (size_t i = first; i < len; i++) {
		const int digit = digit_value(text[i], base);

		if (digit < 0) {
			return 0;
		}
		cp = cp * base + (uint32_t) digit;
		if (cp > 0x10FFFF) {
			return 0;
		}
	}
	return len > first && is_allowed(cp) ? cp : 0;
}

/* Decodes the entity at text[0] == '&' into out; returns the bytes that it took, 0 where there is none. */
static size_t decode_one(const char *text, size_t len, sw_buf *out)
{
	size_t end = 1;

	while (end < len && ((text[end] >= '0' && text[end] <= '9') || (text[end] >= 'a' && text[end] <= 'z') ||
							(text[end] >= 'A' && text[end] <= 'Z') || (end == 1 && text[end] == '#'))) {
		end++;
	}
	if (end == len || text[end] != ';' || end == 1) {
		return 0;
	}
	if (text[1] == '#') {
		const uint32_t cp = numbered(text + 2, end - 2);

		if (cp == 0) {
			return 0;
		}
		sw_utf8_add(out, cp);
	} else {
		const char *meant = named(text + 1, end - 1);

		if (meant == NULL) {
			return 0;
		}
		sw_buf_str(out, meant);
	}
	return end + 1;
}

void sw_entities_decode(sw_slice text, sw_buf *out)
{
	for (size_t i = 0; i < text.len;) {
		const char *amp = memchr(text.ptr + i, '&', text.len - i);
		const size_t next = amp == NULL ? text.len : (size_t) (amp - text.ptr);
		size_t taken;

		sw_buf_add(out, text.ptr + i, next - i);
		i = next;
		if (amp == NULL) {
			break;
		}
		taken = decode_one(amp, text.len - i, out);
		if (taken == 0) {
			sw_buf_char(out, '&');
			taken = 1;
		}
		i += taken;
	}
}

/* SPDX-License-Identifier: MIT */
/* Checks strings, numbers and words of a JSON text by RFC 8259, byte by byte. */
#include "scan.h"

#include "limits.h"

#include <string.h>
#include <utf8proc.h>

sw_status sw_scan_refuse(const sw_scan *s, sw_status status, size_t offset, const char *what)
{
	return sw_fail(s->error, status, offset, "", "The body cannot be read: %s at byte %zu.", what, offset);
}

/* Refuses the byte at an offset where something else had to stand. */
sw_status sw_scan_refuse_byte(const sw_scan *s, size_t at, const char *what)
{
	utf8proc_int32_t point;

	if (at >= s->n) {
		return sw_scan_refuse(s, SW_E_SYNTAX, s->n, "it ends too early");
	}
	if (s->text[at] == '\0') {
		return sw_scan_refuse(s, SW_E_ENCODING, at, "NUL byte");
	}
	if (utf8proc_iterate((const utf8proc_uint8_t *) s->text + at, (utf8proc_ssize_t) (s->n - at), &point) < 0) {
		return sw_scan_refuse(s, SW_E_ENCODING, at, "not UTF-8");
	}
	return sw_scan_refuse(s, SW_E_SYNTAX, at, what);
}

void sw_scan_blanks(sw_scan *s)
{
	while (s->at < s->n) {
		const char c = s->text[s->at];

		if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
			break;
		}
		s->at++;
	}
}

/* Reads four hexadecimal digits by hand: strtoul() would also take blanks and signs. */
static bool hex4(const sw_scan *s, size_t at, unsigned *out)
{
	*out = 0;
	if (s->n - at < 4) {
		return false;
	}
	for (size_t i = at; i < at + 4; i++) {
		const char c = s->text[i];

		if (c >= '0' && c <= '9') {
			*out = *out << 4 | (unsigned) (c - '0');
		} else if ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')) {
			*out = *out << 4 | (unsigned) ((c | 0x20) - 'a' + 10);
		} else {
			return false;
		}
	}
	return true;
}

/* Checks the escape whose backslash is at *at, and goes behind it. */
static sw_status check_escape(const sw_scan *s, size_t *at)
{
	static const char known[] = "\"\\/bfnrt";
	const size_t from = *at;
	unsigned high;
	unsigned low;

	if (s->n - from < 2) {
		return sw_scan_refuse_byte(s, s->n, "");
	}
	if (s->text[from + 1] != 'u') {
		/* memchr, because strchr would find the NUL. */
		if (memchr(known, s->text[from + 1], sizeof known - 1) == NULL) {
			return sw_scan_refuse_byte(s, from + 1, "unknown escape in a string");
		}
		*at = from + 2;
		return SW_OK;
	}
	if (!hex4(s, from + 2, &high)) {
		return sw_scan_refuse(s, SW_E_SYNTAX, from, "\\u without four hexadecimal digits");
	}
	*at = from + 6;
	if (high == 0) {
		return sw_scan_refuse(s, SW_E_ENCODING, from, "NUL character in a string");
	}
	if (high < 0xD800 || high > 0xDFFF) {
		return SW_OK;
	}
	if (high > 0xDBFF || s->n - *at < 6 || memcmp(s->text + *at, "\\u", 2) != 0 || !hex4(s, *at + 2, &low) || low < 0xDC00 ||
		low > 0xDFFF) {
		return sw_scan_refuse(s, SW_E_ENCODING, from, "lone surrogate in a string");
	}
	*at = from + 12;
	return SW_OK;
}

/* Checks what stands at *at inside a string and is neither plain ASCII nor its end, and goes behind it. */
static sw_status check_special(const sw_scan *s, size_t *at)
{
	const unsigned char c = (unsigned char) s->text[*at];
	utf8proc_int32_t point;
	utf8proc_ssize_t len;

	if (c == '\\') {
		return check_escape(s, at);
	}
	if (c == '\0') {
		return sw_scan_refuse(s, SW_E_ENCODING, *at, "NUL byte in a string");
	}
	if (c < 0x20) {
		return sw_scan_refuse(s, SW_E_SYNTAX, *at, "control character in a string");
	}
	/* Refuses overlong spellings, surrogates and what lies above U+10FFFF. */
	len = utf8proc_iterate((const utf8proc_uint8_t *) s->text + *at, (utf8proc_ssize_t) (s->n - *at), &point);
	if (len <= 0) {
		return sw_scan_refuse(s, SW_E_ENCODING, *at, "not UTF-8");
	}
	*at += (size_t) len;
	return SW_OK;
}

static bool is_plain(char c)
{
	const unsigned char u = (unsigned char) c;

	return u >= 0x20 && u < 0x80 && u != '"' && u != '\\';
}

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/* True where all of eight bytes are plain; false may also be said of some that are. */
static bool all_plain(const char *eight)
{
	uint64_t w;

	memcpy(&w, eight, sizeof w);

	const uint64_t quote = w ^ EACH('"');
	const uint64_t backslash = w ^ EACH('\\');
	/* Subtracting borrows into the top bit of a byte that is too small: below a blank, or zero after the exclusive or. */
	const uint64_t special = (w - EACH(0x20)) | ((quote - EACH(1)) & ~quote) | ((backslash - EACH(1)) & ~backslash) | w;

	return (special & EACH(0x80)) == 0;
}

/* The first place from `at` on that is not plain. Eight bytes at a step: most of a body is the inside of strings. */
static size_t skip_plain(const sw_scan *s, size_t at)
{
	while (s->n - at >= 8 && all_plain(s->text + at)) {
		at += 8;
	}
	while (at < s->n && is_plain(s->text[at])) {
		at++;
	}
	return at;
}

/* Reads the string whose opening quote is here. One that is too long is still checked to its end: whether the body is JSON
   must not hang on it. */
static sw_status read_string(sw_scan *s, sw_json_value *value)
{
	const size_t from = s->at + 1;
	size_t at = from;

	*value = (sw_json_value){ .kind = SW_JSON_STRING };
	for (;;) {
		at = skip_plain(s, at);
		if (at == s->n) {
			return sw_scan_refuse(s, SW_E_SYNTAX, at, "it ends inside a string");
		}
		if (s->text[at] == '"') {
			break;
		}
		value->escaped = value->escaped || s->text[at] == '\\';

		const sw_status status = check_special(s, &at);

		if (status != SW_OK) {
			return status;
		}
	}
	value->source = (sw_slice){ s->text + from, at - from };
	value->too_long = value->source.len > SW_MAX_STRING;
	s->at = at + 1;
	return SW_OK;
}

static size_t digits_at(const sw_scan *s, size_t at)
{
	size_t n = 0;

	while (at + n < s->n && s->text[at + n] >= '0' && s->text[at + n] <= '9') {
		n++;
	}
	return n;
}

/* Finds the end of a number by the grammar; its value is the caller's business. */
static sw_status read_number(sw_scan *s, sw_json_value *value)
{
	const size_t from = s->at;
	size_t at = from + (s->text[from] == '-' ? 1 : 0);
	size_t n = digits_at(s, at);

	if (n == 0) {
		return sw_scan_refuse_byte(s, at, "no digit where a number needs one");
	}
	if (n > 1 && s->text[at] == '0') {
		return sw_scan_refuse(s, SW_E_SYNTAX, at, "number with a leading zero");
	}
	at += n;
	if (sw_scan_is(s, at, '.', '.')) {
		n = digits_at(s, ++at);
		if (n == 0) {
			return sw_scan_refuse_byte(s, at, "no digit where a number needs one");
		}
		at += n;
	}
	if (sw_scan_is(s, at, 'e', 'E')) {
		at += sw_scan_is(s, at + 1, '+', '-') ? 2 : 1;
		n = digits_at(s, at);
		if (n == 0) {
			return sw_scan_refuse_byte(s, at, "no digit where a number needs one");
		}
		at += n;
	}
	*value = (sw_json_value){ .kind = SW_JSON_NUMBER, .source = { s->text + from, at - from } };
	s->at = at;
	return SW_OK;
}

static sw_status read_word(sw_scan *s, const char *word, sw_json_kind kind, sw_json_value *value)
{
	const size_t len = strlen(word);

	if (s->n - s->at < len || memcmp(s->text + s->at, word, len) != 0) {
		return sw_scan_refuse_byte(s, s->at, "no JSON value");
	}
	*value = (sw_json_value){ .kind = kind, .source = { s->text + s->at, len } };
	s->at += len;
	return SW_OK;
}

sw_status sw_scan_scalar(sw_scan *s, sw_json_value *value)
{
	const char c = (char) (s->at < s->n ? s->text[s->at] : '\0');

	switch (c) {
	case '"': return read_string(s, value);
	case 't': return read_word(s, "true", SW_JSON_BOOLEAN, value);
	case 'f': return read_word(s, "false", SW_JSON_BOOLEAN, value);
	case 'n': return read_word(s, "null", SW_JSON_NULL, value);
	default:
		if (c == '-' || (c >= '0' && c <= '9')) {
			return read_number(s, value);
		}
		return sw_scan_refuse_byte(s, s->at, "no JSON value");
	}
}

/* SPDX-License-Identifier: MIT */
/* Reads the text of PHP's serialize(), value by value. */
#include "phpdata.h"

#include <string.h>

#define MAX_DEPTH 8

static void advance(sw_slice *in, size_t n)
{
	in->ptr += n;
	in->len -= n;
}

static bool expect(sw_slice *in, const char *text)
{
	const size_t len = strlen(text);

	if (in->len < len || memcmp(in->ptr, text, len) != 0) {
		return false;
	}
	advance(in, len);
	return true;
}

/* The bytes up to end, which is taken too. */
static bool read_until(sw_slice *in, char end, sw_slice *out)
{
	const char *hit = in->len > 0 ? memchr(in->ptr, end, in->len) : NULL;

	if (hit == NULL || hit == in->ptr) {
		return false;
	}
	*out = (sw_slice){ in->ptr, (size_t) (hit - in->ptr) };
	advance(in, out->len + 1);
	return true;
}

static bool read_size(sw_slice *in, size_t *out)
{
	sw_slice digits;
	size_t n = 0;

	if (!read_until(in, ':', &digits) || digits.len > 9) {
		return false;
	}
	for (size_t i = 0; i < digits.len; i++) {
		if (digits.ptr[i] < '0' || digits.ptr[i] > '9') {
			return false;
		}
		n = n * 10 + (size_t) (digits.ptr[i] - '0');
	}
	*out = n;
	return true;
}

static bool read_string(sw_slice *in, sw_php_value *out)
{
	size_t len;

	out->type = SW_PHP_STRING;
	if (!read_size(in, &len) || !expect(in, "\"") || in->len < len) {
		return false;
	}
	out->text = (sw_slice){ in->ptr, len };
	advance(in, len);
	return expect(in, "\";");
}

bool sw_php_read(sw_slice *in, sw_php_value *out)
{
	*out = (sw_php_value){ .type = SW_PHP_SCALAR, .text = { "", 0 } };
	if (expect(in, "N;")) {
		out->type = SW_PHP_NULL;
		return true;
	}
	if (expect(in, "s:")) {
		return read_string(in, out);
	}
	if (expect(in, "a:")) {
		out->type = SW_PHP_ARRAY;
		/* A pair takes at least six bytes, "i:0;N;": a count beyond that is a lie. */
		return read_size(in, &out->count) && expect(in, "{") && out->count <= in->len / 6;
	}
	return (expect(in, "i:") || expect(in, "b:") || expect(in, "d:")) && read_until(in, ';', &out->text);
}

bool sw_php_end(sw_slice *in)
{
	return expect(in, "}");
}

/* NOLINTNEXTLINE(misc-no-recursion): MAX_DEPTH ends it. */
static bool skip(sw_slice *in, const sw_php_value *head, unsigned depth)
{
	if (head->type != SW_PHP_ARRAY) {
		return true;
	}
	if (depth == MAX_DEPTH) {
		return false;
	}
	for (size_t i = 0; i < head->count * 2; i++) {
		sw_php_value value;

		if (!sw_php_read(in, &value) || !skip(in, &value, depth + 1)) {
			return false;
		}
	}
	return sw_php_end(in);
}

bool sw_php_skip(sw_slice *in, const sw_php_value *head)
{
	return skip(in, head, 0);
}

bool sw_php_true(const sw_php_value *value)
{
	switch (value->type) {
	case SW_PHP_ARRAY: return value->count > 0;
	case SW_PHP_NULL: return false;
	default: return value->text.len > 0 && !(value->text.len == 1 && value->text.ptr[0] == '0');
	}
}

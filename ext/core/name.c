/* SPDX-License-Identifier: MIT */
/* The keys of names and GTINs: what two of them must share to be the same product. */
#include "name.h"
#include "name_parts.h"

#include <openssl/evp.h>
#include <string.h>

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Length of a sign that writes a minus: hyphen, non-breaking hyphen, en dash. The true minus U+2212 stays in the slug anyway. */
static size_t minus_length(sw_slice text, size_t i)
{
	if (text.ptr[i] == '-') {
		return 1;
	}
	return text.len - i >= 3 && (memcmp(text.ptr + i, "\342\200\221", 3) == 0 || memcmp(text.ptr + i, "\342\200\223", 3) == 0) ? 3 : 0;
}

/* The sign at text[i] that belongs to the digit behind it, or 0; *len gets its bytes. Between digits: a decimal sign, or the '/'
   of a fraction (3/4 is not 3 4). At the start of a word: a decimal sign or a minus, as in ".5" and "-20 °C". */
static char number_sign(sw_slice text, size_t i, size_t *len)
{
	const char c = text.ptr[i];
	const char before = i > 0 ? text.ptr[i - 1] : ' ';
	const bool starts = before == ' ' || before == '(';
	const size_t minus = starts ? minus_length(text, i) : 0;

	*len = minus > 0 ? minus : 1;
	if (i + *len >= text.len || !is_digit(text.ptr[i + *len])) {
		return '\0';
	}
	if (minus > 0) {
		return '-';
	}
	if (c == '.' || c == ',') {
		return starts || is_digit(before) ? '.' : '\0';
	}
	return c == '/' && is_digit(before) ? c : '\0';
}

/* Digits and signs of a same text. */
static void add_digits(sw_slice text, sw_buf *out)
{
	const size_t start = out->len;
	bool gap = false;

	for (size_t i = 0, n; i < text.len; i += n) {
		char c = text.ptr[i];

		n = 1;
		if (!is_digit(c)) {
			c = number_sign(text, i, &n);
		}
		if (c == '\0') {
			gap = true;
			n = 1;
			continue;
		}
		if (gap && out->len > start) {
			sw_buf_char(out, ' ');
		}
		gap = false;
		sw_buf_char(out, c);
	}
}

sw_status sw_name_digits(sw_slice name, sw_buf *out)
{
	sw_buf text = { 0 };
	const sw_status status = sw_name_text(name, &text);

	if (status == SW_OK) {
		add_digits((sw_slice){ text.ptr, text.len }, out);
	}
	sw_buf_free(&text);
	return status == SW_OK && out->failed ? SW_E_NOMEM : status;
}

/* The digits of a GTIN without leading zeros, so that UPC, EAN and GTIN-14 of one article agree. Hyphens and blanks may stand
   between them; with anything else it is no GTIN and out stays empty. */
static sw_status gtin_digits(sw_slice gtin, sw_buf *out)
{
	const size_t start = out->len;

	for (size_t i = 0; i < gtin.len; i++) {
		const char c = gtin.ptr[i];

		if (is_digit(c)) {
			if (c != '0' || out->len > start) {
				sw_buf_char(out, c);
			}
		} else if (c != '-' && c != ' ') {
			out->len = start;
			break;
		}
	}
	return out->failed ? SW_E_NOMEM : SW_OK;
}

static sw_status slug_and_digits(sw_slice name, const sw_locale *locale, sw_buf *out)
{
	sw_status status = sw_name_slug(name, locale, out);

	if (status == SW_OK && out->len > 0) {
		sw_buf_char(out, '\0');
		status = sw_name_digits(name, out);
	}
	return status;
}

/* The key of these bytes; empty where there are none. */
static sw_status digest(sw_slice bytes, sw_key *out)
{
	unsigned char whole[EVP_MAX_MD_SIZE];

	*out = (sw_key){ .empty = true };
	if (bytes.len == 0) {
		return SW_OK;
	}
	if (EVP_Digest(bytes.ptr, bytes.len, whole, NULL, EVP_sha256(), NULL) != 1) {
		return SW_E_NOMEM;
	}
	memcpy(out->bytes, whole, SW_KEY_BYTES);
	out->empty = false;
	return SW_OK;
}

sw_status sw_name_keys(sw_slice name, const sw_locale *locale, sw_buf *scratch, sw_key *text, sw_key *slug)
{
	sw_status status;
	size_t len;

	*text = *slug = (sw_key){ .empty = true };
	sw_buf_clear(scratch);
	status = sw_name_text(name, scratch);
	if (status != SW_OK) {
		return status;
	}
	/* Behind the text: the slug, and the digits that are read from the text, which must not move meanwhile. */
	len = scratch->len;
	status = sw_name_slug(name, locale, scratch);
	if (status == SW_OK && scratch->len > len) {
		sw_buf_char(scratch, '\0');
		if (sw_buf_reserve(scratch, 2 * len)) {
			add_digits((sw_slice){ scratch->ptr, len }, scratch);
		}
	}
	if (status == SW_OK) {
		status = scratch->failed ? SW_E_NOMEM : digest((sw_slice){ scratch->ptr, len }, text);
	}
	if (status == SW_OK) {
		status = digest((sw_slice){ scratch->ptr + len, scratch->len - len }, slug);
	}
	return status;
}

sw_status sw_name_key(sw_key_kind kind, sw_slice name, const sw_locale *locale, sw_buf *scratch, sw_key *out)
{
	sw_status status = SW_E_INVALID;

	*out = (sw_key){ .empty = true };
	sw_buf_clear(scratch);
	switch (kind) {
	case SW_KEY_CODE:
		sw_buf_add(scratch, name.ptr, name.len);
		status = scratch->failed ? SW_E_NOMEM : SW_OK;
		break;
	case SW_KEY_TEXT: status = sw_name_text(name, scratch); break;
	case SW_KEY_SLUG: status = slug_and_digits(name, locale, scratch); break;
	case SW_KEY_GTIN: status = gtin_digits(name, scratch); break;
	}
	return status == SW_OK ? digest((sw_slice){ scratch->ptr, scratch->len }, out) : status;
}

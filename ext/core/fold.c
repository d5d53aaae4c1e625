/* SPDX-License-Identifier: MIT */
/* NFC and case folding, by libutf8proc; what most text consists of takes a shorter way to the same result. */
#include "name.h"
#include "name_parts.h"

#include <stdlib.h>
#include <utf8proc.h>

bool sw_char_composed(uint32_t cp)
{
	/* Below U+0300 nothing combines and nothing changes. The other ranges are what Romanian, Serbian and punctuated text holds:
	   general punctuation after the two quads that are singletons, signs and arrows are left to utf8proc. */
	return cp < 0x300 || (cp >= 0x0400 && cp <= 0x0482) || (cp >= 0x2002 && cp <= 0x20BF) || cp == 0x2116 || cp == 0x2122;
}

uint32_t sw_char_fold(uint32_t cp)
{
	if (cp < 0x80) {
		return cp >= 'A' && cp <= 'Z' ? cp + 32 : cp;
	}
	switch (cp) {
	case 0xB5:  /* micro sign: Greek mu */
	case 0xDF:  /* sharp s: two letters */
	case 0x130: /* dotted I: two characters */
	case 0x149:
	case 0x17F: /* long s */
	case 0x1F0: return 0;
	default: return sw_char_composed(cp) ? (uint32_t) utf8proc_tolower((utf8proc_int32_t) cp) : 0;
	}
}

sw_status sw_text_compose(sw_slice text, bool fold, sw_buf *out)
{
	const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE | (fold ? UTF8PROC_CASEFOLD : 0);
	utf8proc_uint8_t *made = NULL;
	utf8proc_ssize_t len;

	if (text.len == 0) {
		return SW_OK;
	}
	len = utf8proc_map((const utf8proc_uint8_t *) text.ptr, (utf8proc_ssize_t) text.len, &made, options);
	if (len < 0) {
		return len == UTF8PROC_ERROR_NOMEM ? SW_E_NOMEM : SW_E_ENCODING;
	}
	sw_buf_add(out, (const char *) made, (size_t) len);
	free(made); // NOLINT(bugprone-multi-level-implicit-pointer-conversion)
	return out->failed ? SW_E_NOMEM : SW_OK;
}

sw_status sw_fold(sw_slice text, sw_buf *out)
{
	const unsigned char *p = (const unsigned char *) text.ptr;
	const size_t start = out->len;
	uint32_t cp;

	if (!sw_buf_reserve(out, text.len)) {
		return SW_E_NOMEM;
	}
	for (size_t i = 0, n; i < text.len; i += n) {
		n = sw_utf8_next(p + i, text.len - i, &cp);
		if (n == 0 || cp == 0) {
			return SW_E_ENCODING;
		}
		cp = sw_char_fold(cp);
		if (cp == 0) {
			out->len = start;
			return sw_text_compose(text, true, out);
		}
		sw_utf8_add(out, cp);
	}
	return out->failed ? SW_E_NOMEM : SW_OK;
}

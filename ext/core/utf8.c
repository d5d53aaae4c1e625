/* SPDX-License-Identifier: MIT */
/* Looks at names byte by byte and character by character. */
#include "name_parts.h"

#include <utf8proc.h>

static const unsigned char flags[128] = { ['\0'] = SW_HAS_NUL, ['<'] = SW_HAS_LESS, ['&'] = SW_HAS_AMP, ['%'] = SW_HAS_PERCENT };

unsigned sw_text_scan(sw_slice text)
{
	const unsigned char *p = (const unsigned char *) text.ptr;
	unsigned has = 0;

	for (size_t i = 0; i < text.len; i++) {
		has |= p[i] < 0x80 ? flags[p[i]] : SW_HAS_HIGH;
	}
	return has;
}

size_t sw_utf8_next(const unsigned char *p, size_t left, uint32_t *cp)
{
	utf8proc_int32_t read;
	utf8proc_ssize_t n;

	if (p[0] < 0x80) {
		*cp = p[0];
		return 1;
	}
	n = utf8proc_iterate(p, (utf8proc_ssize_t) left, &read);
	if (n <= 0) {
		return 0;
	}
	*cp = (uint32_t) read;
	return (size_t) n;
}

void sw_utf8_add(sw_buf *out, uint32_t cp)
{
	utf8proc_uint8_t bytes[4];

	if (cp < 0x80) {
		sw_buf_char(out, (char) cp);
		return;
	}
	sw_buf_add(out, (const char *) bytes, (size_t) utf8proc_encode_char((utf8proc_int32_t) cp, bytes));
}

sw_status sw_text_check(sw_slice text, unsigned *has)
{
	const unsigned char *p = (const unsigned char *) text.ptr;
	uint32_t cp;

	*has = sw_text_scan(text);
	if (*has & SW_HAS_NUL) {
		return SW_E_ENCODING;
	}
	if (*has & SW_HAS_HIGH) {
		for (size_t i = 0, n; i < text.len; i += n) {
			n = sw_utf8_next(p + i, text.len - i, &cp);
			if (n == 0) {
				return SW_E_ENCODING;
			}
		}
	}
	return SW_OK;
}

static bool is_blank(uint32_t cp)
{
	return (cp >= 0x09 && cp <= 0x0D) || cp == 0x20 || cp == 0x85 || cp == 0xA0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200A) ||
	       cp == 0x2028 || cp == 0x2029 || cp == 0x202F || cp == 0x205F || cp == 0x3000;
}

/* Signs that nobody sees, so that no name may differ by them: zero widths and joiners, bidi marks and isolates, the byte
   order mark, the soft hyphen, controls. */
static bool is_invisible(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7F && cp <= 0x9F) || cp == 0xAD || cp == 0x061C || cp == 0x180E || (cp >= 0x200B && cp <= 0x200F) ||
	       (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x206F) || cp == 0xFEFF;
}

uint32_t sw_char_plain(uint32_t cp)
{
	if (cp > 0x20 && cp < 0x7F) {
		return cp;
	}
	if (is_blank(cp)) {
		return ' ';
	}
	if (is_invisible(cp)) {
		return 0;
	}
	switch (cp) {
	case 0x2018:
	case 0x2019:
	case 0x201A:
	case 0x201B:
	case 0x2032: /* prime: feet and minutes */ return '\'';
	case 0x201C:
	case 0x201D:
	case 0x201E:
	case 0x201F:
	case 0x2033: /* double prime: inches and seconds */ return '"';
	default: return cp;
	}
}

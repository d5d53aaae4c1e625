/* SPDX-License-Identifier: MIT */
/* The slug of a name: what WordPress' sanitize_title() makes of it when it saves, without its cut at 200 bytes.
   The tables follow WordPress 6.9. Older ones know a few signs less (6.1: the letters U+018F and U+01DD, the non-breaking
   hyphen U+2011 and "&#8209;"); they are treated as in 6.9 everywhere, since the shop's keys are made here too. As on most
   shops, PHP's intl is taken to be there: decomposed letters are composed first. */
#include "name.h"
#include "name_parts.h"

#include "accent_table.h"

#include <string.h>
#include <utf8proc.h>

const char *sw_slug_letters(uint32_t cp, unsigned family)
{
	size_t low = 0;
	size_t high = sizeof accents / sizeof *accents;

	if (family != SW_ACCENT_PLAIN) {
		for (size_t i = 0; i < sizeof accents_special / sizeof *accents_special; i++) {
			if (accents_special[i].cp == cp && accents_special[i].family == family) {
				return accents_special[i].to;
			}
		}
	}
	while (low < high) {
		const size_t middle = low + (high - low) / 2;

		if (accents[middle].cp == cp) {
			return accents[middle].to;
		}
		if (accents[middle].cp < cp) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return NULL;
}

int sw_slug_sign(uint32_t cp)
{
	switch (cp) {
	case 0xD7: return 'x';
	case 0xA1:
	case 0xA9:
	case 0xAB:
	case 0xAD:
	case 0xAE:
	case 0xB0:
	case 0xB4:
	case 0xBB:
	case 0xBF:
	case 0x02CA:
	case 0x0300:
	case 0x0301:
	case 0x0304:
	case 0x030C:
	case 0x0341:
	case 0x2022:
	case 0x2026:
	case 0x2039:
	case 0x203A:
	case 0x2122:
	case 0xFEFF:
	case 0xFFFC: return '\0';
	case 0xA0:
	case 0x2011:
	case 0x2013:
	case 0x2014:
	case 0x2028:
	case 0x2029:
	case 0x202F: return '-';
	default: break;
	}
	if (cp >= 0x2000 && cp <= 0x200A) {
		return '-';
	}
	/* Zero widths and marks of direction; curly quotes. */
	if ((cp >= 0x200B && cp <= 0x200F) || (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2018 && cp <= 0x201F)) {
		return '\0';
	}
	return -1;
}

static unsigned family_of(const sw_locale *locale)
{
	if (locale == NULL) {
		return SW_ACCENT_PLAIN;
	}
	if (strncmp(locale->code, "de", 2) == 0) {
		return SW_ACCENT_GERMAN;
	}
	if (strcmp(locale->code, "da_DK") == 0) {
		return SW_ACCENT_DANISH;
	}
	if (strcmp(locale->code, "ca") == 0) {
		return SW_ACCENT_CATALAN;
	}
	if (strcmp(locale->code, "sr_RS") == 0 || strcmp(locale->code, "bs_BA") == 0) {
		return SW_ACCENT_SERBIAN;
	}
	return SW_ACCENT_PLAIN;
}

typedef struct slug {
	sw_buf *out;
	size_t start;     /* length of out before the slug */
	unsigned hyphens; /* in a row in the source */
	bool dash;        /* a '-' is owed before the next sign */
} slug;

static void add_ascii(slug *s, char c)
{
	s->hyphens = c == '-' ? s->hyphens + 1 : 0;
	if (c >= 'A' && c <= 'Z') {
		c = (char) (c + 32);
	}
	if (c == '-' || c == ' ' || c == '.' || c == '/') {
		s->dash = true;
	} else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '%') {
		if (s->dash && s->out->len > s->start) {
			sw_buf_char(s->out, '-');
		}
		s->dash = false;
		sw_buf_char(s->out, c);
	}
}

static void add_other(slug *s, uint32_t cp, unsigned family)
{
	static const char digits[] = "0123456789abcdef";
	const char *letters = sw_slug_letters(cp, family);
	const int sign = letters == NULL ? sw_slug_sign(cp) : 0;
	utf8proc_uint8_t bytes[4];
	utf8proc_ssize_t n;

	if (letters != NULL) {
		for (; *letters != '\0'; letters++) {
			add_ascii(s, *letters);
		}
		return;
	}
	s->hyphens = 0;
	if (sign > 0) {
		add_ascii(s, (char) sign);
		s->hyphens = 0; /* made, not written: it takes no part in "---" */
		return;
	}
	if (sign == 0) {
		return;
	}
	n = utf8proc_encode_char(utf8proc_tolower((utf8proc_int32_t) cp), bytes);
	for (utf8proc_ssize_t i = 0; i < n; i++) {
		add_ascii(s, '%');
		add_ascii(s, digits[bytes[i] >> 4]);
		add_ascii(s, digits[bytes[i] & 15]);
	}
}

/* The quick way, for text without '<', '&' and '%'. False where WordPress would take "---XX---" in it for an octet. */
static bool make_plainly(sw_slice text, unsigned family, sw_buf *out)
{
	slug s = { .out = out, .start = out->len };
	uint32_t cp;

	for (size_t i = 0; i < text.len; i += sw_utf8_next((const unsigned char *) text.ptr + i, text.len - i, &cp)) {
		(void) sw_utf8_next((const unsigned char *) text.ptr + i, text.len - i, &cp);
		if (cp < 0x80) {
			add_ascii(&s, (char) cp);
		} else if (cp == 0xB7 && family == SW_ACCENT_CATALAN) {
			s.hyphens = 3; /* "l·l" is one letter: step by step, please */
		} else {
			add_other(&s, cp, family);
		}
		if (s.hyphens >= 3) {
			out->len = s.start;
			return false;
		}
	}
	return true;
}

static bool is_composed(sw_slice text)
{
	uint32_t cp;

	for (size_t i = 0; i < text.len; i += sw_utf8_next((const unsigned char *) text.ptr + i, text.len - i, &cp)) {
		(void) sw_utf8_next((const unsigned char *) text.ptr + i, text.len - i, &cp);
		if (!sw_char_composed(cp)) {
			return false;
		}
	}
	return true;
}

sw_status sw_name_slug(sw_slice name, const sw_locale *locale, sw_buf *out)
{
	const unsigned family = family_of(locale);
	sw_buf composed = { 0 };
	unsigned has;
	sw_status status = sw_text_check(name, &has);

	if (status != SW_OK || !sw_buf_reserve(out, name.len)) {
		return status != SW_OK ? status : SW_E_NOMEM;
	}
	if ((has & SW_HAS_HIGH) && !is_composed(name)) {
		status = sw_text_compose(name, false, &composed);
		name = (sw_slice){ composed.ptr, composed.len };
	}
	if (status == SW_OK && ((has & (SW_HAS_LESS | SW_HAS_AMP | SW_HAS_PERCENT)) || !make_plainly(name, family, out))) {
		status = sw_slug_steps(name, family, out);
	}
	sw_buf_free(&composed);
	return status == SW_OK && out->failed ? SW_E_NOMEM : status;
}

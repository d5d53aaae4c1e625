/* SPDX-License-Identifier: MIT */
/* The same text of a name: what is left of it once everything that a reader does not see as a difference is taken away. */
#include "name.h"
#include "name_parts.h"

/* Cedilla forms that stand for the Romanian comma-below letters; both are lower case by now. */
static uint32_t comma_below(uint32_t cp)
{
	return cp == 0x015F ? 0x0219 : cp == 0x0163 ? 0x021B : cp;
}

/* One blank between words, none at the ends: a blank is owed until a sign follows. */
static void add_spaced(sw_buf *out, uint32_t cp, size_t start, bool *blank)
{
	if (cp == ' ') {
		*blank = true;
		return;
	}
	if (*blank && out->len > start) {
		sw_buf_char(out, ' ');
	}
	*blank = false;
	sw_utf8_add(out, comma_below(cp));
}

/* The quick way: every character folds by itself. False where one does not; out is then as before. */
static bool fold_plainly(sw_slice text, sw_buf *out)
{
	const unsigned char *p = (const unsigned char *) text.ptr;
	const size_t start = out->len;
	bool blank = false;
	uint32_t cp;

	for (size_t i = 0; i < text.len; i += sw_utf8_next(p + i, text.len - i, &cp)) {
		uint32_t plain;

		(void) sw_utf8_next(p + i, text.len - i, &cp);
		plain = sw_char_plain(cp);
		if (plain == 0) {
			continue;
		}
		plain = sw_char_fold(plain);
		if (plain == 0) {
			out->len = start;
			return false;
		}
		add_spaced(out, plain, start, &blank);
	}
	return true;
}

/* The whole way: invisible characters go first, since they would keep letters and their marks apart. */
static sw_status fold_wholly(sw_slice text, sw_buf *out)
{
	sw_buf seen = { 0 };
	sw_buf folded = { 0 };
	sw_status status;
	const size_t start = out->len;
	bool blank = false;
	uint32_t cp;

	for (size_t i = 0; i < text.len; i += sw_utf8_next((const unsigned char *) text.ptr + i, text.len - i, &cp)) {
		(void) sw_utf8_next((const unsigned char *) text.ptr + i, text.len - i, &cp);
		if (sw_char_plain(cp) != 0) {
			sw_utf8_add(&seen, sw_char_plain(cp));
		}
	}
	status = seen.failed ? SW_E_NOMEM : sw_text_compose((sw_slice){ seen.ptr, seen.len }, true, &folded);
	for (size_t i = 0; status == SW_OK && i < folded.len;) {
		i += sw_utf8_next((const unsigned char *) folded.ptr + i, folded.len - i, &cp);
		add_spaced(out, cp, start, &blank);
	}
	sw_buf_free(&seen);
	sw_buf_free(&folded);
	return status;
}

static sw_status fold_text(sw_slice text, sw_buf *out)
{
	sw_status status = SW_OK;

	if (!fold_plainly(text, out)) {
		status = fold_wholly(text, out);
	}
	return status == SW_OK && out->failed ? SW_E_NOMEM : status;
}

sw_status sw_name_text(sw_slice name, sw_buf *out)
{
	unsigned has;
	sw_status status = sw_text_check(name, &has);
	sw_buf bare = { 0 };
	sw_buf decoded = { 0 };

	if (status != SW_OK || !sw_buf_reserve(out, name.len)) {
		return status != SW_OK ? status : SW_E_NOMEM;
	}
	if (!(has & (SW_HAS_LESS | SW_HAS_AMP))) {
		return fold_text(name, out);
	}
	sw_markup_strip(name, &bare);
	sw_entities_decode((sw_slice){ bare.ptr, bare.len }, &decoded);
	if (bare.failed || decoded.failed) {
		status = SW_E_NOMEM;
	} else {
		status = fold_text((sw_slice){ decoded.ptr, decoded.len }, out);
	}
	sw_buf_free(&bare);
	sw_buf_free(&decoded);
	return status;
}

/* SPDX-License-Identifier: MIT */
/* Any bytes as a product's name, in the locale that the first byte picks: the keys keep their promises. */
#include "target.h"

#include "name.h"

#include <string.h>

static const char *const locales[] = { "", "ro_RO", "de_DE", "da_DK", "ca", "sr_RS", "bs_BA", "xx" };

static bool equal(const sw_buf *a, const sw_buf *b)
{
	return a->len == b->len && (a->len == 0 || memcmp(a->ptr, b->ptr, a->len) == 0);
}

/* What was made once is not made into something else by making it again. */
static void check_text(sw_slice name)
{
	sw_buf once = { 0 };
	sw_buf twice = { 0 };
	const sw_status status = sw_name_text(name, &once);

	must(status == SW_OK || status == SW_E_ENCODING);
	if (status == SW_OK && once.len > 0) {
		must(once.ptr[0] != ' ' && once.ptr[once.len - 1] != ' ');
		must(memchr(once.ptr, '\0', once.len) == NULL);
		/* Decoded once: "&amp;lt;" is "&lt;", which means something else the next time. */
		if (memchr(once.ptr, '&', once.len) == NULL && memchr(once.ptr, '<', once.len) == NULL) {
			must(sw_name_text((sw_slice){ once.ptr, once.len }, &twice) == SW_OK && equal(&once, &twice));
		}
	}
	sw_buf_free(&once);
	sw_buf_free(&twice);
}

static void check_slug(sw_slice name, const sw_locale *locale)
{
	sw_buf slug = { 0 };
	const sw_status status = sw_name_slug(name, locale, &slug);

	must(status == SW_OK || status == SW_E_ENCODING);
	for (size_t i = 0; status == SW_OK && i < slug.len; i++) {
		const char c = slug.ptr[i];

		must((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '%');
	}
	sw_buf_free(&slug);
}

static void check_keys(sw_slice name, const sw_locale *locale)
{
	static const sw_key_kind kinds[] = { SW_KEY_CODE, SW_KEY_TEXT, SW_KEY_SLUG, SW_KEY_GTIN };
	sw_buf scratch = { 0 };

	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		sw_key key;
		sw_key again;
		const sw_status status = sw_name_key(kinds[i], name, locale, &scratch, &key);

		must(status == SW_OK || (status == SW_E_ENCODING && key.empty));
		must(sw_name_key(kinds[i], name, locale, &scratch, &again) == status);
		must(key.empty == again.empty && memcmp(key.bytes, again.bytes, SW_KEY_BYTES) == 0);
	}
	sw_buf_free(&scratch);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	sw_locale locale = { "" };
	sw_slice name;
	sw_buf out = { 0 };

	if (size == 0) {
		return 0;
	}
	(void) strncpy(locale.code, locales[data[0] % (sizeof locales / sizeof locales[0])], sizeof locale.code - 1);
	name = (sw_slice){ (const char *) data + 1, size - 1 };
	check_text(name);
	check_slug(name, &locale);
	check_keys(name, &locale);
	must(sw_name_digits(name, &out) != SW_E_NOMEM);
	sw_buf_clear(&out);
	must(sw_fold(name, &out) != SW_E_NOMEM);
	sw_buf_free(&out);
	return 0;
}

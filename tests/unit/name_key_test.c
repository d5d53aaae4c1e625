/* SPDX-License-Identifier: MIT */
/* Slugs, digits and the keys of names and GTINs. The slugs expected here are sanitize_title()'s answers; tests/names asks it anew. */
#include "support.h"

#include "name.h"

#define SLICE(text) ((sw_slice){ BYTES(text) })

static sw_slice slice(const char *text)
{
	return (sw_slice){ text, strlen(text) };
}

static const char *slug_of(const char *name, const char *locale, sw_buf *out)
{
	sw_locale l = { "" };

	(void) strncpy(l.code, locale, sizeof l.code - 1);
	sw_buf_clear(out);
	assert_int_equal(sw_name_slug(slice(name), &l, out), SW_OK);
	return out->len > 0 ? out->ptr : "";
}

static const char *digits_of(const char *name, sw_buf *out)
{
	sw_buf_clear(out);
	assert_int_equal(sw_name_digits(slice(name), out), SW_OK);
	return out->len > 0 ? out->ptr : "";
}

static sw_key key_of(sw_key_kind kind, const char *name)
{
	const sw_locale plain = { "" };
	sw_buf scratch = { 0 };
	sw_key key;

	assert_int_equal(sw_name_key(kind, slice(name), &plain, &scratch, &key), SW_OK);
	sw_buf_free(&scratch);
	return key;
}

static bool same_key(sw_key_kind kind, const char *a, const char *b)
{
	const sw_key left = key_of(kind, a);
	const sw_key right = key_of(kind, b);

	return !left.empty && !right.empty && memcmp(left.bytes, right.bytes, SW_KEY_BYTES) == 0;
}

static void slugs_are_those_of_sanitize_title(void **state)
{
	static const char *const slugs[][3] = { { "Cablu 1,5 mm", "", "cablu-15-mm" }, { "C++ carte", "", "c-carte" },
		{ "Bec <40W E27", "", "bec" }, { "Șurub Ţeavă ă", "", "surub-teava-a" }, { "s\314\246urub", "", "surub" },
		{ "A &amp; B &ndash; C", "", "a-b-c" }, { "3×40 – 5…", "", "3x40-5" }, { "a/b.c_d", "", "a-b-c_d" },
		{ "100% %20 %zz", "", "100-%20-zz" }, { "---41---x", "", "%41x" }, { "漢字", "", "%e6%bc%a2%e5%ad%97" },
		{ "Größe Ä ß", "", "grose-a-s" }, { "Größe Ä ß", "de_DE", "groesse-ae-ss" }, { "Größe", "de_CH_informal", "groesse" },
		{ "Größe", "de", "groesse" }, { "Ærø Ånd", "", "aero-and" }, { "Ærø Ånd", "da_DK", "aeroe-aand" },
		{ "paral·lel", "", "paral%c2%b7lel" }, { "paral·lel", "ca", "parallel" }, { "PARAL·LEL", "ca", "paral%c2%b7lel" },
		{ "Đ đ", "", "d-d" }, { "Đ đ", "sr_RS", "dj-dj" }, { "Đ đ", "bs_BA", "dj-dj" }, { "Đ đ", "sr_RS_latin", "d-d" }, { " -. ", "", "" },
		{ "", "", "" } };
	sw_buf out = { 0 };

	(void) state;
	for (size_t i = 0; i < COUNT(slugs); i++) {
		assert_string_equal(slug_of(slugs[i][0], slugs[i][1], &out), slugs[i][2]);
	}
	sw_buf_free(&out);
}

static void slugs_are_not_cut_at_200_bytes(void **state)
{
	char name[1001];
	sw_buf out = { 0 };

	(void) state;
	memset(name, 'a', sizeof name);
	name[sizeof name - 1] = '\0';
	assert_int_equal(strlen(slug_of(name, "", &out)), 1000);
	name[500] = '&';
	assert_int_equal(strlen(slug_of(name, "", &out)), 999);
	sw_buf_free(&out);
}

static void digits_keep_the_signs_that_make_other_numbers(void **state)
{
	static const char *const digits[][2] = { { "Cablu 1,5 mm 3x2", "1.5 3 2" }, { "Cablu 1.5 mm", "1.5" }, { "Cablu 15 mm", "15" },
		{ "35x40", "35 40" }, { "3,5x40", "3.5 40" }, { "Cot 3/4", "3/4" }, { "3-4", "3 4" }, { "1.000,50", "1.000.50" },
		{ "a .5 mm", ".5" }, { "nr.5", "5" }, { "1, 5", "1 5" }, { "-20 °C", "-20" }, { "x \342\200\22320", "-20" }, { "A - 5", "5" },
		{ "A-5", "5" }, { "5.", "5" }, { "5/", "5" }, { "/5", "5" }, { "x", "" }, { "", "" }, { "<b>5</b>&#54;", "56" },
		{ "1\342\200\2135", "15" }, { "Bec <40W", "40" }, { "(-5)", "-5" } };
	sw_buf out = { 0 };

	(void) state;
	for (size_t i = 0; i < COUNT(digits); i++) {
		assert_string_equal(digits_of(digits[i][0], &out), digits[i][1]);
	}
	sw_buf_free(&out);
}

static void names_of_one_slug_share_its_key_unless_digits_differ(void **state)
{
	static const char *const distinct[][2] = { { "Cablu 1,5 mm", "Cablu 15 mm" }, { "Șurub 3,5x40", "Șurub 35x40" },
		{ "Bec <40W E27", "Bec" }, { "Termostat -5 C", "Termostat 5 C" }, { "Cot 3/4", "Cot 3-4" }, { "Cablu .5 mm", "Cablu 5 mm" },
		{ "A &5; B", "A B" } };
	static const char *const equal[][2] = { { "C++ carte", "C# carte" }, { "Șurub – M8", "surub m8" }, { "Bec «LED» 5 W", "Bec LED 5 W" },
		{ "Cablu 1,5", "Cablu \"1,5\"" } };
	sw_buf a = { 0 };
	sw_buf b = { 0 };

	(void) state;
	for (size_t i = 0; i < COUNT(distinct); i++) {
		assert_string_equal(slug_of(distinct[i][0], "", &a), slug_of(distinct[i][1], "", &b));
		assert_false(same_key(SW_KEY_SLUG, distinct[i][0], distinct[i][1]));
	}
	for (size_t i = 0; i < COUNT(equal); i++) {
		assert_true(same_key(SW_KEY_SLUG, equal[i][0], equal[i][1]));
		assert_false(same_key(SW_KEY_TEXT, equal[i][0], equal[i][1]));
	}
	sw_buf_free(&a);
	sw_buf_free(&b);
}

static void keys_are_half_a_sha256(void **state)
{
	/* SHA-256("abc"), SHA-256("a-1" NUL "1") */
	static const unsigned char abc[SW_KEY_BYTES] = { 0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea, 0x41, 0x41, 0x40, 0xde, 0x5d, 0xae,
		0x22, 0x23 };
	static const unsigned char a1[SW_KEY_BYTES] = { 0x12, 0x58, 0xd2, 0x2b, 0x17, 0xc7, 0x95, 0x66, 0xb5, 0x84, 0x99, 0x87, 0x78, 0xb4,
		0xc4, 0x82 };
	sw_key key = key_of(SW_KEY_TEXT, " ABC ");

	(void) state;
	assert_false(key.empty);
	assert_memory_equal(key.bytes, abc, SW_KEY_BYTES);
	key = key_of(SW_KEY_SLUG, "A 1");
	assert_memory_equal(key.bytes, a1, SW_KEY_BYTES);
}

static void nothing_has_an_empty_key(void **state)
{
	static const char *const nothing[] = { "", "  ", "<b></b>", "\342\200\213" };
	static const unsigned char zero[SW_KEY_BYTES];

	(void) state;
	for (size_t i = 0; i < COUNT(nothing); i++) {
		const sw_key key = key_of(SW_KEY_TEXT, nothing[i]);

		assert_true(key.empty);
		assert_memory_equal(key.bytes, zero, SW_KEY_BYTES);
		assert_true(key_of(SW_KEY_SLUG, nothing[i]).empty);
	}
	assert_true(key_of(SW_KEY_SLUG, "+ ! ? #").empty);
	assert_false(key_of(SW_KEY_TEXT, "+ ! ? #").empty);
}

static void gtins_agree_whatever_their_length_and_hyphens(void **state)
{
	(void) state;
	assert_true(same_key(SW_KEY_GTIN, "0012345678905", "12345678905"));
	assert_true(same_key(SW_KEY_GTIN, "978-3-16-148410-0", "9783161484100"));
	assert_true(same_key(SW_KEY_GTIN, " 594 2 ", "5942"));
	assert_false(same_key(SW_KEY_GTIN, "5942", "59420"));
	assert_true(key_of(SW_KEY_GTIN, "").empty);
	assert_true(key_of(SW_KEY_GTIN, "0000").empty);
	assert_true(key_of(SW_KEY_GTIN, "12345X").empty);
	assert_true(key_of(SW_KEY_GTIN, "1.5").empty);
}

static void what_is_not_utf8_is_refused(void **state)
{
	static const sw_slice bad[] = { SLICE("\377\376"), SLICE("a\300\257"), SLICE("\355\240\200"), SLICE("\342\200"), SLICE("\304"),
		SLICE("\200"), SLICE("a\0b"), SLICE("\364\220\200\200") };
	const sw_locale plain = { "" };
	sw_buf out = { 0 };
	sw_key key;

	(void) state;
	for (size_t i = 0; i < COUNT(bad); i++) {
		sw_buf_clear(&out);
		assert_int_equal(sw_name_text(bad[i], &out), SW_E_ENCODING);
		assert_int_equal(sw_name_slug(bad[i], &plain, &out), SW_E_ENCODING);
		assert_int_equal(sw_name_digits(bad[i], &out), SW_E_ENCODING);
		assert_int_equal(sw_fold(bad[i], &out), SW_E_ENCODING);
		assert_int_equal(sw_name_key(SW_KEY_SLUG, bad[i], &plain, &out, &key), SW_E_ENCODING);
		assert_true(key.empty);
	}
	sw_buf_free(&out);
}

/* At once or one by one: the same keys, and none where there is none. */
static void both_keys_at_once_are_those_made_one_by_one(void **state)
{
	static const sw_slice names[] = { SLICE("Cablu 1,5 mm 3x2"), SLICE("<b>Șurub</b> M8 &amp; piuliță -20 °C"), SLICE("漢字 3/4"), SLICE("!"),
		SLICE("<b></b>"), SLICE(""), SLICE("l·l 50% %41"), SLICE("aÌ .5"), SLICE("1234567890.1234567890,1-2 3 4 5 6 7 8 9"),
		SLICE("bad ÿ"), SLICE("a\0b") };
	const sw_locale catalan = { "ca" };
	sw_buf scratch = { 0 };

	(void) state;
	for (size_t i = 0; i < COUNT(names); i++) {
		sw_key one[2];
		sw_key both[2];
		sw_status status = sw_name_key(SW_KEY_TEXT, names[i], &catalan, &scratch, &one[0]);

		assert_int_equal(sw_name_key(SW_KEY_SLUG, names[i], &catalan, &scratch, &one[1]), status);
		assert_int_equal(sw_name_keys(names[i], &catalan, &scratch, &both[0], &both[1]), status);
		for (size_t k = 0; k < 2; k++) {
			assert_int_equal(both[k].empty, one[k].empty);
			assert_true(one[k].empty || memcmp(both[k].bytes, one[k].bytes, SW_KEY_BYTES) == 0);
		}
		/* A scratch of its own, so that it has to grow on the way. */
		sw_buf_free(&scratch);
	}
}

static void a_kind_that_is_none_is_refused(void **state)
{
	sw_buf scratch = { 0 };
	sw_key key;

	(void) state;
	assert_int_equal(sw_name_key((sw_key_kind) 9, SLICE("a"), NULL, &scratch, &key), SW_E_INVALID);
	assert_true(key.empty);
	sw_buf_free(&scratch);
}

/* A name may be as long as a JSON string: no step may be quadratic or run over its end (the sanitizers watch). */
static void long_and_hostile_names_end(void **state)
{
	static const char *const pieces[] = { "<", "&", "%", "%e2", "<b ", "&#", "---4", "<!--", "l·l", "\314\201", "'<\"", "&amp",
		"<script>" };
	const sw_locale catalan = { "ca" };
	sw_buf name = { 0 };
	sw_buf out = { 0 };
	sw_key key;

	(void) state;
	for (size_t i = 0; i < COUNT(pieces); i++) {
		sw_buf_clear(&name);
		while (name.len < 4000) {
			sw_buf_str(&name, pieces[i]);
		}
		assert_int_equal(sw_name_key(SW_KEY_TEXT, (sw_slice){ name.ptr, name.len }, &catalan, &out, &key), SW_OK);
		assert_int_equal(sw_name_key(SW_KEY_SLUG, (sw_slice){ name.ptr, name.len }, &catalan, &out, &key), SW_OK);
	}
	sw_buf_free(&name);
	sw_buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(slugs_are_those_of_sanitize_title),
		cmocka_unit_test(slugs_are_not_cut_at_200_bytes),
		cmocka_unit_test(digits_keep_the_signs_that_make_other_numbers),
		cmocka_unit_test(names_of_one_slug_share_its_key_unless_digits_differ),
		cmocka_unit_test(keys_are_half_a_sha256),
		cmocka_unit_test(nothing_has_an_empty_key),
		cmocka_unit_test(gtins_agree_whatever_their_length_and_hyphens),
		cmocka_unit_test(what_is_not_utf8_is_refused),
		cmocka_unit_test(both_keys_at_once_are_those_made_one_by_one),
		cmocka_unit_test(a_kind_that_is_none_is_refused),
		cmocka_unit_test(long_and_hostile_names_end),
	};

	return cmocka_run_group_tests_name("name_key", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* Names: same text, slug, digits, keys, folding. The slugs expected here are sanitize_title()'s answers; tests/names asks it anew. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "../../ext/core/name.h"
#include "../../ext/core/name_parts.h"

#define SLICE(text) ((sw_slice){(text), sizeof(text) - 1})
#define COUNT(array) (sizeof(array) / sizeof *(array))

static sw_slice slice(const char *text)
{
	return (sw_slice){text, strlen(text)};
}

static const char *text_of(const char *name, sw_buf *out)
{
	sw_buf_clear(out);
	assert_int_equal(sw_name_text(slice(name), out), SW_OK);
	return out->len > 0 ? out->ptr : "";
}

static const char *slug_of(const char *name, const char *locale, sw_buf *out)
{
	sw_locale l = {""};

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
	const sw_locale plain = {""};
	sw_buf scratch = {0};
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

static void differences_that_a_reader_does_not_see_make_no_other_name(void **state)
{
	static const char *const equal[][2] = {
		{"s\314\246urub", "ș" "urub"},                       /* decomposed, composed */
		{"şurub ţeavă", "șurub țeavă"},                      /* cedilla, comma below */
		{"S\314\247URUB", "șurub"},                          /* decomposed cedilla, upper case */
		{"A &amp; B", "A & B"},
		{"&#539;&#x103;r&abreve;", "țără"},
		{"“Casa” ‘mea’ 5′ 3″", "\"Casa\" 'mea' 5' 3\""},
		{"„x‟ ‚y‛", "\"x\" 'y'"},
		{"<b>Bec</b> LED<br/>", "Bec LED"},
		{"<!-- x -->Bec<script>alert(1)</script>", "bec"},
		{"<a title=\"a>b\">Bec</a>", "Bec"},
		{"  Bec\t \n LED  ", "Bec LED"},
		{"Bec\302\240LED\342\200\202x", "Bec LED x"},        /* no-break space, en space */
		{"Be\342\200\213c \342\200\256LED\357\273\277", "Bec LED"}, /* zero width, override, byte order mark */
		{"Be\302\255c\342\201\246LED\342\201\251", "becLED"}, /* soft hyphen, isolates */
		{"a\342\200\215\314\201", "á"},                      /* a joiner between a letter and its accent */
		{"Bec\001LED", "becled"},
		{"STRASSE", "straße"},
		{"ΣΊΣΥΦΟΣ", "σίσυφος"},
		{"ШРАФ", "шраф"},
		{"\342\204\252g", "kg"},                             /* the Kelvin sign */
	};
	sw_buf a = {0};
	sw_buf b = {0};

	(void) state;
	for (size_t i = 0; i < COUNT(equal); i++) {
		assert_string_equal(text_of(equal[i][0], &a), text_of(equal[i][1], &b));
		assert_true(same_key(SW_KEY_TEXT, equal[i][0], equal[i][1]));
	}
	sw_buf_free(&a);
	sw_buf_free(&b);
}

static void differences_that_a_reader_sees_stay(void **state)
{
	static const char *const distinct[][2] = {
		{"Cablu 1,5 mm", "Cablu 15 mm"}, {"Cablu 1,5 mm", "Cablu 1.5 mm"}, {"C++ carte", "C# carte"},
		{"Bec <40W E27", "Bec"},         {"Bec <40W> E27", "Bec E27"},     {"a < b > c", "a c"},
		{"A &amp;amp; B", "A & B"},      {"&lt;b&gt;Bec", "Bec"},          {"a&nosuch;", "a"},
		{"á", "a"},                      {"ş", "s"},                       {"a-b", "a b"},
		{"a – b", "a - b"},              {"ab", "a b"},                    {"🍣", "🍺"},
		{"m²", "m2"},                    {"½", "1/2"},                     {"«a»", "\"a\""},
	};

	(void) state;
	for (size_t i = 0; i < COUNT(distinct); i++) {
		assert_false(same_key(SW_KEY_TEXT, distinct[i][0], distinct[i][1]));
	}
}

static void text_is_spelled_out(void **state)
{
	sw_buf out = {0};

	(void) state;
	assert_string_equal(text_of("  ŞURUB &quot;M8&quot;\302\240<i>3,5x40</i> ", &out), "șurub \"m8\" 3,5x40");
	assert_string_equal(text_of("Bec <40W E27", &out), "bec <40w e27");
	assert_string_equal(text_of("a <b", &out), "a <b");
	assert_string_equal(text_of("<<b>b>", &out), "<b>");
	assert_string_equal(text_of("<script>x", &out), "x");
	assert_string_equal(text_of("&", &out), "&");
	assert_string_equal(text_of("&#0;&#xD800;&#x110000;&#;&#x;", &out), "&#0;&#xd800;&#x110000;&#;&#x;");
	assert_string_equal(text_of("&nbsp;&#8203;<b></b>", &out), "");
	assert_string_equal(text_of("", &out), "");
	sw_buf_free(&out);
}

static void text_is_appended_and_trims_only_itself(void **state)
{
	sw_buf out = {0};

	(void) state;
	sw_buf_str(&out, "kept ");
	assert_int_equal(sw_name_text(SLICE(" A&#223;\314\201 B "), &out), SW_OK);
	assert_string_equal(out.ptr, "kept asś b");
	sw_buf_free(&out);
}

static void normalising_twice_changes_nothing(void **state)
{
	static const char *const names[] = {"  Șurub “3,5×40” – ß İ ǰ ŉ \341\272\236 \314\201", "Straße\342\200\215 ΣΑΣ ﬁ Ⅷ"};
	sw_buf once = {0};
	sw_buf twice = {0};

	(void) state;
	for (size_t i = 0; i < COUNT(names); i++) {
		(void) text_of(names[i], &once);
		assert_string_equal(text_of(once.ptr, &twice), once.ptr);
	}
	sw_buf_free(&once);
	sw_buf_free(&twice);
}

/* The short way of folding must not differ from libutf8proc's for any character that takes it. */
static void every_character_folds_as_unicode_says(void **state)
{
	sw_buf quick = {0};
	sw_buf whole = {0};

	(void) state;
	for (uint32_t cp = 1; cp < 0x11000; cp++) {
		if (cp >= 0xD800 && cp < 0xE000) {
			continue;
		}
		sw_buf_clear(&whole);
		sw_utf8_add(&whole, cp);
		sw_buf_clear(&quick);
		assert_int_equal(sw_fold((sw_slice){whole.ptr, whole.len}, &quick), SW_OK);
		{
			sw_buf folded = {0};

			assert_int_equal(sw_text_compose((sw_slice){whole.ptr, whole.len}, true, &folded), SW_OK);
			assert_int_equal(quick.len, folded.len);
			assert_memory_equal(quick.ptr, folded.ptr, folded.len);
			sw_buf_free(&folded);
		}
	}
	sw_buf_free(&quick);
	sw_buf_free(&whole);
}

/* What is taken as composed already must come out of NFC as it is, by itself and behind a letter. */
static void composed_characters_are_left_alone_by_nfc(void **state)
{
	(void) state;
	for (uint32_t cp = 0x80; cp < 0x3000; cp++) {
		sw_buf in = {0};
		sw_buf out = {0};

		if (!sw_char_composed(cp)) {
			continue;
		}
		sw_buf_char(&in, 'e');
		sw_utf8_add(&in, cp);
		assert_int_equal(sw_text_compose((sw_slice){in.ptr, in.len}, false, &out), SW_OK);
		assert_string_equal(out.ptr, in.ptr);
		sw_buf_free(&in);
		sw_buf_free(&out);
	}
}

static void codes_fold_case_and_nothing_else(void **state)
{
	static const char *const distinct[][2] = {{"á", "a"}, {"🍣", "🍺"}, {"a ", "a"}, {"ş", "ș"}, {"“", "\""}, {"a\342\200\213", "a"}};
	sw_buf a = {0};
	sw_buf b = {0};

	(void) state;
	assert_int_equal(sw_fold(SLICE("ÁBC-1ß\314\201"), &a), SW_OK);
	assert_int_equal(sw_fold(SLICE("a\314\201bc-1SS\314\201"), &b), SW_OK);
	assert_string_equal(a.ptr, b.ptr);
	for (size_t i = 0; i < COUNT(distinct); i++) {
		sw_buf_clear(&a);
		sw_buf_clear(&b);
		assert_int_equal(sw_fold(slice(distinct[i][0]), &a), SW_OK);
		assert_int_equal(sw_fold(slice(distinct[i][1]), &b), SW_OK);
		assert_string_not_equal(a.ptr, b.ptr);
	}
	sw_buf_free(&a);
	sw_buf_free(&b);
}

static void slugs_are_those_of_sanitize_title(void **state)
{
	static const char *const slugs[][3] = {
		{"Cablu 1,5 mm", "", "cablu-15-mm"},
		{"C++ carte", "", "c-carte"},
		{"Bec <40W E27", "", "bec"},
		{"Șurub Ţeavă ă", "", "surub-teava-a"},
		{"s\314\246urub", "", "surub"},
		{"A &amp; B &ndash; C", "", "a-b-c"},
		{"3×40 – 5…", "", "3x40-5"},
		{"a/b.c_d", "", "a-b-c_d"},
		{"100% %20 %zz", "", "100-%20-zz"},
		{"---41---x", "", "%41x"},
		{"漢字", "", "%e6%bc%a2%e5%ad%97"},
		{"Größe Ä ß", "", "grose-a-s"},
		{"Größe Ä ß", "de_DE", "groesse-ae-ss"},
		{"Größe", "de_CH_informal", "groesse"},
		{"Größe", "de", "groesse"},
		{"Ærø Ånd", "", "aero-and"},
		{"Ærø Ånd", "da_DK", "aeroe-aand"},
		{"paral·lel", "", "paral%c2%b7lel"},
		{"paral·lel", "ca", "parallel"},
		{"PARAL·LEL", "ca", "paral%c2%b7lel"},
		{"Đ đ", "", "d-d"},
		{"Đ đ", "sr_RS", "dj-dj"},
		{"Đ đ", "bs_BA", "dj-dj"},
		{"Đ đ", "sr_RS_latin", "d-d"},
		{" -. ", "", ""},
		{"", "", ""},
	};
	sw_buf out = {0};

	(void) state;
	for (size_t i = 0; i < COUNT(slugs); i++) {
		assert_string_equal(slug_of(slugs[i][0], slugs[i][1], &out), slugs[i][2]);
	}
	sw_buf_free(&out);
}

static void slugs_are_not_cut_at_200_bytes(void **state)
{
	char name[1001];
	sw_buf out = {0};

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
	static const char *const digits[][2] = {
		{"Cablu 1,5 mm 3x2", "1.5 3 2"}, {"Cablu 1.5 mm", "1.5"}, {"Cablu 15 mm", "15"}, {"35x40", "35 40"},
		{"3,5x40", "3.5 40"},            {"Cot 3/4", "3/4"},      {"3-4", "3 4"},        {"1.000,50", "1.000.50"},
		{"a .5 mm", ".5"},               {"nr.5", "5"},           {"1, 5", "1 5"},       {"-20 °C", "-20"},
		{"x \342\200\22320", "-20"},     {"A - 5", "5"},          {"A-5", "5"},          {"5.", "5"},
		{"5/", "5"},                     {"/5", "5"},             {"x", ""},             {"", ""},
		{"<b>5</b>&#54;", "56"},         {"1\342\200\2135", "15"}, {"Bec <40W", "40"},   {"(-5)", "-5"},
	};
	sw_buf out = {0};

	(void) state;
	for (size_t i = 0; i < COUNT(digits); i++) {
		assert_string_equal(digits_of(digits[i][0], &out), digits[i][1]);
	}
	sw_buf_free(&out);
}

static void names_of_one_slug_share_its_key_unless_digits_differ(void **state)
{
	static const char *const distinct[][2] = {
		{"Cablu 1,5 mm", "Cablu 15 mm"},     {"Șurub 3,5x40", "Șurub 35x40"}, {"Bec <40W E27", "Bec"},
		{"Termostat -5 C", "Termostat 5 C"}, {"Cot 3/4", "Cot 3-4"},          {"Cablu .5 mm", "Cablu 5 mm"},
		{"A &5; B", "A B"},
	};
	static const char *const equal[][2] = {
		{"C++ carte", "C# carte"}, {"Șurub – M8", "surub m8"}, {"Bec «LED» 5 W", "Bec LED 5 W"}, {"Cablu 1,5", "Cablu \"1,5\""},
	};
	sw_buf a = {0};
	sw_buf b = {0};

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
	static const unsigned char abc[SW_KEY_BYTES] = {0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea, 0x41, 0x41, 0x40, 0xde, 0x5d, 0xae, 0x22, 0x23};
	static const unsigned char a1[SW_KEY_BYTES] = {0x12, 0x58, 0xd2, 0x2b, 0x17, 0xc7, 0x95, 0x66, 0xb5, 0x84, 0x99, 0x87, 0x78, 0xb4, 0xc4, 0x82};
	sw_key key = key_of(SW_KEY_TEXT, " ABC ");

	(void) state;
	assert_false(key.empty);
	assert_memory_equal(key.bytes, abc, SW_KEY_BYTES);
	key = key_of(SW_KEY_SLUG, "A 1");
	assert_memory_equal(key.bytes, a1, SW_KEY_BYTES);
}

static void nothing_has_an_empty_key(void **state)
{
	static const char *const nothing[] = {"", "  ", "<b></b>", "\342\200\213"};
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
	static const sw_slice bad[] = {
		SLICE("\377\376"), SLICE("a\300\257"), SLICE("\355\240\200"), SLICE("\342\200"), SLICE("\304"), SLICE("\200"), SLICE("a\0b"), SLICE("\364\220\200\200"),
	};
	const sw_locale plain = {""};
	sw_buf out = {0};
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

static void a_kind_that_is_none_is_refused(void **state)
{
	sw_buf scratch = {0};
	sw_key key;

	(void) state;
	assert_int_equal(sw_name_key((sw_key_kind) 9, SLICE("a"), NULL, &scratch, &key), SW_E_INVALID);
	assert_true(key.empty);
	sw_buf_free(&scratch);
}

/* A name may be as long as a JSON string: no step may be quadratic or run over its end (the sanitizers watch). */
static void long_and_hostile_names_end(void **state)
{
	static const char *const pieces[] = {"<", "&", "%", "%e2", "<b ", "&#", "---4", "<!--", "l·l", "\314\201", "'<\"", "&amp", "<script>"};
	const sw_locale catalan = {"ca"};
	sw_buf name = {0};
	sw_buf out = {0};
	sw_key key;

	(void) state;
	for (size_t i = 0; i < COUNT(pieces); i++) {
		sw_buf_clear(&name);
		while (name.len < 4000) {
			sw_buf_str(&name, pieces[i]);
		}
		assert_int_equal(sw_name_key(SW_KEY_TEXT, (sw_slice){name.ptr, name.len}, &catalan, &out, &key), SW_OK);
		assert_int_equal(sw_name_key(SW_KEY_SLUG, (sw_slice){name.ptr, name.len}, &catalan, &out, &key), SW_OK);
	}
	sw_buf_free(&name);
	sw_buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(differences_that_a_reader_does_not_see_make_no_other_name),
		cmocka_unit_test(differences_that_a_reader_sees_stay),
		cmocka_unit_test(text_is_spelled_out),
		cmocka_unit_test(text_is_appended_and_trims_only_itself),
		cmocka_unit_test(normalising_twice_changes_nothing),
		cmocka_unit_test(every_character_folds_as_unicode_says),
		cmocka_unit_test(composed_characters_are_left_alone_by_nfc),
		cmocka_unit_test(codes_fold_case_and_nothing_else),
		cmocka_unit_test(slugs_are_those_of_sanitize_title),
		cmocka_unit_test(slugs_are_not_cut_at_200_bytes),
		cmocka_unit_test(digits_keep_the_signs_that_make_other_numbers),
		cmocka_unit_test(names_of_one_slug_share_its_key_unless_digits_differ),
		cmocka_unit_test(keys_are_half_a_sha256),
		cmocka_unit_test(nothing_has_an_empty_key),
		cmocka_unit_test(gtins_agree_whatever_their_length_and_hyphens),
		cmocka_unit_test(what_is_not_utf8_is_refused),
		cmocka_unit_test(a_kind_that_is_none_is_refused),
		cmocka_unit_test(long_and_hostile_names_end),
	};

	return cmocka_run_group_tests_name("name", tests, NULL, NULL);
}

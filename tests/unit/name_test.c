/* SPDX-License-Identifier: MIT */
/* The same text of names, and folding. */
#include "support.h"

#include "name.h"
#include "name_parts.h"

#define SLICE(text) ((sw_slice){ BYTES(text) })

static sw_slice slice(const char *text)
{
	return (sw_slice){ text, strlen(text) };
}

static const char *text_of(const char *name, sw_buf *out)
{
	sw_buf_clear(out);
	assert_int_equal(sw_name_text(slice(name), out), SW_OK);
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

static void differences_that_a_reader_does_not_see_make_no_other_name(void **state)
{
	static const char *const equal[][2] = {
		{ "s\314\246urub", "ș"
						   "urub" },      /* decomposed, composed */
		{ "şurub ţeavă", "șurub țeavă" }, /* cedilla, comma below */
		{ "S\314\247URUB", "șurub" },     /* decomposed cedilla, upper case */
		{ "A &amp; B", "A & B" }, { "&#539;&#x103;r&abreve;", "țără" }, { "“Casa” ‘mea’ 5′ 3″", "\"Casa\" 'mea' 5' 3\"" },
		{ "„x‟ ‚y‛", "\"x\" 'y'" }, { "<b>Bec</b> LED<br/>", "Bec LED" }, { "<!-- x -->Bec<script>alert(1)</script>", "bec" },
		{ "<a title=\"a>b\">Bec</a>", "Bec" }, { "  Bec\t \n LED  ", "Bec LED" },
		{ "Bec\302\240LED\342\200\202x", "Bec LED x" },               /* no-break space, en space */
		{ "Be\342\200\213c \342\200\256LED\357\273\277", "Bec LED" }, /* zero width, override, byte order mark */
		{ "Be\302\255c\342\201\246LED\342\201\251", "becLED" },       /* soft hyphen, isolates */
		{ "a\342\200\215\314\201", "á" },                             /* a joiner between a letter and its accent */
		{ "Bec\001LED", "becled" }, { "STRASSE", "straße" }, { "ΣΊΣΥΦΟΣ", "σίσυφος" }, { "ШРАФ", "шраф" },
		{ "\342\204\252g", "kg" } /* the Kelvin sign */
	};
	sw_buf a = { 0 };
	sw_buf b = { 0 };

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
	static const char *const distinct[][2] = { { "Cablu 1,5 mm", "Cablu 15 mm" }, { "Cablu 1,5 mm", "Cablu 1.5 mm" },
		{ "C++ carte", "C# carte" }, { "Bec <40W E27", "Bec" }, { "Bec <40W> E27", "Bec E27" }, { "a < b > c", "a c" },
		{ "A &amp;amp; B", "A & B" }, { "&lt;b&gt;Bec", "Bec" }, { "a&nosuch;", "a" }, { "á", "a" }, { "ş", "s" }, { "a-b", "a b" },
		{ "a – b", "a - b" }, { "ab", "a b" }, { "🍣", "🍺" }, { "m²", "m2" }, { "½", "1/2" }, { "«a»", "\"a\"" } };

	(void) state;
	for (size_t i = 0; i < COUNT(distinct); i++) {
		assert_false(same_key(SW_KEY_TEXT, distinct[i][0], distinct[i][1]));
	}
}

static void text_is_spelled_out(void **state)
{
	sw_buf out = { 0 };

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
	sw_buf out = { 0 };

	(void) state;
	sw_buf_str(&out, "kept ");
	assert_int_equal(sw_name_text(SLICE(" A&#223;\314\201 B "), &out), SW_OK);
	assert_string_equal(out.ptr, "kept asś b");
	sw_buf_free(&out);
}

static void normalising_twice_changes_nothing(void **state)
{
	static const char *const names[] = { "  Șurub “3,5×40” – ß İ ǰ ŉ \341\272\236 \314\201", "Straße\342\200\215 ΣΑΣ ﬁ Ⅷ" };
	sw_buf once = { 0 };
	sw_buf twice = { 0 };

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
	sw_buf quick = { 0 };
	sw_buf whole = { 0 };

	(void) state;
	for (uint32_t cp = 1; cp < 0x11000; cp++) {
		if (cp >= 0xD800 && cp < 0xE000) {
			continue;
		}
		sw_buf_clear(&whole);
		sw_utf8_add(&whole, cp);
		sw_buf_clear(&quick);
		assert_int_equal(sw_fold((sw_slice){ whole.ptr, whole.len }, &quick), SW_OK);
		{
			sw_buf folded = { 0 };

			assert_int_equal(sw_text_compose((sw_slice){ whole.ptr, whole.len }, true, &folded), SW_OK);
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
		sw_buf in = { 0 };
		sw_buf out = { 0 };

		if (!sw_char_composed(cp)) {
			continue;
		}
		sw_buf_char(&in, 'e');
		sw_utf8_add(&in, cp);
		assert_int_equal(sw_text_compose((sw_slice){ in.ptr, in.len }, false, &out), SW_OK);
		assert_string_equal(out.ptr, in.ptr);
		sw_buf_free(&in);
		sw_buf_free(&out);
	}
}

static void codes_fold_case_and_nothing_else(void **state)
{
	static const char *const distinct[][2] = { { "á", "a" }, { "🍣", "🍺" }, { "a ", "a" }, { "ş", "ș" }, { "“", "\"" },
		{ "a\342\200\213", "a" } };
	sw_buf a = { 0 };
	sw_buf b = { 0 };

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
	};

	return cmocka_run_group_tests_name("name", tests, NULL, NULL);
}

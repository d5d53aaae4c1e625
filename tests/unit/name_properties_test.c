/* SPDX-License-Identifier: MIT */
/* Properties of the same text on drawn names: each sign of a name is spelled in any of its ways, and what comes out is what a
   reader sees. The model knows no rule of core's but what every sign looks like. */
#include "support.h"

#include "name.h"

#define NAMES 4000
#define MAX_SIGNS 12
#define WAYS 10

/* A sign as a reader sees it, and the ways in which it may be written. */
typedef struct sign {
	const char *seen;
	const char *ways[WAYS];
} sign;

static const sign signs[] = {
	/* Case */
	{ "a", { "a", "A", "&#97;", "&#x41;" } },
	{ "ss", { "ß", "SS", "ss", "ẞ", "&szlig;" } },
	{ "σ", { "σ", "Σ", "ς", "&sigmaf;" } },
	{ "я", { "я", "Я" } },
	{ "7", { "7", "&#55;" } },
	/* Composed and decomposed */
	{ "á", { "á", "Á", "a\u0301", "A\u0301", "&aacute;", "a&#769;", "a\u200D\u0301", "a\u0341" } },
	{ "å", { "å", "\u212B", "A\u030A" } },
	{ "ệ", { "ệ", "e\u0323\u0302", "e\u0302\u0323", "ẹ\u0302", "Ệ" } },
	{ "й", { "й", "и\u0306", "И\u0306" } },
	{ "가", { "가", "\u1100\u1161" } },
	{ "ă", { "ă", "Ă", "a\u0306", "&abreve;", "&#259;", "&#X103;" } },
	/* Cedilla and comma below */
	{ "ș", { "ș", "Ș", "ş", "Ş", "s\u0326", "S\u0327", "&scedil;", "&#537;" } },
	{ "ț", { "ț", "Ț", "ţ", "Ţ", "t\u0326", "T\u0327", "&tcedil;", "&#x21B;" } },
	/* A cedilla of another alphabet stays one */
	{ "ç", { "ç", "Ç", "c\u0327" } },
	/* Blanks */
	{ " ", { " ", "  ", "\t", "\n", "\u00A0", "\u2009 ", "\u3000", "&nbsp;", "&#32;", " \u202F " } },
	/* Quotes */
	{ "\"", { "\"", "“", "”", "„", "‟", "″", "&quot;", "&ldquo;", "&#8221;" } },
	{ "'", { "'", "‘", "’", "‚", "‛", "′", "&#39;", "&rsquo;", "&apos;" } },
	{ "«", { "«", "&laquo;" } },
	{ "`", { "`", "&#96;" } },
	/* What nobody sees, tags among it */
	{ "", { "\u200B", "\u00AD", "\u2060", "\uFEFF", "\u202E", "&#8203;", "&shy;", "\x01" } },
	{ "", { "<b>", "</b>", "<br/>", "<i class=\"a>b\">", "<!-- <b> -->", "<script>x</script>" } },
	/* Entities are decoded once, whatever comes out of it */
	{ "& ", { "& ", "&amp; ", "&#38; ", "&#x26;\t" } },
	{ "< ", { "< ", "&lt; ", "&#60; " } },
	{ "&lt;", { "&amp;lt;", "&#38;lt;" } },
	{ "&#39;", { "&amp;#39;", "&#x26;#39;" } },
	{ "&amp;", { "&amp;amp;" } },
	{ "<b>", { "&lt;b&gt;", "&#60;B&#62;" } },
	/* Punctuation of which nothing else is made */
	{ "-", { "-", "&#45;" } },
	{ "\u2010", { "\u2010" } },
	{ "\u2011", { "\u2011" } },
	{ "–", { "–", "&ndash;" } },
	{ "—", { "—", "&mdash;" } },
	{ "−", { "−", "&minus;" } },
	{ "_", { "_", "&lowbar;" } },
	{ ".", { ".", "&#46;", "&period;" } },
	{ ",", { ",", "&comma;" } },
	{ ":", { ":" } },
	{ "·", { "·", "&middot;" } },
	{ "•", { "•" } },
	{ "…", { "…", "&hellip;" } },
	{ "/", { "/", "&sol;" } },
	{ "\\", { "\\" } },
	{ "|", { "|" } },
	{ "+", { "+", "&plus;" } },
	{ "*", { "*" } },
	{ "×", { "×", "&times;" } },
	{ "=", { "=" } },
	{ "%", { "%" } },
	{ "(", { "(" } },
	{ ")", { ")" } },
	{ "[", { "[" } },
	{ "]", { "]" } },
	{ "{", { "{" } },
	{ "}", { "}" } },
	{ "!", { "!" } },
	{ "¡", { "¡" } },
	{ "?", { "?" } },
	{ "@", { "@" } },
	{ "$", { "$" } },
	{ "^", { "^" } },
	{ "~", { "~" } },
	{ "²", { "²" } },
	{ "½", { "½" } },
	{ "°", { "°" } },
	{ "º", { "º" } },
};

/* The same numbers in every run. */
static uint32_t draw(uint32_t *state, uint32_t below)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state % below;
}

static size_t draw_signs(uint32_t *state, size_t *chosen)
{
	const size_t n = 1 + draw(state, MAX_SIGNS);

	for (size_t i = 0; i < n; i++) {
		chosen[i] = draw(state, COUNT(signs));
	}
	return n;
}

static void spell(const size_t *chosen, size_t n, uint32_t *state, sw_buf *out)
{
	sw_buf_clear(out);
	for (size_t i = 0; i < n; i++) {
		const sign *s = &signs[chosen[i]];
		uint32_t ways = 0;

		while (ways < WAYS && s->ways[ways] != NULL) {
			ways++;
		}
		sw_buf_str(out, s->ways[draw(state, ways)]);
	}
}

/* What a reader sees: one blank between words, none at the ends. */
static void look(const size_t *chosen, size_t n, sw_buf *out)
{
	bool blank = false;

	sw_buf_clear(out);
	for (size_t i = 0; i < n; i++) {
		for (const char *c = signs[chosen[i]].seen; *c != '\0'; c++) {
			if (blank && *c != ' ' && out->len > 0) {
				sw_buf_char(out, ' ');
			}
			blank = *c == ' ';
			if (!blank) {
				sw_buf_char(out, *c);
			}
		}
	}
}

static const char *text_of(const sw_buf *name, sw_buf *out)
{
	sw_buf_clear(out);
	assert_int_equal(sw_name_text((sw_slice){ name->ptr, name->len }, out), SW_OK);
	return out->len > 0 ? out->ptr : "";
}

static const char *shown(const sw_buf *text)
{
	return text->len > 0 ? text->ptr : "";
}

static void a_name_is_what_a_reader_sees_however_it_is_spelled(void **state)
{
	uint32_t chance = 20261126;
	sw_buf name = { 0 };
	sw_buf seen = { 0 };
	sw_buf text = { 0 };

	(void) state;
	for (size_t i = 0; i < NAMES; i++) {
		size_t chosen[MAX_SIGNS];
		const size_t n = draw_signs(&chance, chosen);

		spell(chosen, n, &chance, &name);
		look(chosen, n, &seen);
		if (strcmp(text_of(&name, &text), shown(&seen)) != 0) {
			print_message("%s\n", name.ptr);
		}
		assert_string_equal(shown(&text), shown(&seen));
	}
	sw_buf_free(&name);
	sw_buf_free(&seen);
	sw_buf_free(&text);
}

/* Of names without an ampersand or a tag's beginning: those may mean something else the next time. */
static void the_same_text_of_a_text_is_itself(void **state)
{
	uint32_t chance = 4711;
	size_t checked = 0;
	sw_buf name = { 0 };
	sw_buf once = { 0 };
	sw_buf twice = { 0 };

	(void) state;
	for (size_t i = 0; i < NAMES; i++) {
		size_t chosen[MAX_SIGNS];
		const size_t n = draw_signs(&chance, chosen);

		spell(chosen, n, &chance, &name);
		if (strpbrk(text_of(&name, &once), "&<") == NULL) {
			assert_string_equal(text_of(&once, &twice), shown(&once));
			checked++;
		}
	}
	assert_true(checked > NAMES / 4);
	sw_buf_free(&name);
	sw_buf_free(&once);
	sw_buf_free(&twice);
}

static sw_key key_of(const sw_buf *name)
{
	sw_buf scratch = { 0 };
	sw_key key;

	assert_int_equal(sw_name_key(SW_KEY_TEXT, (sw_slice){ name->ptr, name->len }, NULL, &scratch, &key), SW_OK);
	sw_buf_free(&scratch);
	return key;
}

/* Two names of which one sign is another one: the key is another where a reader sees a difference, and only there. */
static void one_other_sign_makes_another_key_where_it_can_be_seen(void **state)
{
	uint32_t chance = 815;
	size_t different = 0;
	sw_buf names[2] = { { 0 }, { 0 } };
	sw_buf seen[2] = { { 0 }, { 0 } };

	(void) state;
	for (size_t i = 0; i < NAMES; i++) {
		size_t chosen[MAX_SIGNS];
		const size_t n = draw_signs(&chance, chosen);
		sw_key keys[2];

		for (size_t k = 0; k < 2; k++) {
			chosen[draw(&chance, (uint32_t) n)] = draw(&chance, COUNT(signs));
			spell(chosen, n, &chance, &names[k]);
			look(chosen, n, &seen[k]);
			keys[k] = key_of(&names[k]);
			assert_int_equal(keys[k].empty, seen[k].len == 0);
		}
		different += strcmp(shown(&seen[0]), shown(&seen[1])) != 0;
		assert_int_equal(memcmp(keys[0].bytes, keys[1].bytes, SW_KEY_BYTES) == 0, strcmp(shown(&seen[0]), shown(&seen[1])) == 0);
	}
	assert_true(different > NAMES / 2 && different < NAMES);
	for (size_t k = 0; k < 2; k++) {
		sw_buf_free(&names[k]);
		sw_buf_free(&seen[k]);
	}
}

/* No two signs of punctuation are one. */
static void every_sign_stays_apart_from_every_other(void **state)
{
	sw_buf name = { 0 };

	(void) state;
	for (size_t a = 0; a < COUNT(signs); a++) {
		sw_key one;

		sw_buf_clear(&name);
		sw_buf_str(&name, "x");
		sw_buf_str(&name, signs[a].ways[0]);
		sw_buf_str(&name, "y");
		one = key_of(&name);
		for (size_t b = 0; b < a; b++) {
			sw_key other;

			sw_buf_clear(&name);
			sw_buf_str(&name, "x");
			sw_buf_str(&name, signs[b].ways[0]);
			sw_buf_str(&name, "y");
			other = key_of(&name);
			assert_int_equal(memcmp(one.bytes, other.bytes, SW_KEY_BYTES) == 0, strcmp(signs[a].seen, signs[b].seen) == 0);
		}
	}
	sw_buf_free(&name);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_is_what_a_reader_sees_however_it_is_spelled),
		cmocka_unit_test(the_same_text_of_a_text_is_itself),
		cmocka_unit_test(one_other_sign_makes_another_key_where_it_can_be_seen),
		cmocka_unit_test(every_sign_stays_apart_from_every_other),
	};

	return cmocka_run_group_tests_name("name_properties", tests, NULL, NULL);
}

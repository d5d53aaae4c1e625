/* SPDX-License-Identifier: MIT */
/* The strict reader: what it lets through, and where it refuses. bad-inputs.md rows 1 to 9, 11 and 16. */
#include "json.h"
#include "limits.h"
#include "support.h"

/* Reads one whole document. */
static sw_status read_all(const char *text, size_t n, sw_error *e)
{
	sw_json *json;
	sw_json_value value;
	sw_status status = sw_json_create(text, n, e, &json);

	if (status == SW_OK) {
		status = sw_json_read(json, &value);
	}
	if (status == SW_OK) {
		status = sw_json_finish(json);
	}
	sw_json_destroy(json);
	return status;
}

typedef struct bad {
	const char *text;
	size_t n;
	size_t offset;
} bad;

static void assert_each(sw_status expected, const bad *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char *text = exact_copy(list[i].text, list[i].n);
		sw_error e = { 0 };
		sw_status status;

		status = read_all(text, list[i].n, &e);
		if (status != expected || (expected != SW_OK && e.offset != list[i].offset)) {
			fail_msg("%.60s: status %d at %zu, expected %d at %zu", list[i].text, status, e.offset, expected, list[i].offset);
		}
		free(text);
	}
}

static void valid_documents_are_read(void **state)
{
	static const bad list[] = {
		{ BYTES("{}"), 0 },
		{ BYTES("[]"), 0 },
		{ BYTES(" [ ] \r\n\t"), 0 },
		{ BYTES("[[],{},[{}]]"), 0 },
		{ BYTES("null"), 0 },
		{ BYTES("true"), 0 },
		{ BYTES("[false,null,true]"), 0 },
		{ BYTES("\"\""), 0 },
		{ BYTES("5"), 0 },
		{ BYTES("[-0,0,1.5,1e2,-1E+2,1e-0,123456789012345678901,9,-9.9e9]"), 0 },
		{ BYTES("{ \"a\" : 1 , \"A\" : 2 }"), 0 },
		{ BYTES("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83C\\uDF63\""), 0 },
		{ BYTES("\"Ș é 中 🍣 \x7f \xEF\xBF\xBF \xF4\x8F\xBF\xBF\""), 0 },
		{ BYTES("\xEF\xBB\xBF[1]"), 0 },
		{ BYTES("\xEF\xBB\xBF [1]"), 0 },
		{ BYTES("{\"a\":{\"a\":{\"a\":1}},\"b\":{\"a\":1}}"), 0 },
		{ BYTES("{\"\":1}"), 0 },
		{ BYTES("\"\\u1234\\u5678\\u9abc\\uABCD\\uefEF\\uFFff\""), 0 },
		{ BYTES("\"\\ud800\\udc00\\uDBFF\\uDFFF\\ud7ff\\ue000\""), 0 },
	};

	(void) state;
	assert_each(SW_OK, list, COUNT(list));
}

static void a_body_without_content_is_empty(void **state)
{
	static const bad list[] = { { BYTES(""), 0 }, { BYTES(" \t\r\n "), 5 }, { BYTES("\xEF\xBB\xBF"), 3 }, { BYTES("\xEF\xBB\xBF\n"), 4 } };

	(void) state;
	assert_each(SW_E_EMPTY, list, COUNT(list));
}

static void broken_structure_is_refused_where_it_breaks(void **state)
{
	static const bad list[] = {
		{ BYTES("{\"code\":\"A\""), 11 },
		{ BYTES("[1,]"), 3 },
		{ BYTES("{\"a\":1,}"), 7 },
		{ BYTES("['a']"), 1 },
		{ BYTES("{a:1}"), 1 },
		{ BYTES("{1:1}"), 1 },
		{ BYTES("[1 2]"), 3 },
		{ BYTES("{\"a\" 1}"), 5 },
		{ BYTES("{\"a\":}"), 5 },
		{ BYTES("{\"a\"}"), 4 },
		{ BYTES("[1}"), 2 },
		{ BYTES("{\"a\":1]"), 6 },
		{ BYTES("["), 1 },
		{ BYTES("{"), 1 },
		{ BYTES("[1"), 2 },
		{ BYTES("[1,"), 3 },
		{ BYTES("{\"a\":"), 5 },
		{ BYTES("]"), 0 },
		{ BYTES(","), 0 },
		{ BYTES("[,1]"), 1 },
		{ BYTES("[1]/* x */"), 3 },
		{ BYTES("// x\n[1]"), 0 },
		{ BYTES("[1,,2]"), 3 },
		{ BYTES("\"abc"), 4 },
		{ BYTES("\"\\ud83c\\udf63"), 13 },
		{ BYTES("{\"abc"), 5 },
		{ BYTES("[\"a\\\"]"), 6 },
		{ BYTES("[tru]"), 1 },
		{ BYTES("[True]"), 1 },
		{ BYTES("[nulll]"), 5 },
		{ BYTES("nul"), 0 },
		{ BYTES("\v[1]"), 0 },
		{ BYTES("[\f1]"), 1 },
		{ BYTES("{\"a\":1 \"b\":2}"), 7 },
		{ BYTES("\xE2\x80\x9C"
				"a\xE2\x80\x9D"),
			0 },
		{ BYTES("[\xC2\xA0"
				"1]"),
			1 },
	};

	(void) state;
	assert_each(SW_E_SYNTAX, list, COUNT(list));
}

static void nothing_may_follow_the_document(void **state)
{
	static const bad syntax[] = { { BYTES("{} x"), 3 }, { BYTES("[][]"), 2 }, { BYTES("[1]]"), 3 }, { BYTES("{}{}"), 2 },
		{ BYTES("5 5"), 2 }, { BYTES("null,"), 4 } };
	static const bad nul[] = { { BYTES("[1]\0"), 3 }, { BYTES("[1]\0garbage"), 3 }, { BYTES("[1] \xEF\xBB\xFF"), 4 } };

	(void) state;
	assert_each(SW_E_SYNTAX, syntax, COUNT(syntax));
	assert_each(SW_E_ENCODING, nul, COUNT(nul));
}

static void control_bytes_are_refused(void **state)
{
	(void) state;
	for (int c = 1; c < 0x20; c++) {
		const char inside[] = { '[', '"', 'a', (char) c, 'b', '"', ']' };
		const char between[] = { '[', (char) c, '1', ']' };
		const bool blank = c == '\t' || c == '\n' || c == '\r';

		assert_each(SW_E_SYNTAX, &(bad){ inside, sizeof inside, 3 }, 1);
		assert_each(blank ? SW_OK : SW_E_SYNTAX, &(bad){ between, sizeof between, 1 }, 1);
	}
}

static void nul_is_refused_in_every_spelling(void **state)
{
	static const bad list[] = {
		{ BYTES("[\"AB\\u0000CD\"]"), 4 },
		{ BYTES("[\"AB\0CD\"]"), 4 },
		{ BYTES("{\"a\\u0000\":1}"), 3 },
		{ BYTES("{\"a\0\":1}"), 3 },
		{ BYTES("\0"), 0 },
		{ BYTES("[\0 1]"), 1 },
		{ BYTES("{\0}"), 1 },
		{ BYTES("{\"a\"\0:1}"), 4 },
		{ BYTES("[1\0]"), 2 },
	};

	(void) state;
	assert_each(SW_E_ENCODING, list, COUNT(list));
}

static void broken_escapes_are_refused(void **state)
{
	static const bad list[] = {
		{ BYTES("\"\\u00GG\""), 1 },
		{ BYTES("\"\\u12\""), 1 },
		{ BYTES("\"\\u\""), 1 },
		{ BYTES("\"\\x41\""), 2 },
		{ BYTES("\"\\a\""), 2 },
		{ BYTES("\"\\'\""), 2 },
		{ BYTES("\"\\U0041\""), 2 },
		{ BYTES("\"\\"), 2 },
		{ BYTES("\"\\u00"), 1 },
		{ BYTES("\"\\u+041\""), 1 },
		{ BYTES("\"\\ \""), 2 },
		{ BYTES("\"\\u00:0\""), 1 },
		{ BYTES("\"\\u00@0\""), 1 },
		{ BYTES("\"\\u00`0\""), 1 },
		{ BYTES("\"\\u00g0\""), 1 },
	};

	(void) state;
	assert_each(SW_E_SYNTAX, list, COUNT(list));
	assert_each(SW_E_ENCODING, &(bad){ BYTES("\"\\\0\""), 2 }, 1);
}

static void lone_surrogates_are_refused(void **state)
{
	static const bad list[] = {
		{ BYTES("\"\\ud800\""), 1 },
		{ BYTES("\"\\ud83c\\udf6\""), 1 },
		{ BYTES("\"\\udc00\""), 1 },
		{ BYTES("\"\\ud800\\ud800\""), 1 },
		{ BYTES("\"\\udc00\\ud800\""), 1 },
		{ BYTES("\"\\ud800x\""), 1 },
		{ BYTES("\"\\ud800\\n\""), 1 },
		{ BYTES("\"\\uD800\\u0041\""), 1 },
		{ BYTES("\"a\\uDFFF\""), 2 },
		{ BYTES("{\"\\ud83c\":1}"), 2 },
		{ BYTES("\"\\ud83c\\uDFGG\""), 1 },
		{ BYTES("\"\\ud83c\\udf63\\udf63\""), 13 },
		{ BYTES("\"\\ud800"), 1 },
		{ BYTES("\"\\ud800\\u"), 1 },
		{ BYTES("\"\\ud800\\udc0"), 1 },
		{ BYTES("\"\\udbff\\udbff\""), 1 },
		{ BYTES("\"\\ud800\\ue000\""), 1 },
	};

	(void) state;
	assert_each(SW_E_ENCODING, list, COUNT(list));
}

static void bytes_that_are_not_utf8_are_refused(void **state)
{
	static const bad list[] = {
		{ BYTES("\"\xFF\xFE\""), 1 },
		{ BYTES("\"\xC0\xAF\""), 1 },
		{ BYTES("\"\xC1\x81\""), 1 },
		{ BYTES("\"\xED\xA0\x80\""), 1 },
		{ BYTES("\"\xED\xBF\xBF\""), 1 },
		{ BYTES("\"\xE0\x80\xAF\""), 1 },
		{ BYTES("\"\xF0\x80\x80\xAF\""), 1 },
		{ BYTES("\"\xF4\x90\x80\x80\""), 1 },
		{ BYTES("\"\xF8\x88\x80\x80\x80\""), 1 },
		{ BYTES("\"\x80\""), 1 },
		{ BYTES("\"a\xC8\""), 2 },
		{ BYTES("\"\xE2\x82\""), 1 },
		{ BYTES("\"\xF0\x9F\x8D\""), 1 },
		{ BYTES("\"\xC8"), 1 },
		{ BYTES("\"\xF0\x9F\x8D"), 1 },
		{ BYTES("\"caf\xE9\""), 4 },
		{ BYTES("{\"\xE9\":1}"), 2 },
		{ BYTES("\xFF\xFE[\0]\0"), 0 },
		{ BYTES("[\0]\0"), 1 },
		{ BYTES("\xFE\xFF\0["), 0 },
		{ BYTES("\0["), 0 },
		{ BYTES("\xEF\xBB\xBF\xEF\xBB"), 3 },
		{ BYTES("\xEF\xBB"), 0 },
		{ BYTES("[\x80]"), 1 },
	};

	(void) state;
	assert_each(SW_E_ENCODING, list, COUNT(list));
}

static void numbers_follow_the_grammar(void **state)
{
	static const bad list[] = {
		{ BYTES("[NaN]"), 1 },
		{ BYTES("[Infinity]"), 1 },
		{ BYTES("[-Infinity]"), 2 },
		{ BYTES("[0x10]"), 2 },
		{ BYTES("[+1]"), 1 },
		{ BYTES("[.5]"), 1 },
		{ BYTES("[1.]"), 3 },
		{ BYTES("[01]"), 1 },
		{ BYTES("[-01]"), 2 },
		{ BYTES("[1e]"), 3 },
		{ BYTES("[1e+]"), 4 },
		{ BYTES("[1-2]"), 2 },
		{ BYTES("[-]"), 2 },
		{ BYTES("[1.e1]"), 3 },
		{ BYTES("-"), 1 },
		{ BYTES("1."), 2 },
		{ BYTES("1e"), 2 },
		{ BYTES("[00]"), 1 },
		{ BYTES("[1.2.3]"), 4 },
		{ BYTES("[--1]"), 2 },
	};

	(void) state;
	assert_each(SW_E_SYNTAX, list, COUNT(list));
}

static void eight_levels_are_read_and_nine_refused(void **state)
{
	(void) state;
	assert_each(SW_OK, &(bad){ BYTES("[[[[[[[[1]]]]]]]]"), 0 }, 1);
	assert_each(SW_OK, &(bad){ BYTES("{\"a\":[{\"a\":[{\"a\":[{\"a\":[]}]}]}]}"), 0 }, 1);
	assert_each(SW_E_DEPTH, &(bad){ BYTES("[[[[[[[[[1]]]]]]]]]"), 8 }, 1);
	assert_each(SW_E_DEPTH, &(bad){ BYTES("[[[[[[[[{}]]]]]]]]"), 8 }, 1);
	assert_each(SW_E_DEPTH, &(bad){ BYTES("[[[[[[[[ [[[[[[[[[[[[[[[["), 9 }, 1);
}

static void a_key_may_stand_once_in_an_object(void **state)
{
	static const bad list[] = {
		{ BYTES("{\"a\":1,\"a\":1}"), 7 },
		{ BYTES("{\"a\":1,\"b\":2,\"a\":3}"), 13 },
		{ BYTES("{\"a\":1,\"\\u0061\":2}"), 7 },
		{ BYTES("{\"\\u0061\":1,\"a\":2}"), 12 },
		{ BYTES("[{\"x\":{\"a\":1,\"a\":2}}]"), 13 },
		{ BYTES("{\"\":1,\"\":2}"), 6 },
		{ BYTES("{\"\xC3\xA9\":1,\"\\u00e9\":2}"), 8 },
		{ BYTES("{\"a\":{\"b\":1},\"a\":2}"), 13 },
		{ BYTES("{\"\\/\":1,\"/\":2}"), 8 },
		{ BYTES("{\"\\uD83C\\uDF63\":1,\"🍣\":2}"), 18 },
	};

	(void) state;
	assert_each(SW_E_DUPLICATE, list, COUNT(list));
}

/* Builds {"k0":0,"k1":0,…} with n keys. */
static void build_object(sw_buf *b, unsigned n)
{
	sw_buf_char(b, '{');
	for (unsigned i = 0; i < n; i++) {
		sw_buf_str(b, i == 0 ? "\"k" : ",\"k");
		sw_buf_u64(b, i);
		sw_buf_str(b, "\":0");
	}
	sw_buf_char(b, '}');
}

static void an_object_may_have_as_many_keys_as_the_cap(void **state)
{
	sw_buf b = { 0 };
	sw_error e = { 0 };

	(void) state;
	build_object(&b, SW_MAX_KEYS);
	assert_int_equal(read_all(b.ptr, b.len, &e), SW_OK);
	sw_buf_clear(&b);
	build_object(&b, SW_MAX_KEYS + 1);
	assert_int_equal(read_all(b.ptr, b.len, &e), SW_E_TOO_LARGE);
	sw_buf_free(&b);
}

static void an_object_at_every_level_may_be_full(void **state)
{
	sw_buf object = { 0 };
	sw_buf b = { 0 };
	sw_error e = { 0 };

	(void) state;
	build_object(&object, SW_MAX_KEYS - 1);
	for (unsigned i = 0; i < SW_MAX_DEPTH; i++) {
		sw_buf_add(&b, object.ptr, object.len - 1);
		sw_buf_str(&b, i + 1 < SW_MAX_DEPTH ? ",\"next\":" : ",\"next\":0");
	}
	for (unsigned i = 0; i < SW_MAX_DEPTH; i++) {
		sw_buf_char(&b, '}');
	}
	assert_int_equal(read_all(b.ptr, b.len, &e), SW_OK);
	sw_buf_free(&b);
	sw_buf_free(&object);
}

static void the_sentence_names_the_byte(void **state)
{
	sw_error e = { 0 };

	(void) state;
	assert_int_equal(read_all(BYTES("[1,]"), &e), SW_E_SYNTAX);
	assert_string_equal(e.message, "The body cannot be read: no JSON value at byte 3.");
	assert_int_equal(read_all(BYTES("[1"), &e), SW_E_SYNTAX);
	assert_string_equal(e.message, "The body cannot be read: it ends too early at byte 2.");
	assert_int_equal(read_all(BYTES("[1 2]"), &e), SW_E_SYNTAX);
	assert_string_equal(e.message, "The body cannot be read: neither , nor ] behind a value at byte 3.");
	assert_int_equal(read_all(BYTES("{\"a\":1 2}"), &e), SW_E_SYNTAX);
	assert_string_equal(e.message, "The body cannot be read: neither , nor } behind a value at byte 7.");
	assert_int_equal(read_all(BYTES("[1"), NULL), SW_E_SYNTAX);
}

static void members_are_walked_in_order_with_decoded_keys(void **state)
{
	static const char text[] = "{\"a\\u0062\" : 1, \"c\":[true, \"x\\ty\", {}]}";
	sw_error e = { 0 };
	sw_json *json;
	sw_json_value value;
	sw_slice key;
	bool more;

	(void) state;
	assert_int_equal(sw_json_create(text, sizeof text - 1, &e, &json), SW_OK);
	assert_int_equal(sw_json_peek(json), SW_JSON_OBJECT);
	assert_int_equal(sw_json_enter(json), SW_OK);
	assert_int_equal(sw_json_next(json, &key, &more), SW_OK);
	assert_true(more && sw_slice_equal(key, (sw_slice){ "ab", 2 }));
	assert_int_equal(sw_json_read(json, &value), SW_OK);
	assert_int_equal(value.kind, SW_JSON_NUMBER);
	assert_true(sw_slice_equal(value.source, (sw_slice){ "1", 1 }));
	assert_int_equal(sw_json_next(json, &key, &more), SW_OK);
	assert_true(more && sw_slice_equal(key, (sw_slice){ "c", 1 }));
	assert_int_equal(sw_json_offset(json), 20);
	assert_int_equal(sw_json_read(json, &value), SW_OK);
	assert_int_equal(value.kind, SW_JSON_ARRAY);
	assert_true(sw_slice_equal(value.source, (sw_slice){ "[true, \"x\\ty\", {}]", 18 }));
	assert_int_equal(sw_json_next(json, &key, &more), SW_OK);
	assert_false(more);
	assert_int_equal(sw_json_finish(json), SW_OK);
	sw_json_destroy(json);
}

static void text_is_decoded_into_the_arena(void **state)
{
	static const char text[] = "\"\\u0218urub \\\"5\\/8\\\" \\ud83c\\udf63 caf\xC3\xA9\\n\"";
	sw_arena *arena = sw_arena_create();
	sw_error e = { 0 };
	sw_json *json;
	sw_json_value value;
	sw_slice out;

	(void) state;
	assert_int_equal(sw_json_create(text, sizeof text - 1, &e, &json), SW_OK);
	assert_int_equal(sw_json_read(json, &value), SW_OK);
	assert_true(value.escaped);
	assert_int_equal(sw_json_text(&value, arena, &out), SW_OK);
	assert_text(out, "Șurub \"5/8\" 🍣 café\n");
	assert_int_equal(sw_json_text(&(sw_json_value){ .kind = SW_JSON_NUMBER }, arena, &out), SW_E_INVALID);
	sw_json_destroy(json);
	sw_arena_destroy(arena);
}

static void a_string_above_the_cap_is_read_but_not_decoded(void **state)
{
	sw_arena *arena = sw_arena_create();
	char *text = malloc(SW_MAX_STRING + 3);
	sw_error e = { 0 };

	(void) state;
	for (size_t len = SW_MAX_STRING; len <= SW_MAX_STRING + 1; len++) {
		sw_json *json;
		sw_json_value value;
		sw_slice out;
		const bool beyond = len > SW_MAX_STRING;

		memset(text, 'a', len + 2);
		text[0] = text[len + 1] = '"';
		assert_int_equal(sw_json_create(text, len + 2, &e, &json), SW_OK);
		assert_int_equal(sw_json_read(json, &value), SW_OK);
		assert_int_equal(value.too_long, beyond);
		assert_int_equal(sw_json_met_long_string(json), beyond);
		assert_false(sw_json_met_long_string(json));
		assert_int_equal(sw_json_text(&value, arena, &out), beyond ? SW_E_INVALID : SW_OK);
		sw_json_destroy(json);
	}
	free(text);
	sw_arena_destroy(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(valid_documents_are_read),
		cmocka_unit_test(a_body_without_content_is_empty),
		cmocka_unit_test(broken_structure_is_refused_where_it_breaks),
		cmocka_unit_test(nothing_may_follow_the_document),
		cmocka_unit_test(control_bytes_are_refused),
		cmocka_unit_test(nul_is_refused_in_every_spelling),
		cmocka_unit_test(broken_escapes_are_refused),
		cmocka_unit_test(lone_surrogates_are_refused),
		cmocka_unit_test(bytes_that_are_not_utf8_are_refused),
		cmocka_unit_test(numbers_follow_the_grammar),
		cmocka_unit_test(eight_levels_are_read_and_nine_refused),
		cmocka_unit_test(a_key_may_stand_once_in_an_object),
		cmocka_unit_test(an_object_may_have_as_many_keys_as_the_cap),
		cmocka_unit_test(an_object_at_every_level_may_be_full),
		cmocka_unit_test(the_sentence_names_the_byte),
		cmocka_unit_test(members_are_walked_in_order_with_decoded_keys),
		cmocka_unit_test(text_is_decoded_into_the_arena),
		cmocka_unit_test(a_string_above_the_cap_is_read_but_not_decoded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

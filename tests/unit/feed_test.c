/* SPDX-License-Identifier: MIT */
/* A body as a whole: its shapes in both dialects, its caps, and that one bad byte refuses all of it. */
#include "limits.h"
#include "support.h"

static void assert_count(sw_dialect dialect, const char *body, size_t count)
{
	reading r = read_body(dialect, body, strlen(body));

	if (r.status != SW_OK || r.feed.count != count) {
		fail_msg("%s: status %d, %zu lines", body, r.status, r.feed.count);
	}
	for (size_t i = 0; i < r.feed.count; i++) {
		assert_int_equal(r.feed.lines[i].number, i + 1);
	}
	close_body(&r);
}

static void a_smartbill_body_is_read_in_both_shapes(void **state)
{
	static const char *const bodies[] = {
		"{\"products\":[{\"productName\":\"Bec "
		"LED\",\"productCode\":\"B-1\",\"warehouse\":\"Central\",\"quantity\":7,\"measuringUnit\":\"buc\"}]}",
		"[{\"productName\":\"Bec LED\",\"productCode\":\"B-1\",\"warehouse\":\"Central\",\"quantity\":7,\"measuringUnit\":\"buc\"}]",
	};

	(void) state;
	for (size_t i = 0; i < COUNT(bodies); i++) {
		reading r = read_body(SW_DIALECT_SMARTBILL, bodies[i], strlen(bodies[i]));

		assert_int_equal(r.status, SW_OK);
		assert_int_equal(r.feed.count, 1);
		assert_text(r.feed.lines[0].name, "Bec LED");
		assert_text(r.feed.lines[0].code, "B-1");
		assert_text(r.feed.lines[0].warehouse, "Central");
		assert_text(r.feed.lines[0].gtin, "");
		assert_int_equal(r.feed.lines[0].quantity, 7 * SW_QUANTITY_ONE);
		assert_int_equal(r.feed.lines[0].outcome, SW_UNDECIDED);
		assert_int_equal(r.feed.lines[0].reason, SW_R_NONE);
		close_body(&r);
	}
}

static void text_that_needs_no_decoding_is_the_bodys_own(void **state)
{
	static const char body[] = "[{\"code\":\" A-1 \",\"name\":\"\\u0218urub\",\"quantity\":1}]";
	reading r = read_body(SW_DIALECT_V1, body, strlen(body));
	const sw_line *line = r.feed.lines;

	(void) state;
	assert_text(line->code, "A-1");
	assert_ptr_equal(line->code.ptr, r.body + (strstr(body, "A-1") - body));
	assert_text(line->name, "Șurub");
	assert_false(line->name.ptr >= r.body && line->name.ptr < r.body + sizeof body);
	close_body(&r);
}

static void a_v1_body_is_read_with_all_its_fields(void **state)
{
	static const char body[] =
		"{\"lines\":[{\"code\":\"A\",\"name\":\"B\",\"gtin\":\"5941234567899\",\"warehouse\":\"W\",\"quantity\":\"12.5\","
		"\"unit\":\"kg\",\"as_of\":\"2026-01-31T08:30:00Z\",\"sequence\":12}]}";
	reading r = read_body(SW_DIALECT_V1, body, strlen(body));
	const sw_line *line = r.feed.lines;

	(void) state;
	assert_int_equal(r.status, SW_OK);
	assert_text(line->code, "A");
	assert_text(line->name, "B");
	assert_text(line->gtin, "5941234567899");
	assert_text(line->warehouse, "W");
	assert_int_equal(line->quantity, 12500000);
	assert_true(line->has_as_of && line->has_sequence);
	assert_int_equal(line->as_of, INT64_C(1769848200000000));
	assert_int_equal(line->sequence, 12);
	close_body(&r);
	assert_count(SW_DIALECT_V1, "[{\"code\":\"A\",\"quantity\":1}]", 1);
}

static void the_fields_of_one_dialect_mean_nothing_in_the_other(void **state)
{
	static const char v1[] = "[{\"code\":\"A\",\"quantity\":1}]";
	static const char smartbill[] = "[{\"productCode\":\"A\",\"quantity\":1,\"sequence\":5}]";
	reading r = read_body(SW_DIALECT_SMARTBILL, v1, strlen(v1));

	(void) state;
	assert_int_equal(r.feed.lines[0].reason, SW_R_CODE_AND_NAME_BLANK);
	close_body(&r);
	r = read_body(SW_DIALECT_V1, smartbill, strlen(smartbill));
	assert_int_equal(r.feed.lines[0].reason, SW_R_CODE_AND_NAME_BLANK);
	close_body(&r);
	r = read_body(SW_DIALECT_SMARTBILL, smartbill, strlen(smartbill));
	assert_int_equal(r.feed.lines[0].outcome, SW_UNDECIDED);
	assert_false(r.feed.lines[0].has_sequence);
	close_body(&r);
}

static void an_empty_list_is_fine(void **state)
{
	(void) state;
	assert_count(SW_DIALECT_SMARTBILL, "[]", 0);
	assert_count(SW_DIALECT_SMARTBILL, "{\"products\":[]}", 0);
	assert_count(SW_DIALECT_V1, " { \"lines\" : [ ] } ", 0);
	assert_count(SW_DIALECT_V1, "\xEF\xBB\xBF[]", 0);
}

static void unknown_keys_around_the_list_are_ignored_but_checked(void **state)
{
	(void) state;
	assert_count(SW_DIALECT_V1, "{\"a\":{\"lines\":[1,2]},\"lines\":[{\"code\":\"A\",\"quantity\":1}],\"b\":[null]}", 1);
	assert_count(SW_DIALECT_V1, "{\"\\u006cines\":[{\"code\":\"A\",\"quantity\":1}]}", 1);
	assert_refused(BYTES("{\"lines\":[],\"products\":[],\"b\":[nul]}"), SW_E_SYNTAX, 31);
	assert_refused(BYTES("{\"lines\":[],\"products\":[],\"lines\":[]}"), SW_E_DUPLICATE, 26);
}

static void json_that_is_no_list_of_lines_has_the_wrong_shape(void **state)
{
	static const char *const list[] = { "null", "\"abc\"", "5", "true", "{}", "{\"Lines\":[]}", "{\"Products\":[],\"LINES\":[]}",
		"{\"lines\":{},\"products\":{}}", "{\"lines\":null,\"products\":null}", "{\"lines\":5,\"products\":\"x\"}", "{\"stocks\":[]}" };

	(void) state;
	for (size_t i = 0; i < COUNT(list); i++) {
		assert_refused(list[i], strlen(list[i]), SW_E_SHAPE, 0);
	}
}

static void a_wrong_shape_that_is_no_json_either_is_said_to_be_no_json(void **state)
{
	(void) state;
	assert_refused(BYTES("null x"), SW_E_SYNTAX, 5);
	assert_refused(BYTES("{\"a\":1} x"), SW_E_SYNTAX, 8);
	assert_refused(BYTES("5\0"), SW_E_ENCODING, 1);
}

static void the_sentence_of_a_wrong_shape_names_the_key_that_is_missing(void **state)
{
	reading r = read_body(SW_DIALECT_SMARTBILL, BYTES("{}"));

	(void) state;
	assert_string_equal(r.error.message, "The body is neither a list of lines nor an object with one under \"products\".");
	assert_string_equal(r.error.field, "products");
	close_body(&r);
}

static void one_bad_byte_refuses_the_whole_body(void **state)
{
	(void) state;
	assert_refused(BYTES("[{\"productCode\":\"A\",\"quantity\":1},{\"productCode\":\"B\",\"quantity\":1},]"), SW_E_SYNTAX, 67);
	assert_refused(BYTES("[{\"productCode\":\"A\",\"quantity\":1}] x"), SW_E_SYNTAX, 35);
	assert_refused(BYTES("[{\"productCode\":\"A\",\"quantity\":1},{\"x\":\"\xFF\"}]"), SW_E_ENCODING, 40);
	assert_refused(BYTES("[{\"productCode\":\"A\",\"quantity\":1,\"quantity\":2}]"), SW_E_DUPLICATE, 33);
	assert_refused(BYTES(""), SW_E_EMPTY, 0);
	assert_refused(BYTES(" \n"), SW_E_EMPTY, 2);
}

static void every_prefix_of_a_body_is_refused(void **state)
{
	static const char body[] =
		"{\"products\":[{\"productCode\":\"A\\u0042\",\"quantity\":-1.5e1,\"x\":[true,null,{}]},{\"productName\":\"\xC8\x98\"}]}";

	(void) state;
	for (size_t n = 0; n < sizeof body - 1; n++) {
		char *cut = exact_copy(body, n);
		reading r = read_body(SW_DIALECT_SMARTBILL, cut, n);

		assert_int_not_equal(r.status, SW_OK);
		assert_int_equal(r.feed.count, 0);
		close_body(&r);
		free(cut);
	}
	assert_count(SW_DIALECT_SMARTBILL, body, 2);
}

static void repeat(sw_buf *b, const char *piece, size_t times)
{
	sw_buf_clear(b);
	sw_buf_char(b, '[');
	for (size_t i = 0; i < times; i++) {
		if (i > 0) {
			sw_buf_char(b, ',');
		}
		sw_buf_str(b, piece);
	}
	sw_buf_char(b, ']');
}

static void as_many_lines_as_the_cap_are_read_and_one_more_refused(void **state)
{
	sw_buf b = { 0 };
	reading r;

	(void) state;
	repeat(&b, "{\"code\":\"A\",\"quantity\":1}", SW_MAX_LINES);
	r = read_body(SW_DIALECT_V1, b.ptr, b.len);
	assert_int_equal(r.status, SW_OK);
	assert_int_equal(r.feed.count, SW_MAX_LINES);
	assert_int_equal(r.feed.lines[SW_MAX_LINES - 1].number, SW_MAX_LINES);
	close_body(&r);
	repeat(&b, "1", SW_MAX_LINES + 1);
	r = read_body(SW_DIALECT_V1, b.ptr, b.len);
	assert_int_equal(r.status, SW_E_TOO_LARGE);
	assert_int_equal(r.error.offset, 1 + 2 * SW_MAX_LINES);
	assert_string_equal(r.error.message, "The body has more than 100000 lines.");
	close_body(&r);
	sw_buf_free(&b);
}

static void a_body_above_the_cap_is_refused_unread(void **state)
{
	char *body = calloc(1, SW_MAX_BODY + 1);
	reading r;

	(void) state;
	memset(body, ' ', SW_MAX_BODY + 1);
	memcpy(body, "[]", 2);
	r = read_body(SW_DIALECT_V1, body, SW_MAX_BODY);
	assert_int_equal(r.status, SW_OK);
	close_body(&r);
	r = read_body(SW_DIALECT_V1, body, SW_MAX_BODY + 1);
	assert_int_equal(r.status, SW_E_TOO_LARGE);
	assert_string_equal(r.error.message, "The body is larger than 33554432 bytes.");
	close_body(&r);
	free(body);
}

static void depth_counts_from_the_top_of_the_body(void **state)
{
	(void) state;
	assert_count(SW_DIALECT_V1, "{\"lines\":[{\"code\":\"A\",\"quantity\":1,\"x\":[[[[[]]]]]}]}", 1);
	assert_refused(BYTES("{\"lines\":[{\"x\":[[[[[[]]]]]]}],\"products\":[]}"), SW_E_DEPTH, 20);
}

static void a_body_may_be_read_without_an_error_record(void **state)
{
	sw_arena *arena = sw_arena_create();
	sw_feed feed;

	(void) state;
	assert_int_equal(sw_feed_read(SW_DIALECT_V1, BYTES("[1,]"), arena, &feed, NULL), SW_E_SYNTAX);
	assert_int_equal(sw_feed_read(SW_DIALECT_V1, BYTES("5"), arena, &feed, NULL), SW_E_SHAPE);
	assert_int_equal(sw_feed_read(SW_DIALECT_V1, NULL, 0, arena, &feed, NULL), SW_E_EMPTY);
	assert_int_equal(sw_feed_read(SW_DIALECT_V1, BYTES("[1]"), arena, &feed, NULL), SW_OK);
	assert_int_equal(feed.count, 1);
	sw_arena_destroy(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_smartbill_body_is_read_in_both_shapes),
		cmocka_unit_test(text_that_needs_no_decoding_is_the_bodys_own),
		cmocka_unit_test(a_v1_body_is_read_with_all_its_fields),
		cmocka_unit_test(the_fields_of_one_dialect_mean_nothing_in_the_other),
		cmocka_unit_test(an_empty_list_is_fine),
		cmocka_unit_test(unknown_keys_around_the_list_are_ignored_but_checked),
		cmocka_unit_test(json_that_is_no_list_of_lines_has_the_wrong_shape),
		cmocka_unit_test(a_wrong_shape_that_is_no_json_either_is_said_to_be_no_json),
		cmocka_unit_test(the_sentence_of_a_wrong_shape_names_the_key_that_is_missing),
		cmocka_unit_test(one_bad_byte_refuses_the_whole_body),
		cmocka_unit_test(every_prefix_of_a_body_is_refused),
		cmocka_unit_test(as_many_lines_as_the_cap_are_read_and_one_more_refused),
		cmocka_unit_test(a_body_above_the_cap_is_refused_unread),
		cmocka_unit_test(depth_counts_from_the_top_of_the_body),
		cmocka_unit_test(a_body_may_be_read_without_an_error_record),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* One line each: what makes it unusable, with which reason, and what is kept of it. bad-inputs.md rows 10 and 13 to 27. */
#include "limits.h"
#include "support.h"

#include <stdio.h>

/* Reads the one line of a v1 body; the caller closes. */
static reading read_line(const char *line)
{
	sw_buf body = { 0 };
	reading r;

	sw_buf_char(&body, '[');
	sw_buf_str(&body, line);
	sw_buf_char(&body, ']');
	r = read_body(SW_DIALECT_V1, body.ptr, body.len);
	sw_buf_free(&body);
	if (r.status != SW_OK || r.feed.count != 1) {
		fail_msg("%.100s: status %d, %s", line, r.status, r.error.message);
	}
	return r;
}

/* SW_R_NONE: the line is usable. */
static void assert_reason(const char *line, sw_reason expected)
{
	reading r = read_line(line);
	const sw_line *l = r.feed.lines;

	if (l->reason != expected || l->outcome != (expected == SW_R_NONE ? SW_UNDECIDED : SW_INVALID)) {
		fail_msg("%.100s: %s, %s", line, sw_outcome_code(l->outcome), sw_reason_code(l->reason));
	}
	close_body(&r);
}

static void assert_quantity(const char *json, sw_quantity expected)
{
	char line[128];
	reading r;

	assert_true(snprintf(line, sizeof line, "{\"code\":\"A\",\"quantity\":%s}", json) < (int) sizeof line);
	r = read_line(line);
	if (r.feed.lines[0].outcome != SW_UNDECIDED || r.feed.lines[0].quantity != expected) {
		fail_msg("%s: %s, %lld", json, sw_reason_code(r.feed.lines[0].reason), (long long) r.feed.lines[0].quantity);
	}
	close_body(&r);
}

static void assert_quantity_reason(const char *json, sw_reason expected)
{
	char line[128];

	assert_true(snprintf(line, sizeof line, "{\"code\":\"A\",\"quantity\":%s}", json) < (int) sizeof line);
	assert_reason(line, expected);
}

static void quantities_are_read_from_numbers_and_numeric_strings(void **state)
{
	(void) state;
	assert_quantity("7", 7000000);
	assert_quantity("\"7\"", 7000000);
	assert_quantity("\"12.5\"", 12500000);
	assert_quantity("\"\\u0037\"", 7000000);
	assert_quantity("-5", -5000000);
	assert_quantity("1e2", 100000000);
	assert_quantity("1.50", 1500000);
	assert_quantity("-0", 0);
	assert_quantity("-0.0", 0);
	assert_quantity("999999999", 999999999000000);
	assert_quantity("1.0000000000000000000000000000000000000000000000000000000000000000000000000000", 1000000);
}

static void a_quantity_that_is_not_given_is_never_zero(void **state)
{
	(void) state;
	assert_reason("{\"code\":\"A\"}", SW_R_QUANTITY_MISSING);
	assert_quantity_reason("null", SW_R_QUANTITY_MISSING);
	assert_quantity_reason("\"\"", SW_R_QUANTITY_MISSING);
	assert_quantity_reason("true", SW_R_QUANTITY_TYPE);
	assert_quantity_reason("false", SW_R_QUANTITY_TYPE);
	assert_quantity_reason("[]", SW_R_QUANTITY_TYPE);
	assert_quantity_reason("[7]", SW_R_QUANTITY_TYPE);
	assert_quantity_reason("{}", SW_R_QUANTITY_TYPE);
}

static void quantities_beyond_exactness_are_invalid(void **state)
{
	static const char *const range[] = { "1e308", "1e309", "-1e309", "2147483648", "9007199254740993", "\"1000000000\"", "-1000000000" };
	static const char *const fine[] = { "2.0000001", "1e-400", "\"0.0000001\"" };

	(void) state;
	for (size_t i = 0; i < COUNT(range); i++) {
		assert_quantity_reason(range[i], SW_R_QUANTITY_RANGE);
	}
	for (size_t i = 0; i < COUNT(fine); i++) {
		assert_quantity_reason(fine[i], SW_R_QUANTITY_TOO_FINE);
	}
}

static void strings_that_are_no_plain_numbers_are_invalid(void **state)
{
	static const char *const list[] = { "\"12,5\"", "\" 7 \"", "\"1e3\"", "\"7abc\"", "\"٣\"", "\"0x7\"", "\" \"", "\"+1\"", "\"7\\n\"",
		"\"NaN\"" };

	(void) state;
	for (size_t i = 0; i < COUNT(list); i++) {
		assert_quantity_reason(list[i], SW_R_QUANTITY_NOT_A_NUMBER);
	}
}

static void keys_are_compared_by_case(void **state)
{
	(void) state;
	assert_reason("{\"code\":\"A\",\"QUANTITY\":9}", SW_R_QUANTITY_MISSING);
	assert_reason("{\"CODE\":\"A\",\"quantity\":9}", SW_R_CODE_AND_NAME_BLANK);
	assert_reason("{\"code\":\"A\",\"QUANTITY\":true,\"quantity\":9}", SW_R_NONE);
}

static void a_key_written_with_escapes_is_the_same_key(void **state)
{
	reading r = read_line("{\"c\\u006fde\":\"A\",\"quantity\":1}");

	(void) state;
	assert_text(r.feed.lines[0].code, "A");
	close_body(&r);
}

static void code_or_name_or_gtin_must_name_something(void **state)
{
	(void) state;
	assert_reason("{\"quantity\":1}", SW_R_CODE_AND_NAME_BLANK);
	assert_reason("{\"code\":\"\",\"name\":\"\",\"gtin\":\"\",\"quantity\":1}", SW_R_CODE_AND_NAME_BLANK);
	assert_reason("{\"code\":\" \\t\",\"name\":\"\xC2\xA0 \\u00a0\",\"quantity\":1}", SW_R_CODE_AND_NAME_BLANK);
	assert_reason("{\"code\":null,\"name\":null,\"quantity\":1}", SW_R_CODE_AND_NAME_BLANK);
	assert_reason("{\"code\":\" \",\"name\":\"B\",\"quantity\":1}", SW_R_NONE);
	assert_reason("{\"gtin\":\"5941234567899\",\"quantity\":1}", SW_R_NONE);
	assert_reason("{\"code\":\"A\",\"name\":\"B\",\"quantity\":1}", SW_R_NONE);
	assert_reason("{\"code\":\"A\",\"gtin\":\"B\",\"quantity\":1}", SW_R_NONE);
	assert_reason("{\"name\":\"A\",\"gtin\":\"B\",\"quantity\":1}", SW_R_NONE);
}

static void blanks_on_both_ends_are_trimmed_and_inner_ones_kept(void **state)
{
	static const char *const spellings[] = { "\" ABC\"", "\"ABC \"", "\"\u00a0ABC\u00a0\"", "\"\\u00a0 ABC\\t\\r\\n\"", "\"\\u000bABC\\f\"",
		"\"ABC\"" };
	char line[128];
	reading r;

	(void) state;
	for (size_t i = 0; i < COUNT(spellings); i++) {
		(void) snprintf(line, sizeof line, "{\"code\":%s,\"quantity\":1}", spellings[i]);
		r = read_line(line);
		assert_text(r.feed.lines[0].code, "ABC");
		close_body(&r);
	}
	r = read_line("{\"code\":\" A  B\u00a0C \",\"name\":\"\xE2\x80\x8B"
				  "x\xE2\x80\x8B\",\"quantity\":1}");
	assert_text(r.feed.lines[0].code, "A  B\u00a0C");
	assert_text(r.feed.lines[0].name, "\xE2\x80\x8B"
									  "x\xE2\x80\x8B");
	close_body(&r);
}

static void a_letter_that_ends_in_the_byte_of_a_blank_is_not_trimmed(void **state)
{
	/* "à" is C3 A0, and "Ġ" is C4 A0: their last byte is that of a no-break space. */
	reading r = read_line("{\"code\":\"à\",\"name\":\"Ġ\xC2\xA0\",\"quantity\":1}");

	(void) state;
	assert_text(r.feed.lines[0].code, "à");
	assert_text(r.feed.lines[0].name, "Ġ");
	close_body(&r);
}

static void codes_stay_text(void **state)
{
	static const char *const codes[] = { "00123", "1e3", "A' OR 1=1 -- ", "%_`", "á", "🍣", "abc", "ABC" };
	char line[128];

	(void) state;
	for (size_t i = 0; i < COUNT(codes); i++) {
		reading r;

		(void) snprintf(line, sizeof line, "{\"code\":\"%s.\",\"quantity\":1}", codes[i]);
		r = read_line(line);
		assert_memory_equal(r.feed.lines[0].code.ptr, codes[i], strlen(codes[i]));
		close_body(&r);
	}
}

static void text_of_another_type_is_not_guessed_at(void **state)
{
	static const char *const values[] = { "123", "true", "false", "[]", "[\"A\"]", "{}", "1.5" };
	static const struct {
		const char *key;
		sw_reason reason;
	} fields[] = { { "code", SW_R_CODE_TYPE }, { "name", SW_R_NAME_TYPE }, { "gtin", SW_R_GTIN_TYPE },
		{ "warehouse", SW_R_WAREHOUSE_TYPE } };
	char line[128];

	(void) state;
	for (size_t i = 0; i < COUNT(values); i++) {
		for (size_t k = 0; k < COUNT(fields); k++) {
			(void) snprintf(
				line, sizeof line, "{\"quantity\":1,\"%s\":%s,\"%s\":\"A\"}", fields[k].key, values[i], k == 0 ? "name" : "code");
			assert_reason(line, fields[k].reason);
		}
		(void) snprintf(line, sizeof line, "{\"quantity\":1,\"code\":\"A\",\"unit\":%s}", values[i]);
		assert_reason(line, SW_R_NONE);
	}
}

static void null_text_counts_as_absent(void **state)
{
	reading r = read_line(
		"{\"code\":\"A\",\"name\":null,\"gtin\":null,\"warehouse\":null,\"unit\":null,\"as_of\":null,\"sequence\":null,\"quantity\":1}");
	const sw_line *l = r.feed.lines;

	(void) state;
	assert_int_equal(l->outcome, SW_UNDECIDED);
	assert_text(l->name, "");
	assert_text(l->warehouse, "");
	assert_false(l->has_as_of || l->has_sequence);
	close_body(&r);
}

/* Reads a line whose field holds `piece` n times behind "x". */
static reading read_long(const char *field, const char *piece, size_t n)
{
	sw_buf line = { 0 };
	reading r;

	sw_buf_str(&line, strcmp(field, "code") == 0 ? "{\"name\":\"N\",\"" : "{\"code\":\"C\",\"");
	sw_buf_str(&line, field);
	sw_buf_str(&line, "\":\" x");
	for (size_t i = 0; i < n; i++) {
		sw_buf_str(&line, piece);
	}
	sw_buf_str(&line, " \",\"quantity\":3}");
	r = read_line(line.ptr);
	sw_buf_free(&line);
	return r;
}

static void text_may_be_as_long_as_its_cap_in_characters(void **state)
{
	static const struct {
		const char *field;
		size_t max;
		sw_reason reason;
	} fields[] = {
		{ "code", SW_MAX_CODE_CHARS, SW_R_CODE_TOO_LONG },
		{ "name", SW_MAX_NAME_CHARS, SW_R_NAME_TOO_LONG },
		{ "gtin", SW_MAX_CODE_CHARS, SW_R_GTIN_TOO_LONG },
		{ "warehouse", SW_MAX_WAREHOUSE_CHARS, SW_R_WAREHOUSE_TOO_LONG },
	};
	static const char *const pieces[] = { "a", "ș", "中", "🍣", "\\u0219", "\\ud83c\\udf63" };

	(void) state;
	for (size_t i = 0; i < COUNT(fields); i++) {
		for (size_t k = 0; k < COUNT(pieces); k++) {
			reading r = read_long(fields[i].field, pieces[k], fields[i].max - 1);

			assert_int_equal(r.feed.lines[0].reason, SW_R_NONE);
			close_body(&r);
			r = read_long(fields[i].field, pieces[k], fields[i].max);
			assert_int_equal(r.feed.lines[0].reason, fields[i].reason);
			close_body(&r);
		}
	}
}

static void text_above_its_cap_is_kept_cut_between_characters(void **state)
{
	reading r = read_long("code", "ș", 5000);
	const sw_line *l = r.feed.lines;

	(void) state;
	assert_int_equal(l->reason, SW_R_CODE_TOO_LONG);
	assert_int_equal(l->code.len, 1 + 2 * (SW_MAX_CODE_CHARS - 1));
	assert_memory_equal(l->code.ptr + l->code.len - 2, "ș", 2);
	assert_int_equal(l->quantity, 3 * SW_QUANTITY_ONE);
	assert_text(l->name, "N");
	close_body(&r);
}

static void a_cut_that_bares_a_blank_takes_it_off_too(void **state)
{
	reading r = read_long("code", "  \u00a0ș", 50);
	const sw_line *l = r.feed.lines;

	(void) state;
	/* "x", then pieces of four characters: the hundredth character is the last blank of one. */
	assert_int_equal(l->reason, SW_R_CODE_TOO_LONG);
	assert_memory_equal(l->code.ptr + l->code.len - 2, "ș", 2);
	close_body(&r);
}

static void a_string_above_100_kb_makes_its_own_line_invalid_only(void **state)
{
	static const char *const places[] = { "code", "name", "warehouse", "unit", "unknown", "as_of", "quantity" };
	char *text = malloc(SW_MAX_STRING + 2);

	(void) state;
	memset(text, 'a', SW_MAX_STRING + 1);
	text[SW_MAX_STRING + 1] = '\0';
	for (size_t i = 0; i < COUNT(places); i++) {
		sw_buf body = { 0 };
		reading r;

		sw_buf_str(&body, "[{\"");
		sw_buf_str(&body, places[i]);
		sw_buf_str(&body, "\":\"");
		sw_buf_str(&body, text);
		sw_buf_str(&body, i == 0 ? "\",\"quantity\":1}," : "\",\"code\":\"A\"},");
		sw_buf_str(&body, "{\"code\":\"B\",\"quantity\":1}]");
		r = read_body(SW_DIALECT_V1, body.ptr, body.len);
		assert_int_equal(r.feed.count, 2);
		assert_int_equal(r.feed.lines[0].reason, SW_R_STRING_TOO_LONG);
		assert_text(r.feed.lines[0].code, i == 0 ? "" : "A");
		assert_int_equal(r.feed.lines[1].outcome, SW_UNDECIDED);
		close_body(&r);
		sw_buf_free(&body);
	}
	free(text);
}

static void a_key_above_100_kb_makes_its_line_invalid_too(void **state)
{
	sw_buf body = { 0 };
	reading r;

	(void) state;
	sw_buf_str(&body, "[{\"code\":\"A\",\"quantity\":1,\"");
	for (size_t i = 0; i <= SW_MAX_STRING; i++) {
		sw_buf_char(&body, 'k');
	}
	sw_buf_str(&body, "\":{}}]");
	r = read_body(SW_DIALECT_V1, body.ptr, body.len);
	assert_int_equal(r.status, SW_OK);
	assert_int_equal(r.feed.lines[0].reason, SW_R_STRING_TOO_LONG);
	close_body(&r);
	sw_buf_free(&body);
}

static void an_element_that_is_no_object_is_invalid(void **state)
{
	static const char *const list[] = { "null", "5", "\"A\"", "[]", "[{\"code\":\"A\",\"quantity\":1}]", "true" };

	(void) state;
	for (size_t i = 0; i < COUNT(list); i++) {
		assert_reason(list[i], SW_R_NOT_AN_OBJECT);
	}
	assert_reason("{}", SW_R_CODE_AND_NAME_BLANK);
}

static void sequences_are_whole_numbers_from_zero(void **state)
{
	static const char *const good[] = { "0", "1", "\"12\"", "9223372036854775807", "\"9223372036854775807\"", "\"\\u0031\"" };
	static const int64_t values[] = { 0, 1, 12, INT64_MAX, INT64_MAX, 1 };
	static const char *const wrong[] = { "-1", "9223372036854775808", "99999999999999999999", "1.5", "1.0", "1e3", "\"\"", "\" 1\"",
		"\"abc\"", "true", "[]", "[1]", "{}", "\"01\"", "-0", "\"1a\"" };
	char line[128];

	(void) state;
	for (size_t i = 0; i < COUNT(good); i++) {
		reading r;

		(void) snprintf(line, sizeof line, "{\"code\":\"A\",\"quantity\":1,\"sequence\":%s}", good[i]);
		r = read_line(line);
		assert_true(r.feed.lines[0].has_sequence);
		assert_int_equal(r.feed.lines[0].sequence, values[i]);
		assert_int_equal(r.feed.lines[0].outcome, SW_UNDECIDED);
		close_body(&r);
	}
	for (size_t i = 0; i < COUNT(wrong); i++) {
		(void) snprintf(line, sizeof line, "{\"code\":\"A\",\"quantity\":1,\"sequence\":%s}", wrong[i]);
		assert_reason(line, SW_R_SEQUENCE);
	}
}

static void as_of_needs_a_date_and_time_with_zone(void **state)
{
	static const char *const wrong[] = { "\"2026-01-31\"", "\"2026-01-31T08:30:00\"", "\"\"", "1769848200", "true", "[]", "\"yesterday\"" };
	char line[128];
	reading r = read_line("{\"code\":\"A\",\"quantity\":1,\"as_of\":\"2026-01-31T10:30:00\\u002b02:00\"}");

	(void) state;
	assert_true(r.feed.lines[0].has_as_of);
	assert_int_equal(r.feed.lines[0].as_of, INT64_C(1769848200000000));
	close_body(&r);
	for (size_t i = 0; i < COUNT(wrong); i++) {
		(void) snprintf(line, sizeof line, "{\"code\":\"A\",\"quantity\":1,\"as_of\":%s}", wrong[i]);
		assert_reason(line, SW_R_AS_OF);
	}
}

static void the_first_reason_in_the_order_of_fields_is_given(void **state)
{
	(void) state;
	assert_reason("{\"quantity\":true,\"name\":5,\"code\":6}", SW_R_CODE_TYPE);
	assert_reason("{\"sequence\":-1,\"quantity\":true,\"code\":\"A\"}", SW_R_QUANTITY_TYPE);
}

static void an_invalid_line_keeps_what_could_be_read(void **state)
{
	reading r = read_line("{\"code\":7,\"name\":\"N\",\"warehouse\":\"W\",\"quantity\":\"2.5\",\"sequence\":4}");
	const sw_line *l = r.feed.lines;

	(void) state;
	assert_int_equal(l->outcome, SW_INVALID);
	assert_text(l->code, "");
	assert_text(l->name, "N");
	assert_text(l->warehouse, "W");
	assert_int_equal(l->quantity, 2500000);
	assert_int_equal(l->sequence, 4);
	close_body(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quantities_are_read_from_numbers_and_numeric_strings),
		cmocka_unit_test(a_quantity_that_is_not_given_is_never_zero),
		cmocka_unit_test(quantities_beyond_exactness_are_invalid),
		cmocka_unit_test(strings_that_are_no_plain_numbers_are_invalid),
		cmocka_unit_test(keys_are_compared_by_case),
		cmocka_unit_test(a_key_written_with_escapes_is_the_same_key),
		cmocka_unit_test(code_or_name_or_gtin_must_name_something),
		cmocka_unit_test(blanks_on_both_ends_are_trimmed_and_inner_ones_kept),
		cmocka_unit_test(a_letter_that_ends_in_the_byte_of_a_blank_is_not_trimmed),
		cmocka_unit_test(codes_stay_text),
		cmocka_unit_test(text_of_another_type_is_not_guessed_at),
		cmocka_unit_test(null_text_counts_as_absent),
		cmocka_unit_test(text_may_be_as_long_as_its_cap_in_characters),
		cmocka_unit_test(text_above_its_cap_is_kept_cut_between_characters),
		cmocka_unit_test(a_cut_that_bares_a_blank_takes_it_off_too),
		cmocka_unit_test(a_string_above_100_kb_makes_its_own_line_invalid_only),
		cmocka_unit_test(a_key_above_100_kb_makes_its_line_invalid_too),
		cmocka_unit_test(an_element_that_is_no_object_is_invalid),
		cmocka_unit_test(sequences_are_whole_numbers_from_zero),
		cmocka_unit_test(as_of_needs_a_date_and_time_with_zone),
		cmocka_unit_test(the_first_reason_in_the_order_of_fields_is_given),
		cmocka_unit_test(an_invalid_line_keeps_what_could_be_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

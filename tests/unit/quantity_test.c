/* SPDX-License-Identifier: MIT */
/* Quantities are exact or refused: bad-inputs.md rows 15 to 21. */
#include "limits.h"
#include "support.h"

#define UNTOUCHED INT64_C(424242)

typedef sw_status (*reader)(const char *text, size_t len, sw_quantity *out);

typedef struct example {
	const char *text;
	sw_quantity expected;
} example;

static void assert_reads(reader read, const example *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		sw_quantity q = UNTOUCHED;
		char *text = exact_copy(list[i].text, strlen(list[i].text));
		const sw_status status = read(text, strlen(list[i].text), &q);

		free(text);
		if (status != SW_OK || q != list[i].expected) {
			fail_msg("%s: status %d, %lld", list[i].text, status, (long long) q);
		}
	}
}

/* A refused text leaves the quantity alone, so that nobody takes a half-read one for a number. */
static void assert_refuses(reader read, sw_status expected, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		sw_quantity q = UNTOUCHED;
		char *text = exact_copy(list[i], strlen(list[i]));
		const sw_status status = read(text, strlen(list[i]), &q);

		free(text);
		if (status != expected || q != UNTOUCHED) {
			fail_msg("%s: status %d, %lld", list[i], status, (long long) q);
		}
	}
}

static void numbers_are_read_exactly(void **state)
{
	static const example list[] = {
		{ "0", 0 },
		{ "7", 7000000 },
		{ "-5", -5000000 },
		{ "12.5", 12500000 },
		{ "1.0", 1000000 },
		{ "0.000001", 1 },
		{ "-0.000001", -1 },
		{ "1e2", 100000000 },
		{ "1E2", 100000000 },
		{ "1e+2", 100000000 },
		{ "15e-1", 1500000 },
		{ "1.5e1", 15000000 },
		{ "1e-6", 1 },
		{ "2.0000000", 2000000 },
		{ "0.1", 100000 },
		{ "0.3", 300000 },
		{ "100000000e-8", 1000000 },
		{ "1e0", 1000000 },
		{ "1e-0", 1000000 },
		{ "0.00000000001e11", 1000000 },
		{ "1e00000000000000000000000000000000000000002", 100000000 },
	};

	(void) state;
	assert_reads(sw_quantity_from_number, list, COUNT(list));
}

static void every_zero_is_zero(void **state)
{
	static const example list[] = {
		{ "-0", 0 },
		{ "-0.0", 0 },
		{ "0e5", 0 },
		{ "0e999999999999999999999999", 0 },
		{ "-0e-999999999999999999999999", 0 },
		{ "0.000000000000000000", 0 },
	};

	(void) state;
	assert_reads(sw_quantity_from_number, list, COUNT(list));
}

static void the_limit_itself_is_read_on_both_sides(void **state)
{
	static const example list[] = {
		{ "999999999", 999999999000000 },
		{ "-999999999", -999999999000000 },
		{ "999999999.000000", 999999999000000 },
		{ "999999998.999999", 999999998999999 },
		{ "9.99999999e8", 999999999000000 },
		{ "999999999000000e-6", 999999999000000 },
	};

	(void) state;
	assert_reads(sw_quantity_from_number, list, COUNT(list));
}

static void beyond_the_limit_is_out_of_range(void **state)
{
	static const char *const list[] = {
		"1000000000",
		"-1000000000",
		"999999999.000001",
		"-999999999.5",
		"2147483648",
		"9007199254740993",
		"1e308",
		"1e309",
		"-1e309",
		"1e9",
		"1e99999999999999999999999999",
		"18446744073709551616",
		"9223372036854775808",
		"1000000000000000000000000000000.1",
	};
	char digits[401];
	sw_quantity q;

	(void) state;
	assert_refuses(sw_quantity_from_number, SW_E_RANGE, list, COUNT(list));
	memset(digits, '9', 400);
	digits[400] = '\0';
	assert_int_equal(sw_quantity_from_number(digits, 400, &q), SW_E_RANGE);
	assert_int_equal(sw_quantity_from_string(digits, 400, &q), SW_E_RANGE);
	/* A string is a number sent, not a sum that is stored. */
	assert_int_equal(sw_quantity_from_string(BYTES("1000000000"), &q), SW_E_RANGE);
	assert_int_equal(sw_quantity_from_string(BYTES("2.0000001"), &q), SW_E_INVALID);
}

static void digits_below_a_millionth_are_refused(void **state)
{
	static const char *const list[] = {
		"2.0000001",
		"1e-7",
		"1e-400",
		"-1e-99999999999999999999",
		"0.0000009",
		"12.3456789",
		"15e-7",
		"0.5e-6",
	};

	(void) state;
	assert_refuses(sw_quantity_from_number, SW_E_INVALID, list, COUNT(list));
}

static void four_hundred_digits_are_read_where_they_are_exact(void **state)
{
	char text[1 + 400 + 5 + 1] = "1";
	sw_quantity q = 0;

	(void) state;
	memset(text + 1, '0', 400);
	memcpy(text + 401, "e-400", 5);
	assert_int_equal(sw_quantity_from_number(text, 406, &q), SW_OK);
	assert_int_equal(q, SW_QUANTITY_ONE);
}

static void what_is_no_json_number_is_refused(void **state)
{
	static const char *const list[] = {
		"",
		"-",
		"+1",
		".5",
		"1.",
		"01",
		"-01",
		"00",
		"1e",
		"1e+",
		"1e-",
		"1.e1",
		"1-2",
		"0x10",
		"NaN",
		"Infinity",
		"-Infinity",
		"1,5",
		" 1",
		"1 ",
		"1_000",
		"--1",
		"1.2.3",
		"1e1.5",
		"1e1e1",
		"e1",
		"٣",
		"1\n",
		"nan",
		"1f",
	};

	(void) state;
	assert_refuses(sw_quantity_from_number, SW_E_SYNTAX, list, COUNT(list));
}

static void plain_numeric_strings_are_read(void **state)
{
	static const example list[] = {
		{ "7", 7000000 },
		{ "12.5", 12500000 },
		{ "-3", -3000000 },
		{ "-0", 0 },
		{ "0.000001", 1 },
		{ "999999999", 999999999000000 },
		{ "2.50", 2500000 },
	};

	(void) state;
	assert_reads(sw_quantity_from_string, list, COUNT(list));
}

static void other_strings_are_not_guessed_at(void **state)
{
	static const char *const list[] = {
		"",
		"12,5",
		" 7 ",
		" 7",
		"7 ",
		"1e3",
		"1E3",
		"7abc",
		"٣",
		"0x7",
		"+7",
		"007",
		"7.",
		".7",
		"1.000,5",
		"1 000",
		"\u00a07",
		"½",
		"true",
		"null",
		"-",
	};

	(void) state;
	assert_refuses(sw_quantity_from_string, SW_E_SYNTAX, list, COUNT(list));
}

static void a_nul_inside_is_no_end(void **state)
{
	sw_quantity q = UNTOUCHED;

	(void) state;
	assert_int_equal(sw_quantity_from_string(BYTES("7\0"), &q), SW_E_SYNTAX);
	assert_int_equal(sw_quantity_from_number(BYTES("7\0005"), &q), SW_E_SYNTAX);
	assert_int_equal(sw_quantity_from_stored(NULL, 0, &q), SW_E_SYNTAX);
	assert_int_equal(q, UNTOUCHED);
}

static void stored_numbers_are_cut_to_millionths(void **state)
{
	static const example list[] = {
		{ "7.000000", 7000000 },
		{ "7", 7000000 },
		{ "-2.5", -2500000 },
		{ "2.0000009", 2000000 },
		{ "-0.0000009", 0 },
		{ "1e-400", 0 },
		{ "1e2", 100000000 },
	};
	static const char *const garbage[] = { "", "abc", "NULL", " 7", "7 pcs" };

	(void) state;
	assert_reads(sw_quantity_from_stored, list, COUNT(list));
	assert_refuses(sw_quantity_from_stored, SW_E_SYNTAX, garbage, COUNT(garbage));
}

static void printing_drops_trailing_zeros(void **state)
{
	static const example list[] = {
		{ "7", 7000000 },
		{ "-2.5", -2500000 },
		{ "0", 0 },
		{ "0.000001", 1 },
		{ "-0.000001", -1 },
		{ "10", 10000000 },
		{ "100.01", 100010000 },
		{ "999999999", 999999999000000 },
		{ "-999999999.999999", -999999999999999 },
	};
	char text[SW_QUANTITY_TEXT];

	(void) state;
	for (size_t i = 0; i < COUNT(list); i++) {
		assert_int_equal(sw_quantity_print(list[i].expected, text), strlen(list[i].text));
		assert_string_equal(text, list[i].text);
	}
}

static void the_stored_form_has_six_decimals(void **state)
{
	static const example list[] = {
		{ "7.000000", 7000000 },
		{ "-2.500000", -2500000 },
		{ "0.000000", 0 },
		{ "0.000001", 1 },
		{ "-0.100000", -100000 },
		{ "-9223372036854.775808", INT64_MIN },
		{ "9223372036854.775807", INT64_MAX },
	};
	char text[SW_QUANTITY_TEXT];

	(void) state;
	for (size_t i = 0; i < COUNT(list); i++) {
		assert_int_equal(sw_quantity_print_stored(list[i].expected, text), strlen(list[i].text));
		assert_string_equal(text, list[i].text);
	}
}

static void what_is_printed_reads_back(void **state)
{
	uint64_t seed = 88172645463325252U;

	(void) state;
	for (int i = 0; i < 20000; i++) {
		char text[SW_QUANTITY_TEXT];
		sw_quantity back = 0;
		sw_quantity q;

		seed ^= seed << 13;
		seed ^= seed >> 7;
		seed ^= seed << 17;
		/* Of all lengths: as many small quantities as large ones. */
		q = (sw_quantity) ((seed >> (seed & 63)) % 999999999000001U) * (i % 2 == 0 ? 1 : -1);
		assert_int_equal(sw_quantity_from_string(text, sw_quantity_print(q, text), &back), SW_OK);
		assert_int_equal(back, q);
		assert_int_equal(sw_quantity_from_stored(text, sw_quantity_print_stored(q, text), &back), SW_OK);
		assert_int_equal(back, q);
	}
}

static void truncation_goes_towards_zero(void **state)
{
	(void) state;
	assert_int_equal(sw_quantity_truncate(2999999), 2000000);
	assert_int_equal(sw_quantity_truncate(-2999999), -2000000);
	assert_int_equal(sw_quantity_truncate(-999999), 0);
	assert_int_equal(sw_quantity_truncate(7000000), 7000000);
	assert_int_equal(sw_quantity_truncate(0), 0);
}

/* Of its exact size in memory: a look behind the end is reported. */
static void nothing_is_read_behind_the_end(void **state)
{
	static const char *const cut[] = { "", "-", "1.", "1e", "1e-", "1e+", "1.5e" };

	(void) state;
	for (size_t i = 0; i < COUNT(cut); i++) {
		char *text = exact_copy(cut[i], strlen(cut[i]));
		sw_quantity q;

		assert_int_equal(sw_quantity_from_number(text, strlen(cut[i]), &q), SW_E_SYNTAX);
		assert_int_equal(sw_quantity_from_string(text, strlen(cut[i]), &q), SW_E_SYNTAX);
		assert_int_equal(sw_quantity_from_stored(text, strlen(cut[i]), &q), SW_E_SYNTAX);
		free(text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_read_exactly),
		cmocka_unit_test(every_zero_is_zero),
		cmocka_unit_test(the_limit_itself_is_read_on_both_sides),
		cmocka_unit_test(beyond_the_limit_is_out_of_range),
		cmocka_unit_test(digits_below_a_millionth_are_refused),
		cmocka_unit_test(four_hundred_digits_are_read_where_they_are_exact),
		cmocka_unit_test(what_is_no_json_number_is_refused),
		cmocka_unit_test(plain_numeric_strings_are_read),
		cmocka_unit_test(other_strings_are_not_guessed_at),
		cmocka_unit_test(a_nul_inside_is_no_end),
		cmocka_unit_test(stored_numbers_are_cut_to_millionths),
		cmocka_unit_test(printing_drops_trailing_zeros),
		cmocka_unit_test(the_stored_form_has_six_decimals),
		cmocka_unit_test(what_is_printed_reads_back),
		cmocka_unit_test(truncation_goes_towards_zero),
		cmocka_unit_test(nothing_is_read_behind_the_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

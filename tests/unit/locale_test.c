/* SPDX-License-Identifier: MIT */
/* Under a locale that writes 12,5 everything is read and printed as before. */
#include "answer.h"
#include "support.h"

#include <locale.h>
#include <stdio.h>

/* Debian's package locales holds its source; tests/unit/run compiles it. */
#define COMMA_LOCALE "de_DE.UTF-8"

static int use_comma(void **state)
{
	(void) state;
	if (setlocale(LC_ALL, COMMA_LOCALE) == NULL) {
		print_error("%s cannot be set: is the package locales installed?\n", COMMA_LOCALE);
		return -1;
	}
	return 0;
}

static int use_plain(void **state)
{
	(void) state;
	return setlocale(LC_ALL, "C") == NULL ? -1 : 0;
}

/* Else the other cases would prove nothing. */
static void the_c_library_itself_is_misled(void **state)
{
	char text[16];

	(void) state;
	assert_true(strtod("12.5", NULL) < 12.25);
	(void) snprintf(text, sizeof text, "%.1f", 12.5);
	assert_string_equal(text, "12,5");
}

static void a_body_is_read_as_in_any_locale(void **state)
{
	static const char body[] =
		"{\"lines\":[{\"code\":\"A\",\"quantity\":12.5},{\"code\":\"B\",\"quantity\":\"12.5\"},{\"code\":\"C\",\"quantity\":1.25e1},"
		"{\"code\":\"D\",\"quantity\":\"12,5\"},{\"code\":\"E\",\"x\":[1.5,{\"y\":-2.5e-1}],\"quantity\":1,\"as_of\":\"2026-01-31T08:30:00."
	    "5Z\"}]}";
	reading r = read_body(SW_DIALECT_V1, body, strlen(body));

	(void) state;
	assert_int_equal(r.status, SW_OK);
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(r.feed.lines[i].quantity, 12500000);
		assert_int_equal(r.feed.lines[i].outcome, SW_UNDECIDED);
	}
	assert_int_equal(r.feed.lines[3].reason, SW_R_QUANTITY_NOT_A_NUMBER);
	assert_int_equal(r.feed.lines[4].as_of, INT64_C(1769848200500000));
	close_body(&r);
	assert_refused(BYTES("[{\"quantity\":12,5}]"), SW_E_SYNTAX, 16);
}

static void quantities_are_printed_with_a_point(void **state)
{
	char text[SW_QUANTITY_TEXT];
	sw_quantity q = 0;

	(void) state;
	(void) sw_quantity_print(1234567500000, text);
	assert_string_equal(text, "1234567.5");
	(void) sw_quantity_print_stored(1234567500000, text);
	assert_string_equal(text, "1234567.500000");
	assert_int_equal(sw_quantity_from_stored(BYTES("12.500000"), &q), SW_OK);
	assert_int_equal(q, 12500000);
	assert_int_equal(sw_quantity_from_stored(BYTES("12,5"), &q), SW_E_SYNTAX);
}

static void offsets_and_statuses_are_printed_without_grouping(void **state)
{
	sw_buf b = { 0 };
	sw_error e = { 0 };

	(void) state;
	(void) sw_fail(&e, SW_E_SYNTAX, 0, "", "At byte %zu.", (size_t) 33554432);
	assert_string_equal(e.message, "At byte 33554432.");
	(void) sw_answer_body(SW_A_RATE, SW_DIALECT_V1, NULL, &b);
	assert_non_null(strstr(b.ptr, "\"status\":429,"));
	sw_buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_c_library_itself_is_misled, use_comma, use_plain),
		cmocka_unit_test_setup_teardown(a_body_is_read_as_in_any_locale, use_comma, use_plain),
		cmocka_unit_test_setup_teardown(quantities_are_printed_with_a_point, use_comma, use_plain),
		cmocka_unit_test_setup_teardown(offsets_and_statuses_are_printed_without_grouping, use_comma, use_plain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

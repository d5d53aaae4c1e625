/* SPDX-License-Identifier: MIT */
/* The text of PHP's serialize(): read as PHP reads it, refused where it is cut, lies about its sizes or wakes objects. */
#include "support.h"

#include "phpdata.h"

static sw_slice slice(const char *text)
{
	return (sw_slice){ text, strlen(text) };
}

static void values_are_read_one_by_one(void **state)
{
	sw_slice in = slice("a:3:{s:4:\"na\";\";i:-7;i:1;b:1;s:0:\"\";N;}");
	sw_php_value v;

	(void) state;
	assert_true(sw_php_read(&in, &v));
	assert_int_equal(v.type, SW_PHP_ARRAY);
	assert_int_equal(v.count, 3);
	assert_true(sw_php_read(&in, &v));
	assert_int_equal(v.type, SW_PHP_STRING);
	assert_int_equal(v.text.len, 4);
	assert_memory_equal(v.text.ptr, "na\";", 4);
	for (int i = 0; i < 5; i++) {
		assert_true(sw_php_read(&in, &v));
	}
	assert_int_equal(v.type, SW_PHP_NULL);
	assert_true(sw_php_end(&in));
	assert_int_equal(in.len, 0);
}

static void an_array_is_walked_to_its_end(void **state)
{
	sw_slice in = slice("a:2:{s:1:\"a\";i:-7;i:1;a:1:{i:0;b:0;}}x");
	sw_php_value v;

	(void) state;
	assert_true(sw_php_read(&in, &v) && v.count == 2);
	assert_true(sw_php_read(&in, &v) && v.text.len == 1);
	assert_true(sw_php_read(&in, &v));
	assert_int_equal(v.type, SW_PHP_SCALAR);
	assert_memory_equal(v.text.ptr, "-7", 2);
	assert_true(sw_php_skip(&in, &v));
	assert_true(sw_php_read(&in, &v));
	assert_true(sw_php_read(&in, &v) && v.type == SW_PHP_ARRAY);
	assert_true(sw_php_skip(&in, &v));
	assert_true(sw_php_end(&in));
	assert_false(sw_php_end(&in));
	assert_string_equal(in.ptr, "x");
}

static void truth_is_that_of_php(void **state)
{
	static const struct {
		const char *text;
		bool truth;
	} values[] = { { "b:1;", true }, { "b:0;", false }, { "i:1;", true }, { "i:0;", false }, { "s:1:\"1\";", true },
		{ "s:1:\"0\";", false }, { "s:0:\"\";", false }, { "s:3:\"yes\";", true }, { "N;", false }, { "a:0:{}", false },
		{ "a:1:{i:0;i:0;}", true } };

	(void) state;
	for (size_t i = 0; i < COUNT(values); i++) {
		sw_slice in = slice(values[i].text);
		sw_php_value v;

		assert_true(sw_php_read(&in, &v));
		assert_int_equal(sw_php_true(&v), values[i].truth);
	}
}

static void what_is_not_phps_text_is_refused(void **state)
{
	static const char *const bad[] = { "", "x", "s:", "s:1", "s:1:", "s:1:\"", "s:1:\"a", "s:1:\"a\"", "s:2:\"a\";", "s:-1:\"a\";",
		"s:9999999999:\"a\";", "s:1x:\"a\";", "a:1:{", "a:99999999:{}", "a:2:{i:0;N;}", "a:x:{}", "i:", "i:5", "i:;",
		"O:8:\"stdClass\":0:{}", "C:1:\"a\":0:{}", "r:1;", "R:1;", "E:1:\"a\";", "N" };

	(void) state;
	for (size_t i = 0; i < COUNT(bad); i++) {
		sw_slice in = slice(bad[i]);
		sw_php_value v;

		if (sw_php_read(&in, &v) && (v.type != SW_PHP_ARRAY || (sw_php_skip(&in, &v) && in.len == 0))) {
			fail_msg("%s was read", bad[i]);
		}
	}
}

static void deep_nesting_is_refused(void **state)
{
	char text[400] = "";
	sw_slice in;
	sw_php_value v;

	(void) state;
	for (int i = 0; i < 30; i++) {
		(void) strcat(text, "a:1:{i:0;");
	}
	for (int i = 0; i < 60; i++) {
		(void) strcat(text, "}");
	}
	in = slice(text);
	assert_true(sw_php_read(&in, &v));
	assert_false(sw_php_skip(&in, &v));
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(values_are_read_one_by_one), cmocka_unit_test(an_array_is_walked_to_its_end),
		cmocka_unit_test(truth_is_that_of_php), cmocka_unit_test(what_is_not_phps_text_is_refused),
		cmocka_unit_test(deep_nesting_is_refused) };

	return cmocka_run_group_tests_name("phpdata", tests, NULL, NULL);
}

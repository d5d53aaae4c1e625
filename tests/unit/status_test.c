/* SPDX-License-Identifier: MIT */
/* The error record: filled whole, cut cleanly, optional. */
#include "support.h"

static void failing_fills_the_record_and_hands_the_status_on(void **state)
{
	sw_error e = { 0 };

	(void) state;
	assert_int_equal(sw_fail(&e, SW_E_SHAPE, 7, "lines", "The %s is %d.", "number", 5), SW_E_SHAPE);
	assert_int_equal(e.status, SW_E_SHAPE);
	assert_int_equal(e.offset, 7);
	assert_string_equal(e.field, "lines");
	assert_string_equal(e.message, "The number is 5.");
}

static void without_a_record_only_the_status_is_handed_on(void **state)
{
	(void) state;
	assert_int_equal(sw_fail(NULL, SW_E_RANGE, 0, NULL, "Unused %d.", 1), SW_E_RANGE);
}

static void a_missing_field_is_empty(void **state)
{
	sw_error e;

	(void) state;
	memset(&e, 'x', sizeof e);
	(void) sw_fail(&e, SW_E_NOMEM, 0, NULL, "Short.");
	assert_string_equal(e.field, "");
}

static void a_long_message_is_cut_between_characters(void **state)
{
	static const char *const characters[] = { "a", "ș", "中", "🍣" };

	(void) state;
	for (size_t i = 0; i < COUNT(characters); i++) {
		const size_t width = strlen(characters[i]);

		/* Behind prefixes of all lengths, so that each byte of a character comes to stand across the end. */
		for (size_t prefix = 0; prefix < 4; prefix++) {
			sw_error e = { 0 };
			char name[400] = "aaa";

			for (size_t k = 0; prefix + width * (k + 1) < sizeof name; k++) {
				memcpy(name + prefix + width * k, characters[i], width);
			}
			(void) sw_fail(&e, SW_E_INVALID, 0, name, "%s", name);
			assert_int_equal(strlen(e.message), prefix + (sizeof e.message - 1 - prefix) / width * width);
			assert_int_equal(strlen(e.field), prefix + (sizeof e.field - 1 - prefix) / width * width);
			assert_memory_equal(e.message, name, strlen(e.message));
		}
	}
}

static void a_message_that_just_fits_is_kept_whole(void **state)
{
	sw_error e = { 0 };
	char name[sizeof e.message];

	(void) state;
	memset(name, 'a', sizeof name);
	memcpy(name + sizeof name - 3, "\xC8\x99", 3);
	(void) sw_fail(&e, SW_E_INVALID, 0, "", "%s", name);
	assert_string_equal(e.message, name);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(failing_fills_the_record_and_hands_the_status_on),
		cmocka_unit_test(without_a_record_only_the_status_is_handed_on),
		cmocka_unit_test(a_missing_field_is_empty),
		cmocka_unit_test(a_long_message_is_cut_between_characters),
		cmocka_unit_test(a_message_that_just_fits_is_kept_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* Every outcome and reason has one code that fits the journal, and a sentence. */
#include "support.h"

#define OUTCOME_WIDTH 16 /* of the journal's columns */
#define REASON_WIDTH 32

static void assert_code(const char *code, size_t width)
{
	assert_true(strlen(code) > 0 && strlen(code) <= width);
	assert_int_equal(strspn(code, "abcdefghijklmnopqrstuvwxyz_"), strlen(code));
}

static void every_outcome_has_a_code_of_its_own(void **state)
{
	(void) state;
	for (int i = 0; i < SW_OUTCOMES; i++) {
		assert_code(sw_outcome_code((sw_outcome) i), OUTCOME_WIDTH);
		for (int k = 0; k < i; k++) {
			assert_string_not_equal(sw_outcome_code((sw_outcome) i), sw_outcome_code((sw_outcome) k));
		}
	}
}

static void the_outcomes_are_those_of_the_contract(void **state)
{
	static const char *const contract[] = { "updated", "unchanged", "unmatched", "ambiguous", "not_managed", "opted_out", "other_warehouse",
		"superseded", "stale", "collision", "held", "invalid" };

	(void) state;
	assert_int_equal(COUNT(contract), SW_OUTCOMES - 1);
	for (size_t i = 0; i < COUNT(contract); i++) {
		assert_string_equal(sw_outcome_code((sw_outcome) (i + 1)), contract[i]);
	}
}

static void every_reason_has_a_code_of_its_own_and_a_sentence(void **state)
{
	(void) state;
	for (int i = SW_R_NONE + 1; i < SW_REASONS; i++) {
		const char *sentence = sw_reason_sentence((sw_reason) i);

		assert_code(sw_reason_code((sw_reason) i), REASON_WIDTH);
		assert_true(strlen(sentence) > 10);
		assert_int_equal(sentence[strlen(sentence) - 1], '.');
		for (int k = 0; k < i; k++) {
			assert_string_not_equal(sw_reason_code((sw_reason) i), sw_reason_code((sw_reason) k));
		}
	}
}

static void no_reason_is_an_empty_text(void **state)
{
	(void) state;
	assert_string_equal(sw_reason_code(SW_R_NONE), "");
	assert_string_equal(sw_reason_sentence(SW_R_NONE), "");
}

static void numbers_outside_the_tables_are_empty_texts(void **state)
{
	(void) state;
	assert_string_equal(sw_outcome_code(SW_OUTCOMES), "");
	assert_string_equal(sw_outcome_code((sw_outcome) -1), "");
	assert_string_equal(sw_reason_code(SW_REASONS), "");
	assert_string_equal(sw_reason_sentence((sw_reason) -1), "");
}

static void a_code_is_read_back_as_its_outcome(void **state)
{
	(void) state;
	for (int i = SW_UPDATED; i < SW_OUTCOMES; i++) {
		const char *code = sw_outcome_code((sw_outcome) i);

		assert_int_equal(sw_outcome_read(code, strlen(code)), i);
		assert_int_equal(sw_outcome_read(code, strlen(code) - 1), SW_UNDECIDED);
	}
	assert_int_equal(sw_outcome_read("undecided", 9), SW_UNDECIDED);
	assert_int_equal(sw_outcome_read("updates", 7), SW_UNDECIDED);
	assert_int_equal(sw_outcome_read("", 0), SW_UNDECIDED);
}

static void the_strongest_remark_is_taken_first(void **state)
{
	sw_remarks all = SW_REMARK(SW_R_BUFFER) | SW_REMARK(SW_R_MISSING_WAREHOUSE) | SW_REMARK(SW_R_SIMILAR_NAME) | SW_REMARK(SW_R_ROUNDED)
		| SW_REMARK(SW_R_LINKED) | SW_REMARK(SW_R_FORMER_CODE);
	const sw_reason order[] = { SW_R_LINKED, SW_R_FORMER_CODE, SW_R_SIMILAR_NAME, SW_R_ROUNDED, SW_R_MISSING_WAREHOUSE, SW_R_BUFFER, SW_R_NONE,
		SW_R_NONE };

	(void) state;
	for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
		assert_int_equal(sw_remarks_take(&all), order[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_strongest_remark_is_taken_first),
		cmocka_unit_test(every_outcome_has_a_code_of_its_own),
		cmocka_unit_test(the_outcomes_are_those_of_the_contract),
		cmocka_unit_test(every_reason_has_a_code_of_its_own_and_a_sentence),
		cmocka_unit_test(no_reason_is_an_empty_text),
		cmocka_unit_test(numbers_outside_the_tables_are_empty_texts),
		cmocka_unit_test(a_code_is_read_back_as_its_outcome),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

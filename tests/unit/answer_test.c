/* SPDX-License-Identifier: MIT */
/* The whole-request answers: statuses of both dialects, and bodies that are JSON whatever they are told. */
#include "answer.h"
#include "support.h"

static void the_statuses_are_those_of_the_contract(void **state)
{
	static const struct {
		sw_answer answer;
		int v1;
		int smartbill;
	} rows[] = {
		{ SW_A_BAD_BODY, 400, 400 },
		{ SW_A_CUT_BODY, 400, 400 },
		{ SW_A_DISABLED, 503, 400 },
		{ SW_A_UNAUTHORIZED, 401, 403 },
		{ SW_A_FORBIDDEN, 401, 403 },
		{ SW_A_NOT_FOUND, 404, 404 },
		{ SW_A_METHOD, 405, 405 },
		{ SW_A_CONFLICT, 409, 409 },
		{ SW_A_LENGTH_REQUIRED, 411, 411 },
		{ SW_A_TOO_LARGE, 413, 413 },
		{ SW_A_MEDIA_TYPE, 415, 400 },
		{ SW_A_SHAPE, 422, 400 },
		{ SW_A_KEY_REUSED, 422, 400 },
		{ SW_A_RATE, 429, 429 },
		{ SW_A_UNAVAILABLE, 503, 503 },
		{ SW_A_UNKNOWN_OUTCOME, 503, 503 },
	};

	(void) state;
	assert_int_equal(COUNT(rows), SW_ANSWERS);
	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_int_equal(sw_answer_status(rows[i].answer, SW_DIALECT_V1), rows[i].v1);
		assert_int_equal(sw_answer_status(rows[i].answer, SW_DIALECT_SMARTBILL), rows[i].smartbill);
	}
}

static void every_answer_has_a_code_of_its_own_a_title_and_a_sentence(void **state)
{
	(void) state;
	for (int i = 0; i < SW_ANSWERS; i++) {
		const char *code = sw_answer_code((sw_answer) i);
		const char *sentence = sw_answer_sentence((sw_answer) i);

		assert_true(strlen(code) > 0);
		assert_int_equal(strspn(code, "abcdefghijklmnopqrstuvwxyz_"), strlen(code));
		assert_true(strlen(sw_answer_title((sw_answer) i)) > 0);
		assert_int_equal(sentence[strlen(sentence) - 1], '.');
		for (int k = 0; k < i; k++) {
			assert_string_not_equal(code, sw_answer_code((sw_answer) k));
		}
	}
}

static void an_unknown_answer_still_refuses(void **state)
{
	(void) state;
	assert_int_equal(sw_answer_status(SW_ANSWERS, SW_DIALECT_V1), 503);
	assert_int_equal(sw_answer_status((sw_answer) -1, SW_DIALECT_SMARTBILL), 503);
	assert_string_equal(sw_answer_code(SW_ANSWERS), "unavailable");
}

static void v1_is_told_by_a_problem_object(void **state)
{
	sw_buf b = { 0 };

	(void) state;
	assert_int_equal(sw_answer_body(SW_A_TOO_LARGE, SW_DIALECT_V1, NULL, &b), SW_OK);
	assert_string_equal(b.ptr,
		"{\"type\":\"urn:stockwire:too_large\",\"title\":\"Body too large\",\"status\":413,"
		"\"detail\":\"The body is larger than this shop takes. Send it in several smaller ones.\",\"code\":\"too_large\"}");
	assert_string_equal(sw_answer_type(SW_DIALECT_V1), "application/problem+json");
	sw_buf_free(&b);
}

static void smartbill_is_told_by_one_quoted_sentence(void **state)
{
	sw_buf b = { 0 };

	(void) state;
	assert_int_equal(sw_answer_body(SW_A_BAD_BODY, SW_DIALECT_SMARTBILL, NULL, &b), SW_OK);
	assert_string_equal(b.ptr, "\"The body is not valid JSON. Nothing was changed.\"");
	assert_string_equal(sw_answer_type(SW_DIALECT_SMARTBILL), "application/json; charset=UTF-8");
	sw_buf_free(&b);
}

static void a_detail_is_escaped(void **state)
{
	sw_buf b = { 0 };

	(void) state;
	(void) sw_answer_body(SW_A_SHAPE, SW_DIALECT_SMARTBILL, "No \"lines\"\n\\ here.", &b);
	assert_string_equal(b.ptr, "\"No \\\"lines\\\"\\u000a\\\\ here.\"");
	sw_buf_clear(&b);
	(void) sw_answer_body(SW_A_SHAPE, SW_DIALECT_V1, "\",\"code\":\"x", &b);
	assert_non_null(strstr(b.ptr, "\"detail\":\"\\\",\\\"code\\\":\\\"x\",\"code\":\"shape\"}"));
	sw_buf_free(&b);
}

static void a_body_is_appended(void **state)
{
	sw_buf b = { 0 };

	(void) state;
	sw_buf_str(&b, "before");
	(void) sw_answer_body(SW_A_RATE, SW_DIALECT_SMARTBILL, "Wait.", &b);
	assert_string_equal(b.ptr, "before\"Wait.\"");
	sw_buf_free(&b);
}

static void a_buffer_without_memory_is_said(void **state)
{
	sw_buf b = { .failed = true };

	(void) state;
	assert_int_equal(sw_answer_body(SW_A_RATE, SW_DIALECT_V1, NULL, &b), SW_E_NOMEM);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_statuses_are_those_of_the_contract),
		cmocka_unit_test(every_answer_has_a_code_of_its_own_a_title_and_a_sentence),
		cmocka_unit_test(an_unknown_answer_still_refuses),
		cmocka_unit_test(v1_is_told_by_a_problem_object),
		cmocka_unit_test(smartbill_is_told_by_one_quoted_sentence),
		cmocka_unit_test(a_detail_is_escaped),
		cmocka_unit_test(a_body_is_appended),
		cmocka_unit_test(a_buffer_without_memory_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

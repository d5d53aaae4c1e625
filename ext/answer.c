/* SPDX-License-Identifier: MIT */
/* Stockwire\Answer: the PHP face of core's table of answers. */
#include "php_stockwire.h"

static bool dialect_of(zend_long number, uint32_t argument, sw_dialect *out)
{
	if (number != SW_DIALECT_SMARTBILL && number != SW_DIALECT_V1) {
		zend_argument_value_error(argument, "must be Stockwire\\Engine::SMARTBILL or Stockwire\\Engine::V1");
		return false;
	}
	*out = (sw_dialect) number;
	return true;
}

static bool answer_of(const zend_string *code, sw_answer *out)
{
	*out = stockwire_answer_of(ZSTR_VAL(code));
	if (*out == SW_ANSWERS) {
		zend_argument_value_error(1, "must be the code of an answer");
		return false;
	}
	return true;
}

ZEND_METHOD(Stockwire_Answer, status)
{
	zend_string *code;
	zend_long number;
	sw_dialect dialect;
	sw_answer answer;

	ZEND_PARSE_PARAMETERS_START(2, 2)
		Z_PARAM_STR(code)
		Z_PARAM_LONG(number)
	ZEND_PARSE_PARAMETERS_END();
	if (!answer_of(code, &answer) || !dialect_of(number, 2, &dialect)) {
		RETURN_THROWS();
	}
	RETURN_LONG(sw_answer_status(answer, dialect));
}

ZEND_METHOD(Stockwire_Answer, body)
{
	zend_string *code;
	zend_string *detail = NULL;
	zend_long number;
	sw_dialect dialect;
	sw_answer answer;
	sw_buf out = {0};

	ZEND_PARSE_PARAMETERS_START(2, 3)
		Z_PARAM_STR(code)
		Z_PARAM_LONG(number)
		Z_PARAM_OPTIONAL
		Z_PARAM_STR_OR_NULL(detail)
	ZEND_PARSE_PARAMETERS_END();
	if (!answer_of(code, &answer) || !dialect_of(number, 2, &dialect)) {
		RETURN_THROWS();
	}
	if (sw_answer_body(answer, dialect, detail == NULL ? NULL : ZSTR_VAL(detail), &out) != SW_OK || out.failed) {
		sw_buf_free(&out);
		stockwire_refuse(SW_A_UNAVAILABLE, NULL);
		RETURN_THROWS();
	}
	RETVAL_STRINGL(out.ptr, out.len);
	sw_buf_free(&out);
}

ZEND_METHOD(Stockwire_Answer, type)
{
	zend_long number;
	sw_dialect dialect;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_LONG(number)
	ZEND_PARSE_PARAMETERS_END();
	if (!dialect_of(number, 1, &dialect)) {
		RETURN_THROWS();
	}
	RETURN_STRING(sw_answer_type(dialect));
}

/* SPDX-License-Identifier: MIT */
/* The only place that turns a core status into an exception. */
#include "php_stockwire.h"

#include "zend_exceptions.h"

#include <string.h>

void stockwire_refuse(sw_answer answer, const char *detail)
{
	zend_object *exception = zend_throw_exception(stockwire_refusal_ce, detail != NULL ? detail : sw_answer_sentence(answer),
		sw_answer_status(answer, SW_DIALECT_V1));

	zend_update_property_string(stockwire_refusal_ce, exception, ZEND_STRL("answer"), sw_answer_code(answer));
}

void stockwire_refuse_status(sw_status status, const sw_error *e)
{
	static const sw_answer answers[] = {
		[SW_OK] = SW_A_UNAVAILABLE,
		[SW_E_NOMEM] = SW_A_UNAVAILABLE,
		[SW_E_EMPTY] = SW_A_BAD_BODY,
		[SW_E_SYNTAX] = SW_A_BAD_BODY,
		[SW_E_ENCODING] = SW_A_BAD_BODY,
		[SW_E_DEPTH] = SW_A_BAD_BODY,
		[SW_E_DUPLICATE] = SW_A_BAD_BODY,
		[SW_E_SHAPE] = SW_A_SHAPE,
		[SW_E_TOO_LARGE] = SW_A_TOO_LARGE,
		[SW_E_RANGE] = SW_A_BAD_BODY,
		[SW_E_INVALID] = SW_A_BAD_BODY,
		[SW_E_STATE] = SW_A_CONFLICT,
		[SW_E_DATABASE] = SW_A_UNAVAILABLE,
	};

	stockwire_refuse(answers[status], e != NULL && e->message[0] != '\0' ? e->message : NULL);
}

void stockwire_misused(const char *message)
{
	zend_throw_error(NULL, "%s", message);
}

void stockwire_pull_failed(const sw_failure *f)
{
	zend_object *exception = zend_throw_exception(stockwire_pull_failure_ce, f->message, 0);

	zend_update_property_string(stockwire_pull_failure_ce, exception, ZEND_STRL("reason"), sw_trouble_reason(f->trouble));
	zend_update_property_long(stockwire_pull_failure_ce, exception, ZEND_STRL("retryAfter"), (zend_long) f->retry_after);
}

sw_answer stockwire_answer_of(const char *code)
{
	for (sw_answer a = SW_A_BAD_BODY; a < SW_ANSWERS; a++) {
		if (strcmp(sw_answer_code(a), code) == 0) {
			return a;
		}
	}
	return SW_ANSWERS;
}

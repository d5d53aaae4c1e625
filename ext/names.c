/* SPDX-License-Identifier: MIT */
/* Stockwire\Names: the PHP face of core's name keys. */
#include "php_stockwire.h"

#include "core/line.h"
#include "core/name.h"

#include <string.h>

static void return_buf(sw_status status, sw_buf *out, zval *return_value)
{
	if (status == SW_E_ENCODING) {
		sw_buf_free(out);
		zend_argument_value_error(1, "must be valid UTF-8");
		return;
	}
	if (status != SW_OK || out->failed) {
		sw_buf_free(out);
		stockwire_refuse(SW_A_UNAVAILABLE, NULL);
		return;
	}
	RETVAL_STRINGL(out->len > 0 ? out->ptr : "", out->len);
	sw_buf_free(out);
}

ZEND_METHOD(Stockwire_Names, text)
{
	zend_string *name;
	sw_buf out = {0};

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_STR(name)
	ZEND_PARSE_PARAMETERS_END();
	return_buf(sw_name_text((sw_slice){ZSTR_VAL(name), ZSTR_LEN(name)}, &out), &out, return_value);
}

ZEND_METHOD(Stockwire_Names, key)
{
	zend_long kind;
	zend_string *text;
	sw_buf scratch = {0};
	sw_slice trimmed;
	sw_status status;
	sw_key key;

	ZEND_PARSE_PARAMETERS_START(2, 2)
		Z_PARAM_LONG(kind)
		Z_PARAM_STR(text)
	ZEND_PARSE_PARAMETERS_END();
	if (kind != SW_KEY_CODE && kind != SW_KEY_TEXT && kind != SW_KEY_GTIN) {
		zend_argument_value_error(1, "must be Stockwire\\Names::CODE, Stockwire\\Names::TEXT or Stockwire\\Names::GTIN");
		RETURN_THROWS();
	}
	trimmed = sw_line_trim((sw_slice){ZSTR_VAL(text), ZSTR_LEN(text)});
	status = sw_name_key((sw_key_kind) kind, trimmed, NULL, &scratch, &key);
	sw_buf_free(&scratch);
	if (status == SW_E_NOMEM) {
		stockwire_refuse(SW_A_UNAVAILABLE, NULL);
		RETURN_THROWS();
	}
	if (status != SW_OK || key.empty) {
		RETURN_EMPTY_STRING();
	}
	RETURN_STRINGL((const char *) key.bytes, SW_KEY_BYTES);
}

ZEND_METHOD(Stockwire_Names, slug)
{
	zend_string *name;
	zend_string *code;
	sw_locale locale = {0};
	sw_buf out = {0};

	ZEND_PARSE_PARAMETERS_START(2, 2)
		Z_PARAM_STR(name)
		Z_PARAM_STR(code)
	ZEND_PARSE_PARAMETERS_END();
	(void) strncpy(locale.code, ZSTR_VAL(code), sizeof locale.code - 1);
	return_buf(sw_name_slug((sw_slice){ZSTR_VAL(name), ZSTR_LEN(name)}, &locale, &out), &out, return_value);
}

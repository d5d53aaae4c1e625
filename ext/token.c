/* SPDX-License-Identifier: MIT */
/* Stockwire\Token: the PHP face of core's bearer tokens. */
#include "php_stockwire.h"

#include "core/token.h"

#include <string.h>

#define MAX_DIGESTS 16 /* two are live at a time; more are a mistake, and are compared all the same up to here */

ZEND_METHOD(Stockwire_Token, generate)
{
	char token[41];

	ZEND_PARSE_PARAMETERS_NONE();
	if (sw_token_generate(token) != SW_OK) {
		stockwire_refuse(SW_A_UNAVAILABLE, "The system has no random numbers to make a token of.");
		RETURN_THROWS();
	}
	RETVAL_STRING(token);
	memset(token, 0, sizeof token);
}

ZEND_METHOD(Stockwire_Token, digest)
{
	char digest[SW_DIGEST_HEX + 1];
	zend_string *token;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_STR(token)
	ZEND_PARSE_PARAMETERS_END();
	if (ZSTR_LEN(token) == 0) {
		zend_argument_value_error(1, "must not be empty");
		RETURN_THROWS();
	}
	if (sw_token_digest((sw_slice){ZSTR_VAL(token), ZSTR_LEN(token)}, digest) != SW_OK) {
		stockwire_refuse(SW_A_UNAVAILABLE, "The token could not be digested.");
		RETURN_THROWS();
	}
	RETURN_STRINGL(digest, SW_DIGEST_HEX);
}

ZEND_METHOD(Stockwire_Token, find)
{
	char digest[SW_DIGEST_HEX + 1];
	sw_slice known[MAX_DIGESTS];
	zend_string *authorization;
	HashTable *digests;
	size_t n = 0;
	sw_slice token;
	zval *entry;
	int found;

	ZEND_PARSE_PARAMETERS_START(2, 2)
		Z_PARAM_STR_OR_NULL(authorization)
		Z_PARAM_ARRAY_HT(digests)
	ZEND_PARSE_PARAMETERS_END();
	ZEND_HASH_FOREACH_VAL(digests, entry) {
		if (Z_TYPE_P(entry) != IS_STRING) {
			zend_argument_value_error(2, "must be a list of strings");
			RETURN_THROWS();
		}
		if (n < MAX_DIGESTS) {
			known[n++] = (sw_slice){Z_STRVAL_P(entry), Z_STRLEN_P(entry)};
		}
	} ZEND_HASH_FOREACH_END();
	if (authorization == NULL
		|| sw_token_from_header(ZSTR_VAL(authorization), ZSTR_LEN(authorization), &token) != SW_OK
		|| sw_token_digest(token, digest) != SW_OK) {
		stockwire_refuse(SW_A_UNAUTHORIZED, NULL);
		RETURN_THROWS();
	}
	found = sw_token_find(digest, known, n);
	if (found < 0) {
		RETURN_NULL();
	}
	RETURN_LONG(found);
}

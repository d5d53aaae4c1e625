/* SPDX-License-Identifier: MIT */
/* Reads the configuration of a back office from PHP's array, strictly: a wrong entry is named, never guessed, and never shown. */
#include "backoffice.h"

#include "core/http.h"
#include "core/limits.h"
#include "php_ini.h"

#include <stdlib.h>
#include <string.h>

#define MAX_URL 2000
#define MAX_TEXT 500
#define MAX_MS 3600000
#define CONNECT_MS 10000
#define STALLED_MS 30000
#define OVERALL_MS 300000
#define TRIES 3
#define MAX_TRIES 10

static const char *const fields[] = {"url", "user", "token", "company", "connect", "stalled", "overall", "max_bytes", "tries"};

static bool refuse(const char *key, const char *must)
{
	zend_argument_value_error(1, "must have a \"%s\" that is %s", key, must);
	return false;
}

/* A misspelled limit would silently be none. */
static bool knows_each(HashTable *config)
{
	zend_string *key;

	ZEND_HASH_FOREACH_STR_KEY(config, key) {
		bool known = false;

		for (size_t i = 0; key != NULL && i < sizeof fields / sizeof fields[0]; i++) {
			known = known || strcmp(fields[i], ZSTR_VAL(key)) == 0;
		}
		if (!known) {
			zend_argument_value_error(1, "must not have a key \"%s\"", key != NULL ? ZSTR_VAL(key) : "0");
			return false;
		}
	} ZEND_HASH_FOREACH_END();
	return true;
}

/* A text that is not blank and can stand in a header. */
static bool read_text(HashTable *config, const char *key, size_t max, const char **out)
{
	const zval *value = zend_hash_str_find_deref(config, key, strlen(key));

	if (value == NULL || Z_TYPE_P(value) != IS_STRING || strspn(Z_STRVAL_P(value), " ") == Z_STRLEN_P(value)) {
		return refuse(key, "a string and not blank");
	}
	if (Z_STRLEN_P(value) > max) {
		return refuse(key, "shorter");
	}
	for (size_t i = 0; i < Z_STRLEN_P(value); i++) {
		if ((unsigned char) Z_STRVAL_P(value)[i] < 0x20 || Z_STRVAL_P(value)[i] == 0x7F) {
			return refuse(key, "without control characters");
		}
	}
	*out = Z_STRVAL_P(value);
	return true;
}

static bool read_number(HashTable *config, const char *key, zend_long max, zend_long *out)
{
	const zval *value = zend_hash_str_find_deref(config, key, strlen(key));

	if (value == NULL) {
		return true;
	}
	if (Z_TYPE_P(value) != IS_LONG || Z_LVAL_P(value) < 1 || Z_LVAL_P(value) > max) {
		zend_argument_value_error(1, "must have a \"%s\" that is an int from 1 to " ZEND_LONG_FMT, key, max);
		return false;
	}
	*out = Z_LVAL_P(value);
	return true;
}

static bool check_url(const char *url)
{
	switch (sw_http_check_url(url)) {
	case SW_URL_OK: return true;
	case SW_URL_SCHEME: return refuse("url", "an https address");
	case SW_URL_USER: return refuse("url", "without user or password");
	case SW_URL_QUERY: return refuse("url", "without query or fragment");
	default: return refuse("url", "an address with a host, without blanks");
	}
}

static bool read_limits(HashTable *config, sw_call_settings *s)
{
	zend_long connect = CONNECT_MS;
	zend_long stalled = STALLED_MS;
	zend_long overall = OVERALL_MS;
	zend_long bytes = (zend_long) SW_PULL_BYTES;
	zend_long tries = TRIES;

	if (!read_number(config, "connect", MAX_MS, &connect) || !read_number(config, "stalled", MAX_MS, &stalled)
		|| !read_number(config, "overall", MAX_MS, &overall) || !read_number(config, "max_bytes", (zend_long) SW_MAX_PULL_BYTES, &bytes)
		|| !read_number(config, "tries", MAX_TRIES, &tries)) {
		return false;
	}
	s->connect_ms = connect;
	s->stalled_ms = stalled;
	s->overall_ms = overall;
	s->max_bytes = (uint64_t) bytes;
	s->tries = (unsigned) tries;
	return true;
}

/* A setting of php.ini, also of an extension that is not loaded; NULL where it is not set. */
static const char *ini(const char *name)
{
	bool exists = false;
	char *value = zend_ini_string_ex(name, strlen(name), 0, &exists);

	if (value == NULL || value[0] == '\0') {
		value = NULL;
		(void) cfg_get_string(name, &value);
	}
	return value != NULL && value[0] != '\0' ? value : NULL;
}

sw_call *stockwire_back_office_configure(HashTable *config)
{
	const char *allowed = getenv("STOCKWIRE_ALLOW_PRIVATE");
	sw_call_settings s = {.allow_private = allowed != NULL && strcmp(allowed, "1") == 0};
	char url[MAX_URL + 1];
	size_t len;
	sw_call *call;

	if (!knows_each(config) || !read_text(config, "url", MAX_URL, &s.url) || !check_url(s.url) || !read_text(config, "user", MAX_TEXT, &s.user)
		|| !read_text(config, "token", MAX_TEXT, &s.token) || !read_text(config, "company", MAX_TEXT, &s.company) || !read_limits(config, &s)) {
		return NULL;
	}
	if (strchr(s.user, ':') != NULL) {
		(void) refuse("user", "without a colon");
		return NULL;
	}
	len = strlen(s.url);
	memcpy(url, s.url, len + 1);
	while (len > 0 && url[len - 1] == '/') {
		url[--len] = '\0';
	}
	s.url = url;
	s.ca_file = ini("curl.cainfo");
	s.ca_file = s.ca_file != NULL ? s.ca_file : ini("openssl.cafile");
	s.ca_path = ini("openssl.capath");
	call = sw_call_create(&s);
	if (call == NULL) {
		stockwire_refuse(SW_A_UNAVAILABLE, "There is not enough memory to call the back office.");
	}
	return call;
}

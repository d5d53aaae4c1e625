/* SPDX-License-Identifier: MIT */
/* A libcrypto that fails opens no door: no digest, no token, and nothing half of either.
   link: -Wl,--wrap=EVP_Digest,--wrap=RAND_priv_bytes */
#include "support.h"

#include "limits.h"
#include "token.h"

#include <openssl/evp.h>

static int works;
static unsigned int bytes;

int __wrap_EVP_Digest(const void *data, size_t count, unsigned char *md, unsigned int *size, const EVP_MD *type, ENGINE *impl);
int __wrap_RAND_priv_bytes(unsigned char *buf, int num);

int __wrap_EVP_Digest(const void *data, size_t count, unsigned char *md, unsigned int *size, const EVP_MD *type, ENGINE *impl)
{
	(void) data;
	(void) count;
	(void) type;
	(void) impl;
	memset(md, 0xAB, 32);
	*size = bytes;
	return works;
}

int __wrap_RAND_priv_bytes(unsigned char *buf, int num)
{
	memset(buf, 0xFF, (size_t) num);
	return works;
}

static void a_digest_that_fails_is_none(void **state)
{
	char digest[SW_DIGEST_HEX + 1] = "before";

	(void) state;
	works = 0;
	bytes = 32;
	assert_int_equal(sw_token_digest((sw_slice){ "abc", 3 }, digest), SW_E_NOMEM);
	assert_string_equal(digest, "");
	works = 1;
	bytes = 20;
	assert_int_equal(sw_token_digest((sw_slice){ "abc", 3 }, digest), SW_E_NOMEM);
	assert_string_equal(digest, "");
	bytes = 32;
	assert_int_equal(sw_token_digest((sw_slice){ "abc", 3 }, digest), SW_OK);
	assert_int_equal(strspn(digest, "ab"), SW_DIGEST_HEX);
}

static void without_random_bytes_there_is_no_token(void **state)
{
	char token[41] = "before";

	(void) state;
	works = 0;
	assert_int_equal(sw_token_generate(token), SW_E_INVALID);
	assert_string_equal(token, "");
	works = 1;
	assert_int_equal(sw_token_generate(token), SW_OK);
	assert_int_equal(strspn(token, "7"), 40);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_digest_that_fails_is_none),
		cmocka_unit_test(without_random_bytes_there_is_no_token),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

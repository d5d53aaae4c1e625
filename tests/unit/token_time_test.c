/* SPDX-License-Identifier: MIT */
/* The time of a token's check tells nothing: whatever digest comes, each one that is known is compared whole, by the one function that
   knows no early end. Counted, not measured: a clock would say something else on each machine.
   link: -Wl,--wrap=CRYPTO_memcmp */
#include "limits.h"
#include "support.h"
#include "token.h"

#define KNOWN 5

int __real_CRYPTO_memcmp(const void *a, const void *b, size_t len);
int __wrap_CRYPTO_memcmp(const void *a, const void *b, size_t len);

/* How often it was asked, for how many bytes, and of which of the known digests. */
static size_t calls;
static size_t bytes;
static const void *asked[KNOWN + 1];

int __wrap_CRYPTO_memcmp(const void *a, const void *b, size_t len)
{
	if (calls < COUNT(asked)) {
		asked[calls] = b;
	}
	calls++;
	bytes += len;
	return __real_CRYPTO_memcmp(a, b, len);
}

static char texts[KNOWN][SW_DIGEST_HEX + 1];
static sw_slice known[KNOWN];

/* Digests that differ from each other in every character. */
static int set_up(void **state)
{
	(void) state;
	for (size_t i = 0; i < KNOWN; i++) {
		memset(texts[i], "13579"[i], SW_DIGEST_HEX);
		known[i] = (sw_slice){ texts[i], SW_DIGEST_HEX };
	}
	return 0;
}

/* Finds a digest and asserts that nothing was left out on the way. */
static int find(const char *digest)
{
	int found;

	calls = bytes = 0;
	found = sw_token_find(digest, known, KNOWN);
	assert_int_equal(calls, KNOWN);
	assert_int_equal(bytes, (size_t) KNOWN * SW_DIGEST_HEX);
	for (size_t i = 0; i < KNOWN; i++) {
		assert_ptr_equal(asked[i], texts[i]);
	}
	return found;
}

static void a_wrong_digest_is_compared_with_every_one_wherever_it_differs(void **state)
{
	(void) state;
	for (size_t i = 0; i < KNOWN; i++) {
		for (size_t at = 0; at < SW_DIGEST_HEX; at++) {
			char digest[SW_DIGEST_HEX + 1];

			memcpy(digest, texts[i], sizeof digest);
			digest[at] = 'f';
			assert_int_equal(find(digest), -1);
		}
	}
}

static void a_right_digest_is_compared_with_every_one_wherever_it_stands(void **state)
{
	(void) state;
	for (size_t i = 0; i < KNOWN; i++) {
		assert_int_equal(find(texts[i]), (int) i);
	}
}

static void a_digest_that_stands_twice_ends_nothing_early(void **state)
{
	(void) state;
	memcpy(texts[3], texts[0], sizeof texts[0]);
	assert_int_equal(find(texts[0]), 0);
	memset(texts[3], '7', SW_DIGEST_HEX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_wrong_digest_is_compared_with_every_one_wherever_it_differs),
		cmocka_unit_test(a_right_digest_is_compared_with_every_one_wherever_it_stands),
		cmocka_unit_test(a_digest_that_stands_twice_ends_nothing_early),
	};

	return cmocka_run_group_tests(tests, set_up, NULL);
}

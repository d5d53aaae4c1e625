/* SPDX-License-Identifier: MIT */
/* The bearer token: which headers hold one, its digest, its place among the live ones, new ones. */
#include "limits.h"
#include "support.h"
#include "token.h"

/* SHA-256 of "abc", from FIPS 180-2's examples. */
#define ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static sw_status from(const char *header, sw_slice *token)
{
	return sw_token_from_header(header, strlen(header), token);
}

static void assert_all(sw_status expected, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		sw_slice token = { "left", 4 };
		char *header = exact_copy(list[i], strlen(list[i]));
		const sw_status status = sw_token_from_header(header, strlen(list[i]), &token);

		free(header);
		if (status != expected || (status != SW_OK && token.len != 0)) {
			fail_msg("\"%s\": status %d", list[i], status);
		}
	}
}

static void bearer_in_any_case_with_one_or_more_blanks_is_read(void **state)
{
	static const char *const list[] = { "Bearer abc", "bearer abc", "BEARER abc", "bEaReR   abc" };
	sw_slice token;

	(void) state;
	for (size_t i = 0; i < COUNT(list); i++) {
		assert_int_equal(from(list[i], &token), SW_OK);
		assert_int_equal(token.len, 3);
		assert_memory_equal(token.ptr, "abc", 3);
	}
}

static void all_visible_ascii_but_the_comma_may_stand_in_a_token(void **state)
{
	sw_slice token;

	(void) state;
	for (int c = 0; c < 256; c++) {
		char header[] = "Bearer x?y";
		const sw_status expected = c > ' ' && c <= '~' && c != ',' ? SW_OK : SW_E_INVALID;

		header[8] = (char) c;
		assert_int_equal(sw_token_from_header(header, 10, &token), expected);
		header[8] = '?';
		header[7] = (char) c; /* where blanks may stand, too */
		assert_int_equal(sw_token_from_header(header, 10, &token), c == ' ' ? SW_OK : expected);
	}
}

static void no_header_is_empty(void **state)
{
	sw_slice token;

	(void) state;
	assert_int_equal(sw_token_from_header(NULL, 0, &token), SW_E_EMPTY);
	assert_int_equal(sw_token_from_header("", 0, &token), SW_E_EMPTY);
}

static void another_scheme_is_told_from_a_bad_token(void **state)
{
	static const char *const list[] = { "Basic dXNlcjpwYXNz", "Digest username=\"x\"", "abc", "Bearerabc", "Bear", "Beare r", " Bearer abc",
		"Token abc", "Bearer=abc", "Cearer abc", "Beares abc" };

	(void) state;
	assert_all(SW_E_SHAPE, list, COUNT(list));
}

static void unusable_bearers_are_refused_before_hashing(void **state)
{
	static const char *const list[] = { "Bearer", "Bearer ", "Bearer    ", "Bearer\tabc", "Bearer abc\t", "Bearer abc def", "Bearer abc ",
		"Bearer abc, Bearer abc", "Bearer abc,Basic x", "Bearer,abc", "Bearer ab\xC8\x99", "Bearer abc\n", "Bearer \"abc\" x" };

	(void) state;
	assert_all(SW_E_INVALID, list, COUNT(list));
}

static void a_token_may_be_as_long_as_its_cap(void **state)
{
	char header[8192];
	sw_slice token;

	(void) state;
	memset(header, 'a', sizeof header);
	memcpy(header, "Bearer ", 7);
	assert_int_equal(sw_token_from_header(header, 7 + SW_MAX_TOKEN, &token), SW_OK);
	assert_int_equal(token.len, SW_MAX_TOKEN);
	assert_int_equal(sw_token_from_header(header, 7 + SW_MAX_TOKEN + 1, &token), SW_E_INVALID);
	assert_int_equal(sw_token_from_header(header, sizeof header, &token), SW_E_INVALID);
}

static void the_digest_is_sha256_of_the_lower_case(void **state)
{
	static const char *const spellings[] = { "abc", "ABC", "aBc" };
	char digest[SW_DIGEST_HEX + 1];
	char other[SW_DIGEST_HEX + 1];

	(void) state;
	for (size_t i = 0; i < COUNT(spellings); i++) {
		assert_int_equal(sw_token_digest((sw_slice){ spellings[i], 3 }, digest), SW_OK);
		assert_string_equal(digest, ABC);
	}
	/* The ends of the alphabet, and their neighbours that are no letters. */
	assert_int_equal(sw_token_digest((sw_slice){ "@AZ[", 4 }, digest), SW_OK);
	assert_int_equal(sw_token_digest((sw_slice){ "@az[", 4 }, other), SW_OK);
	assert_string_equal(digest, other);
	assert_int_equal(sw_token_digest((sw_slice){ "`az{", 4 }, other), SW_OK);
	assert_string_not_equal(digest, other);
	assert_int_equal(sw_token_digest((sw_slice){ "abd", 3 }, digest), SW_OK);
	assert_string_not_equal(digest, ABC);
}

static void a_token_that_no_header_can_carry_has_no_digest(void **state)
{
	char digest[SW_DIGEST_HEX + 1];
	char longer[SW_MAX_TOKEN + 1];

	(void) state;
	memset(longer, 'a', sizeof longer);
	assert_int_equal(sw_token_digest((sw_slice){ longer, SW_MAX_TOKEN }, digest), SW_OK);
	assert_int_equal(sw_token_digest((sw_slice){ longer, SW_MAX_TOKEN + 1 }, digest), SW_E_INVALID);
	assert_string_equal(digest, "");
	assert_int_equal(sw_token_digest((sw_slice){ "", 0 }, digest), SW_E_INVALID);
	assert_int_equal(sw_token_digest((sw_slice){ "a b", 3 }, digest), SW_E_INVALID);
	assert_int_equal(sw_token_digest((sw_slice){ "a\0b", 3 }, digest), SW_E_INVALID);
}

static void the_first_of_the_live_digests_is_found(void **state)
{
	char other[SW_DIGEST_HEX + 1];
	const sw_slice both[] = { { other, SW_DIGEST_HEX }, { ABC, SW_DIGEST_HEX }, { ABC, SW_DIGEST_HEX } };

	(void) state;
	(void) sw_token_digest((sw_slice){ "other", 5 }, other);
	assert_int_equal(sw_token_find(ABC, both, 3), 1);
	assert_int_equal(sw_token_find(other, both, 3), 0);
	assert_int_equal(sw_token_find(ABC, both, 1), -1);
	assert_int_equal(sw_token_find(ABC, both + 1, 2), 0);
}

static void no_configured_digest_means_closed(void **state)
{
	const sw_slice none = { "", 0 };
	const char empty[SW_DIGEST_HEX + 1] = "";

	(void) state;
	assert_int_equal(sw_token_find(ABC, NULL, 0), -1);
	assert_int_equal(sw_token_find(ABC, &none, 1), -1);
	assert_int_equal(sw_token_find(empty, &none, 1), -1);
}

static void a_digest_of_another_length_never_matches(void **state)
{
	const sw_slice digests[] = { { ABC, 63 }, { ABC "0", 65 }, { ABC, 0 } };
	const char shorter[SW_DIGEST_HEX + 1] = "ba7816bf";

	(void) state;
	assert_int_equal(sw_token_find(ABC, digests, 3), -1);
	assert_int_equal(sw_token_find(shorter, &(sw_slice){ shorter, 8 }, 1), -1);
}

static void a_digest_that_differs_in_any_digit_does_not_match(void **state)
{
	(void) state;
	for (size_t i = 0; i < SW_DIGEST_HEX; i++) {
		char close[] = ABC;

		close[i] = close[i] == '0' ? '1' : '0';
		assert_int_equal(sw_token_find(ABC, &(sw_slice){ close, SW_DIGEST_HEX }, 1), -1);
	}
}

static void generated_tokens_are_usable_and_differ(void **state)
{
	enum { ROUNDS = 200 };
	char tokens[ROUNDS][41];
	unsigned seen = 0;

	(void) state;
	for (int i = 0; i < ROUNDS; i++) {
		char header[64] = "Bearer ";
		sw_slice token;

		assert_int_equal(sw_token_generate(tokens[i]), SW_OK);
		assert_int_equal(strlen(tokens[i]), 40);
		assert_int_equal(strspn(tokens[i], "abcdefghijklmnopqrstuvwxyz234567"), 40);
		memcpy(header + 7, tokens[i], sizeof tokens[i]);
		assert_int_equal(from(header, &token), SW_OK);
		for (int k = 0; k < i; k++) {
			assert_string_not_equal(tokens[i], tokens[k]);
		}
		for (const char *c = tokens[i]; *c != '\0'; c++) {
			seen |= 1U << (*c >= 'a' ? *c - 'a' : *c - '2' + 26);
		}
	}
	/* 8,000 characters: that one of the 32 never came is a fault, not chance. */
	assert_int_equal(seen, 0xFFFFFFFFU);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bearer_in_any_case_with_one_or_more_blanks_is_read),
		cmocka_unit_test(all_visible_ascii_but_the_comma_may_stand_in_a_token),
		cmocka_unit_test(no_header_is_empty),
		cmocka_unit_test(another_scheme_is_told_from_a_bad_token),
		cmocka_unit_test(unusable_bearers_are_refused_before_hashing),
		cmocka_unit_test(a_token_may_be_as_long_as_its_cap),
		cmocka_unit_test(the_digest_is_sha256_of_the_lower_case),
		cmocka_unit_test(a_token_that_no_header_can_carry_has_no_digest),
		cmocka_unit_test(the_first_of_the_live_digests_is_found),
		cmocka_unit_test(no_configured_digest_means_closed),
		cmocka_unit_test(a_digest_of_another_length_never_matches),
		cmocka_unit_test(a_digest_that_differs_in_any_digit_does_not_match),
		cmocka_unit_test(generated_tokens_are_usable_and_differ),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

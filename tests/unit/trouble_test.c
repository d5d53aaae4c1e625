/* SPDX-License-Identifier: MIT */
/* Every trouble has a reason and a sentence that says what to do; the back office's own words are shown tamed. And which addresses
   of a back office are taken at all. */
#include "network.h"
#include "trouble.h"

static const sw_slice nothing = { NULL, 0 };

static void every_trouble_has_a_known_reason_and_a_sentence(void **state)
{
	static const char *const reasons[] = { "rate", "server", "refused", "tls", "address", "redirect", "timeout", "too_large", "syntax",
		"shape", "cut", "connect", "auth", "unavailable" };
	unsigned used[COUNT(reasons)] = { 0 };

	(void) state;
	for (sw_trouble t = SW_T_RATE; t < SW_TROUBLES; t++) {
		sw_failure f;
		size_t i = 0;

		while (i < COUNT(reasons) && strcmp(reasons[i], sw_trouble_reason(t)) != 0) {
			i++;
		}
		assert_true(i < COUNT(reasons));
		used[i]++;
		sw_trouble_tell(&f, t, nothing);
		assert_int_equal(f.trouble, t);
		assert_int_equal(f.retry_after, sw_trouble_retry_after(t));
		assert_non_null(strstr(f.message, "Nothing was changed. "));
		assert_int_equal(f.message[strlen(f.message) - 1], '.');
		/* What passes within seconds also passes within a minute. */
		assert_true(!sw_trouble_passes(t) || f.retry_after > 0);
	}
	for (size_t i = 0; i < COUNT(reasons); i++) {
		assert_true(used[i] > 0);
	}
}

static void no_sentence_is_cut_by_the_back_offices_words(void **state)
{
	char long_text[1000];
	sw_failure f;

	(void) state;
	memset(long_text, 'x', sizeof long_text);
	for (sw_trouble t = SW_T_RATE; t < SW_TROUBLES; t++) {
		sw_trouble_tell(&f, t, (sw_slice){ long_text, sizeof long_text });
		assert_true(strlen(f.message) < sizeof f.message - 32);
		assert_int_equal(f.message[strlen(f.message) - 1], '"');
	}
}

static void the_back_offices_words_are_tamed(void **state)
{
	static const char half[] = "\xC8\x99";
	char text[202];
	sw_failure f;

	(void) state;
	sw_trouble_tell(&f, SW_T_REFUSED, (sw_slice){ BYTES("CIF\ngreșit\x1b[31m\x7f.") });
	assert_non_null(strstr(f.message, " It says: \"CIFgreșit[31m.\""));
	sw_trouble_tell(&f, SW_T_REFUSED, (sw_slice){ BYTES("\r\n\t") });
	assert_null(strstr(f.message, "It says"));
	/* 199 bytes and a character of two: it does not fit whole, so it is left out whole. */
	memset(text, 'x', sizeof text);
	memcpy(text + 199, half, 2);
	sw_trouble_tell(&f, SW_T_REFUSED, (sw_slice){ text, 201 });
	assert_int_equal(f.message[strlen(f.message) - 2], 'x');
	memcpy(text + 198, half, 2);
	sw_trouble_tell(&f, SW_T_REFUSED, (sw_slice){ text, 200 });
	assert_non_null(strstr(f.message, "xș\""));
}

static void only_a_plain_https_address_is_taken(void **state)
{
	static const struct {
		const char *url;
		sw_http_url expected;
	} list[] = {
		{ "https://ws.smartbill.ro/SBORO/api", SW_URL_OK },
		{ "https://ws.smartbill.ro", SW_URL_OK },
		{ "HTTPS://ws.smartbill.ro:8443/a/b/", SW_URL_OK },
		{ "https://[2606:4700::1111]/api", SW_URL_OK },
		{ "http://ws.smartbill.ro/SBORO/api", SW_URL_SCHEME },
		{ "file:///etc/passwd", SW_URL_UNREADABLE },
		{ "ftp://ws.smartbill.ro/", SW_URL_SCHEME },
		{ "gopher://127.0.0.1:6379/_FLUSHALL", SW_URL_SCHEME },
		{ "javascript:alert(1)", SW_URL_UNREADABLE },
		{ "ws.smartbill.ro", SW_URL_UNREADABLE },
		{ "//ws.smartbill.ro/api", SW_URL_UNREADABLE },
		{ "", SW_URL_UNREADABLE },
		{ "https://", SW_URL_UNREADABLE },
		{ "https:///api", SW_URL_UNREADABLE },
		{ "https://a b/", SW_URL_UNREADABLE },
		{ "https://host/a\\b", SW_URL_UNREADABLE },
		{ "https://host/\r\nX: y", SW_URL_UNREADABLE },
		{ "https://h\xC3\xB4te/", SW_URL_UNREADABLE },
		{ "https://user@host/", SW_URL_USER },
		{ "https://user:word@host/", SW_URL_USER },
		{ "https://@host/", SW_URL_USER },
		{ "https://host/?a=b", SW_URL_QUERY },
		{ "https://host/?", SW_URL_QUERY },
		{ "https://host/#", SW_URL_QUERY },
		{ "https://host/api#part", SW_URL_QUERY },
		{ "https://host:99999/", SW_URL_UNREADABLE },
		{ "https://host:x/", SW_URL_UNREADABLE },
	};

	(void) state;
	for (size_t i = 0; i < COUNT(list); i++) {
		const sw_http_url found = sw_http_check_url(list[i].url);

		if (found != list[i].expected) {
			fail_msg("%s: %d instead of %d", list[i].url, found, list[i].expected);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_trouble_has_a_known_reason_and_a_sentence),
		cmocka_unit_test(no_sentence_is_cut_by_the_back_offices_words),
		cmocka_unit_test(the_back_offices_words_are_tamed),
		cmocka_unit_test(only_a_plain_https_address_is_taken),
	};

	return cmocka_run_group_tests(tests, start_network, stop_network);
}

/* SPDX-License-Identifier: MIT */
/* Retry-After in each spelling, backoff, and the vendor's call rate, all over a clock that the test sets. */
#include "limits.h"
#include "retry.h"
#include "support.h"

#define NOW INT64_C(1769848200) /* 2026-01-31 08:30:00 UTC, a Saturday */

static void assert_wait(const char *text, int64_t now, uint32_t expected)
{
	char *copy = exact_copy(text, strlen(text));
	uint32_t seconds = 77;
	const bool read = sw_retry_after(copy, strlen(text), now, &seconds);

	if (!read || seconds != expected) {
		fail_msg("\"%s\": %s, %u instead of %u", text, read ? "read" : "not read", seconds, expected);
	}
	free(copy);
}

static void seconds_are_read_and_capped(void **state)
{
	(void) state;
	assert_wait("0", NOW, 0);
	assert_wait("1", NOW, 1);
	assert_wait("007", NOW, 7);
	assert_wait(" 120\t", NOW, 120);
	assert_wait("3599", NOW, 3599);
	assert_wait("3600", NOW, SW_MAX_RETRY_AFTER);
	assert_wait("3601", NOW, SW_MAX_RETRY_AFTER);
	assert_wait("99999999999999999999999999", NOW, SW_MAX_RETRY_AFTER);
}

static void dates_are_read_in_their_three_spellings(void **state)
{
	(void) state;
	assert_wait("Sat, 31 Jan 2026 08:31:00 GMT", NOW, 60);
	assert_wait("Saturday, 31-Jan-26 08:31:00 GMT", NOW, 60);
	assert_wait("Sat Jan 31 08:31:00 2026", NOW, 60);
	assert_wait("Sun Feb  1 08:29:59 2026", NOW + 86399 - 100, 100);
	assert_wait("Sun, 01 Feb 2026 00:00:00 GMT", NOW, SW_MAX_RETRY_AFTER);
}

static void a_date_that_has_passed_asks_for_no_wait(void **state)
{
	(void) state;
	assert_wait("Sat, 31 Jan 2026 08:30:00 GMT", NOW, 0);
	assert_wait("Fri, 30 Jan 2026 08:31:00 GMT", NOW, 0);
	assert_wait("Thu, 01 Jan 1970 00:00:00 GMT", NOW, 0);
	assert_wait("Sunday, 06-Nov-94 08:49:37 GMT", NOW, 0);
}

static void what_is_neither_is_not_read(void **state)
{
	static const char *const list[] = { "", " ", "-1", "1.5", "+5", "soon", "5s", "1 2", "Sat, 31 Jan 2026 08:31:00",
		"Sat, 31 Jan 2026 08:31:00 UTC", "Sat, 31 Foo 2026 08:31:00 GMT", "Sat, 32 Jan 2026 08:31:00 GMT", "Sat, 31 Jan 2026 24:31:00 GMT",
		"Sat, 31 Jan 2026 8:31:00 GMT", "31 Jan 2026 08:31:00 GMT", "2026-01-31T08:31:00Z", "Saturday, 31-Jan-2026 08:31:00 GMT",
		"Sat Jan 31 08:31:00", ",", ", 31-Jan-26 08:31:00", "Sat, 30 Feb 2026 08:31:00 GMT" };

	(void) state;
	for (size_t i = 0; i < COUNT(list); i++) {
		uint32_t seconds = 77;

		if (sw_retry_after(list[i], strlen(list[i]), NOW, &seconds)) {
			fail_msg("\"%s\" is read as %u", list[i], seconds);
		}
	}
}

static void backoff_doubles_up_to_its_cap_and_leaves_half_to_chance(void **state)
{
	static const uint32_t whole[] = { 500, 1000, 2000, 4000, 8000, 8000 };

	(void) state;
	for (unsigned tries = 1; tries <= COUNT(whole); tries++) {
		const uint32_t most = whole[tries - 1];

		assert_int_equal(sw_retry_backoff_ms(tries, 0), most / 2);
		assert_int_equal(sw_retry_backoff_ms(tries, most / 2), most);
		assert_int_equal(sw_retry_backoff_ms(tries, most / 2 + 1), most / 2);
	}
	assert_int_equal(sw_retry_backoff_ms(1000000, UINT32_MAX) <= 8000, 1);
}

static void five_calls_go_at_once_and_the_sixth_rests(void **state)
{
	sw_pace pace = { 0 };
	int64_t now = 5000000;

	(void) state;
	for (int i = 0; i < 5; i++) {
		assert_int_equal(sw_pace_wait_ms(&pace, now), 0);
		sw_pace_count(&pace, now);
		now += 10;
	}
	assert_int_equal(sw_pace_wait_ms(&pace, now), 990);
	assert_int_equal(sw_pace_wait_ms(&pace, now + 989), 1);
	assert_int_equal(sw_pace_wait_ms(&pace, now + 990), 0);
	sw_pace_count(&pace, now + 990);
	for (int i = 0; i < 4; i++) {
		assert_int_equal(sw_pace_wait_ms(&pace, now + 990), 0);
		sw_pace_count(&pace, now + 990);
	}
	assert_int_equal(sw_pace_wait_ms(&pace, now + 990), 1000);
}

static void a_pause_between_calls_counts_as_the_rest(void **state)
{
	sw_pace pace = { 0 };
	int64_t now = 5000000;

	(void) state;
	for (int i = 0; i < 20; i++) {
		assert_int_equal(sw_pace_wait_ms(&pace, now), 0);
		sw_pace_count(&pace, now);
		now += 1000;
	}
}

static void a_clock_behind_the_last_call_never_waits_longer_than_a_rest(void **state)
{
	const sw_pace pace = { .calls = 5, .last = 1000000 };

	(void) state;
	assert_int_equal(sw_pace_wait_ms(&pace, 0), 1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(seconds_are_read_and_capped),
		cmocka_unit_test(dates_are_read_in_their_three_spellings),
		cmocka_unit_test(a_date_that_has_passed_asks_for_no_wait),
		cmocka_unit_test(what_is_neither_is_not_read),
		cmocka_unit_test(backoff_doubles_up_to_its_cap_and_leaves_half_to_chance),
		cmocka_unit_test(five_calls_go_at_once_and_the_sixth_rests),
		cmocka_unit_test(a_pause_between_calls_counts_as_the_rest),
		cmocka_unit_test(a_clock_behind_the_last_call_never_waits_longer_than_a_rest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

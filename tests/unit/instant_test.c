/* SPDX-License-Identifier: MIT */
/* RFC 3339 date-times: exact in every zone, and nothing that only looks like one. */
#include "instant.h"
#include "support.h"

#include <stdio.h>
#include <time.h>

static void assert_instant(const char *text, int64_t expected)
{
	int64_t us = 0;
	const sw_status status = sw_instant_parse(text, strlen(text), &us);

	if (status != SW_OK || us != expected) {
		fail_msg("%s: status %d, %lld", text, status, (long long) us);
	}
}

static void date_times_are_read_as_microseconds_of_utc(void **state)
{
	(void) state;
	assert_instant("1970-01-01T00:00:00Z", 0);
	assert_instant("1970-01-01T00:00:00.000001Z", 1);
	assert_instant("1969-12-31T23:59:59.5Z", -500000);
	assert_instant("2026-01-31T08:30:00Z", INT64_C(1769848200000000));
	assert_instant("2000-02-29t12:00:00z", INT64_C(951825600000000));
	assert_instant("2026-01-31T08:30:00.123456Z", INT64_C(1769848200123456));
}

static void the_zone_is_taken_into_account(void **state)
{
	(void) state;
	assert_instant("2026-01-31T10:30:00+02:00", INT64_C(1769848200000000));
	assert_instant("2026-01-31T03:00:00-05:30", INT64_C(1769848200000000));
	assert_instant("2026-02-01T00:00:00+15:30", INT64_C(1769848200000000));
	assert_instant("2026-01-31T08:30:00-00:00", INT64_C(1769848200000000));
	assert_instant("2026-02-01T08:29:00+23:59", INT64_C(1769848200000000));
	assert_instant("2026-01-30T08:31:00-23:59", INT64_C(1769848200000000));
}

static void digits_below_a_microsecond_are_cut(void **state)
{
	(void) state;
	assert_instant("1970-01-01T00:00:00.1234567891234Z", 123456);
	assert_instant("1970-01-01T00:00:00.0000009999Z", 0);
}

static void a_leap_second_is_the_next_minute(void **state)
{
	(void) state;
	assert_instant("2016-12-31T23:59:60Z", INT64_C(1483228800000000));
	assert_instant("2017-01-01T00:00:00Z", INT64_C(1483228800000000));
}

static void the_ends_of_the_calendar_fit(void **state)
{
	(void) state;
	assert_instant("0000-01-01T00:00:00Z", INT64_C(-62167219200000000));
	assert_instant("9999-12-31T23:59:59.999999Z", INT64_C(253402300799999999));
}

static void every_day_follows_the_one_before(void **state)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int64_t expected = INT64_C(-2208988800000000); /* 1900-01-01 */

	(void) state;
	for (int year = 1900; year <= 2101; year++) {
		for (int month = 1; month <= 12; month++) {
			const int leap = month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 1 : 0;

			for (int day = 1; day <= days[month - 1] + leap; day++) {
				char text[64];

				(void) snprintf(text, sizeof text, "%04d-%02d-%02dT00:00:00Z", year, month, day);
				assert_instant(text, expected);
				expected += INT64_C(86400000000);
			}
		}
	}
}

static void what_is_no_date_time_is_refused(void **state)
{
	static const char *const list[] = { "", "2026-01-31", "2026-01-31T08:30Z", "2026-01-31T08:30:00", "2026-01-31 08:30:00Z",
		"2026-1-31T08:30:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z",
		"2026-04-31T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-31T24:00:00Z", "2026-01-31T08:60:00Z", "2026-01-31T08:30:61Z",
		"2026-01-31T08:30:00.Z", "2026-01-31T08:30:00,5Z", "2026-01-31T08:30:00+0200", "2026-01-31T08:30:00+02",
		"2026-01-31T08:30:00+24:00", "2026-01-31T08:30:00+02:60", "2026-01-31T08:30:00 +02:00", "2026-01-31T08:30:00ZZ",
		"2026-01-31T08:30:00Z ", " 2026-01-31T08:30:00Z", "+2026-01-31T08:30:00Z", "20260-01-31T08:30:00Z", "2026/01/31T08:30:00Z",
		"2026-01-31T08.30.00Z", "1769848200", "now", "2026-01-31T08:30:00.5", "2026-01-31T-8:30:00Z", "2026-01-31T08:30:00\u221202:00",
		"2026-01-31T08:30:00.5+2:00", "2026-01-1/T08:30:00Z", "2026-01-0:T08:30:00Z", "202/-01-31T08:30:00Z", "202:-01-31T08:30:00Z",
		"2026-01-31T08:30:00+0::00", "2026.01-31T08:30:00Z", "2026-01.31T08:30:00Z", "2026-01-31T08.30:00Z", "2026-01-31T08:30.00Z",
		"2026-01-31T08:30:00+02.00", "2026-01-31T08:30:00.5:Z", "2026-01-31T08:30:00.5/Z", "2026-01-31T08:30:00y" };

	(void) state;
	for (size_t i = 0; i < COUNT(list); i++) {
		int64_t us = 42;
		char *text = exact_copy(list[i], strlen(list[i]));
		const sw_status status = sw_instant_parse(text, strlen(list[i]), &us);

		free(text);
		if (status != SW_E_INVALID || us != 42) {
			fail_msg("%s was read as %lld", list[i], (long long) us);
		}
	}
}

static void the_machines_own_zone_plays_no_part(void **state)
{
	(void) state;
	assert_int_equal(setenv("TZ", "Asia/Tokyo", 1), 0);
	tzset();
	assert_instant("2026-01-31T08:30:00Z", INT64_C(1769848200000000));
	assert_int_equal(unsetenv("TZ"), 0);
	tzset();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(date_times_are_read_as_microseconds_of_utc),
		cmocka_unit_test(the_zone_is_taken_into_account),
		cmocka_unit_test(digits_below_a_microsecond_are_cut),
		cmocka_unit_test(a_leap_second_is_the_next_minute),
		cmocka_unit_test(the_ends_of_the_calendar_fit),
		cmocka_unit_test(every_day_follows_the_one_before),
		cmocka_unit_test(what_is_no_date_time_is_refused),
		cmocka_unit_test(the_machines_own_zone_plays_no_part),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* Reads RFC 3339 date-times by its grammar, without the C library's calendar, which follows TZ and the locale. */
#include "instant.h"

#include <stdbool.h>

#define SECOND INT64_C(1000000)
#define SHORTEST 20 /* 2026-01-31T08:30:00Z */

/* The number in count digits at text; -1 where one of them is no digit. */
static int number(const char *text, size_t count)
{
	int value = 0;

	for (size_t i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9') {
			return -1;
		}
		value = value * 10 + (text[i] - '0');
	}
	return value;
}

static int days_in(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return month == 2 && leap ? 29 : days[month - 1];
}

/* Days from 1970-01-01 in the Gregorian calendar. The year is counted from March, so that its leap day comes last. */
static int64_t days_since_1970(int year, int month, int day)
{
	const int64_t y = month > 2 ? year : year - 1;
	const int64_t era = (y >= 0 ? y : y - 399) / 400;
	const int64_t year_of_era = y - era * 400;
	const int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

	return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

/* Reads "YYYY-MM-DDTHH:MM:SS", which the caller made sure to be there, as seconds since 1970 of a clock without zone. */
static bool read_clock(const char *text, int64_t *seconds)
{
	const int year = number(text, 4);
	const int month = number(text + 5, 2);
	const int day = number(text + 8, 2);
	const int hour = number(text + 11, 2);
	const int minute = number(text + 14, 2);
	const int second = number(text + 17, 2);

	if (text[4] != '-' || text[7] != '-' || (text[10] | 0x20) != 't' || text[13] != ':' || text[16] != ':') {
		return false;
	}
	if (year < 0 || month < 1 || month > 12 || day < 1 || day > days_in(year, month)) {
		return false;
	}
	if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
		return false;
	}
	*seconds = days_since_1970(year, month, day) * 86400 + INT64_C(3600) * hour + INT64_C(60) * minute + second;
	return true;
}

/* Reads "Z" or "+HH:MM" as the seconds that its clock is ahead of UTC. */
static bool read_zone(const char *text, size_t len, int64_t *ahead)
{
	int hours;
	int minutes;

	if (len == 1) {
		*ahead = 0;
		return (text[0] | 0x20) == 'z';
	}
	if (len != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') {
		return false;
	}
	hours = number(text + 1, 2);
	minutes = number(text + 4, 2);
	*ahead = INT64_C(3600) * hours + INT64_C(60) * minutes;
	if (text[0] == '-') {
		*ahead = -*ahead;
	}
	return hours >= 0 && hours <= 23 && minutes >= 0 && minutes <= 59;
}

sw_status sw_instant_parse(const char *text, size_t len, int64_t *out)
{
	int64_t seconds;
	int64_t ahead;
	int64_t fraction = 0;
	int64_t unit = SECOND;
	size_t at = SHORTEST - 1;

	if (len < SHORTEST || !read_clock(text, &seconds)) {
		return SW_E_INVALID;
	}
	if (text[at] == '.') {
		const size_t from = ++at;

		for (; at < len && text[at] >= '0' && text[at] <= '9'; at++) {
			unit /= 10;
			fraction += (text[at] - '0') * unit;
		}
		if (at == from) {
			return SW_E_INVALID;
		}
	}
	if (!read_zone(text + at, len - at, &ahead)) {
		return SW_E_INVALID;
	}
	*out = (seconds - ahead) * SECOND + fraction;
	return SW_OK;
}

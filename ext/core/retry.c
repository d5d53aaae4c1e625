/* SPDX-License-Identifier: MIT */
/* Retry-After, backoff and call rate. Dates are read by hand: strptime() follows the locale, mktime() the machine's zone. */
#include "retry.h"

#include "instant.h"
#include "limits.h"

#include <stdio.h>
#include <string.h>

#define CALLS_BEFORE_REST 5U
#define REST_MS 1000
#define FIRST_BACKOFF_MS 500U
#define LAST_BACKOFF_MS 8000U

static bool read_seconds(const char *text, size_t len, uint32_t *seconds)
{
	uint32_t value = 0;

	if (len == 0) {
		return false;
	}
	for (size_t i = 0; i < len; i++) {
		if (text[i] < '0' || text[i] > '9') {
			return false;
		}
		if (value < SW_MAX_RETRY_AFTER) {
			value = value * 10 + (uint32_t) (text[i] - '0');
		}
	}
	*seconds = value < SW_MAX_RETRY_AFTER ? value : SW_MAX_RETRY_AFTER;
	return true;
}

/* Number of the month whose three letters stand at text, 0 for none. */
static int month_at(const char *text)
{
	static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

	for (int i = 0; i < 12; i++) {
		if (memcmp(text, names + (size_t) i * 3, 3) == 0) {
			return i + 1;
		}
	}
	return 0;
}

/* Does text look like the pattern? '0' stands for a digit, '_' for a digit or a blank, 'a' for a letter, all else for itself. */
static bool looks_like(const char *text, size_t len, const char *pattern)
{
	if (len != strlen(pattern)) {
		return false;
	}
	for (size_t i = 0; i < len; i++) {
		const char c = text[i];
		const bool digit = c >= '0' && c <= '9';
		const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		bool fits;

		switch (pattern[i]) {
		case '0': fits = digit; break;
		case '_': fits = digit || c == ' '; break;
		case 'a': fits = letter; break;
		default: fits = c == pattern[i];
		}
		if (!fits) {
			return false;
		}
	}
	return true;
}

static int two_digits(const char *text)
{
	return (text[0] == ' ' ? 0 : text[0] - '0') * 10 + (text[1] - '0');
}

/* The instant of a day, a month's name, a year and "HH:MM:SS" in GMT. */
static bool instant(int day, const char *month, int year, const char *clock, int64_t *seconds)
{
	char text[32];
	int64_t us;
	const int number = month_at(month);
	const int n = snprintf(text, sizeof text, "%04d-%02d-%02dT%.8sZ", year, number, day, clock);

	if (number == 0 || n < 0 || sw_instant_parse(text, (size_t) n, &us) != SW_OK) {
		return false;
	}
	*seconds = us / INT64_C(1000000);
	return true;
}

/* RFC 850 has two digits of a year: one more than 50 years ahead is of the last century (RFC 9110 5.6.7). */
static int whole_year(int two, int64_t now)
{
	const int this_year = 1970 + (int) (now / INT64_C(31556952));
	const int year = this_year - this_year % 100 + two;

	return year > this_year + 50 ? year - 100 : year;
}

static bool read_date(const char *text, size_t len, int64_t now, int64_t *seconds)
{
	const char *comma = memchr(text, ',', len);

	if (looks_like(text, len, "aaa, 00 aaa 0000 00:00:00 GMT")) {
		return instant(two_digits(text + 5), text + 8, two_digits(text + 12) * 100 + two_digits(text + 14), text + 17, seconds);
	}
	if (looks_like(text, len, "aaa aaa _0 00:00:00 0000")) {
		return instant(two_digits(text + 8), text + 4, two_digits(text + 20) * 100 + two_digits(text + 22), text + 11, seconds);
	}
	if (comma != NULL && looks_like(comma, len - (size_t) (comma - text), ", 00-aaa-00 00:00:00 GMT")) {
		return instant(two_digits(comma + 2), comma + 5, whole_year(two_digits(comma + 9), now), comma + 12, seconds);
	}
	return false;
}

bool sw_retry_after(const char *text, size_t len, int64_t now, uint32_t *seconds)
{
	int64_t date;

	while (len > 0 && (text[0] == ' ' || text[0] == '\t')) {
		text++;
		len--;
	}
	while (len > 0 && (text[len - 1] == ' ' || text[len - 1] == '\t')) {
		len--;
	}
	if (read_seconds(text, len, seconds)) {
		return true;
	}
	if (!read_date(text, len, now, &date)) {
		return false;
	}
	*seconds = date <= now ? 0 : date - now > SW_MAX_RETRY_AFTER ? SW_MAX_RETRY_AFTER : (uint32_t) (date - now);
	return true;
}

uint32_t sw_retry_backoff_ms(unsigned tries, uint32_t random)
{
	uint32_t whole = FIRST_BACKOFF_MS;

	while (tries > 1 && whole < LAST_BACKOFF_MS) {
		whole *= 2;
		tries--;
	}
	return whole / 2 + random % (whole / 2 + 1);
}

int64_t sw_pace_wait_ms(const sw_pace *pace, int64_t now)
{
	const int64_t since = now - pace->last;

	if (pace->calls < CALLS_BEFORE_REST || since >= REST_MS) {
		return 0;
	}
	/* A clock that is behind the last call is not waited for. */
	return since < 0 ? REST_MS : REST_MS - since;
}

void sw_pace_count(sw_pace *pace, int64_t now)
{
	/* A pause of that length was a rest, whether it was meant as one or not. */
	if (now - pace->last >= REST_MS) {
		pace->calls = 0;
	}
	pace->calls++;
	pace->last = now;
}

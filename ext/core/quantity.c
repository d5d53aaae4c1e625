/* SPDX-License-Identifier: MIT */
/* Reads and prints exact quantities, digit by digit: neither the C locale nor a double has a say. */
#include "quantity.h"

#include "limits.h"

#include <stdbool.h>
#include <string.h>

#define PLACES 6                   /* decimals of a millionth */
#define MAX_DIGITS 18              /* of SW_MAX_STORED in millionths: no int64 overflows below them */
#define EXPONENT_CAP 1000000000000 /* far beyond any body's length, so that sums with it cannot overflow */

/* A number's text taken apart: its digits with at most one point among them, and the power of ten. */
typedef struct decimal {
	bool negative;
	const char *digits;
	size_t len; /* of digits, the point included */
	int64_t exponent;
} decimal;

/* Not isdigit(), which follows the locale. */
static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t digits_at(const char *text, size_t len)
{
	size_t n = 0;

	while (n < len && is_digit(text[n])) {
		n++;
	}
	return n;
}

/* Reads an exponent behind the "e"; false where it has no digits or something follows them. */
static bool read_exponent(const char *text, size_t len, int64_t *exponent)
{
	const bool negative = len > 0 && text[0] == '-';
	const size_t sign = len > 0 && (text[0] == '-' || text[0] == '+') ? 1 : 0;

	if (len == sign || digits_at(text + sign, len - sign) != len - sign) {
		return false;
	}
	*exponent = 0;
	for (size_t i = sign; i < len && *exponent < EXPONENT_CAP; i++) {
		*exponent = *exponent * 10 + (text[i] - '0');
	}
	if (negative) {
		*exponent = -*exponent;
	}
	return true;
}

/* Splits text by the grammar of a JSON number; false where it is none. */
static bool split(const char *text, size_t len, bool exponent_allowed, decimal *out)
{
	size_t at = 0;
	size_t n;

	*out = (decimal){ 0 };
	if (len > 0 && text[0] == '-') {
		out->negative = true;
		at = 1;
	}
	out->digits = text + at;
	n = digits_at(text + at, len - at);
	if (n == 0 || (n > 1 && text[at] == '0')) {
		return false;
	}
	at += n;
	if (at < len && text[at] == '.') {
		n = digits_at(text + at + 1, len - at - 1);
		if (n == 0) {
			return false;
		}
		at += 1 + n;
	}
	out->len = (size_t) (text + at - out->digits);
	if (at == len) {
		return true;
	}
	return exponent_allowed && (text[at] == 'e' || text[at] == 'E') && read_exponent(text + at + 1, len - at - 1, &out->exponent);
}

/* Puts a number together in millionths. Digits that fall below are refused, or dropped where cut is set. */
static sw_status assemble(const decimal *d, bool cut, int64_t most, sw_quantity *out)
{
	const char *point = memchr(d->digits, '.', d->len);
	/* The power of ten, in millionths, that the next digit stands for. */
	int64_t place = (int64_t) (point != NULL ? (size_t) (point - d->digits) : d->len) + d->exponent + PLACES;
	int64_t value = 0;
	bool lost = false;

	for (size_t i = 0; i < d->len; i++) {
		const char c = d->digits[i];

		if (c == '.') {
			continue;
		}
		place--;
		/* Leading zeros, however far left they stand, are worth nothing: 0e999 is 0. */
		if (c == '0' && value == 0) {
			continue;
		}
		if (place < 0) {
			lost = lost || c != '0';
			continue;
		}
		/* Checked before the digit is added: no number of digits can overflow the value. */
		if (place >= MAX_DIGITS) {
			return SW_E_RANGE;
		}
		value = value * 10 + (c - '0');
	}
	/* Where the text ended before the millionths ("1e2"), the rest is zeros. */
	for (; value != 0 && place > 0; place--) {
		value *= 10;
	}
	if (value > most * SW_QUANTITY_ONE) {
		return SW_E_RANGE;
	}
	if (lost && !cut) {
		return SW_E_INVALID;
	}
	*out = d->negative ? -value : value;
	return SW_OK;
}

static sw_status read_decimal(const char *text, size_t len, bool exponent_allowed, bool stored, sw_quantity *out)
{
	decimal d;

	if (text == NULL || !split(text, len, exponent_allowed, &d)) {
		return SW_E_SYNTAX;
	}
	return assemble(&d, stored, stored ? SW_MAX_STORED : SW_MAX_QUANTITY, out);
}

sw_status sw_quantity_from_number(const char *text, size_t len, sw_quantity *out)
{
	return read_decimal(text, len, true, false, out);
}

sw_status sw_quantity_from_string(const char *text, size_t len, sw_quantity *out)
{
	return read_decimal(text, len, false, false, out);
}

sw_status sw_quantity_from_stored(const char *text, size_t len, sw_quantity *out)
{
	return read_decimal(text, len, true, true, out);
}

size_t sw_quantity_print_stored(sw_quantity q, char out[SW_QUANTITY_TEXT])
{
	/* Unsigned, since the smallest int64 has no positive twin. */
	uint64_t rest = q < 0 ? ~(uint64_t) q + 1 : (uint64_t) q;
	char reversed[SW_QUANTITY_TEXT];
	size_t n = 0;
	size_t len = 0;

	/* From the last decimal forwards, at least one digit before the point. */
	do {
		if (n == PLACES) {
			reversed[n++] = '.';
		}
		reversed[n++] = (char) ('0' + rest % 10);
		rest /= 10;
	} while (rest != 0 || n <= PLACES);
	if (q < 0) {
		out[len++] = '-';
	}
	while (n > 0) {
		out[len++] = reversed[--n];
	}
	out[len] = '\0';
	return len;
}

size_t sw_quantity_print(sw_quantity q, char out[SW_QUANTITY_TEXT])
{
	size_t len = sw_quantity_print_stored(q, out);

	while (out[len - 1] == '0') {
		len--;
	}
	if (out[len - 1] == '.') {
		len--;
	}
	out[len] = '\0';
	return len;
}

sw_quantity sw_quantity_truncate(sw_quantity q)
{
	return q / SW_QUANTITY_ONE * SW_QUANTITY_ONE;
}

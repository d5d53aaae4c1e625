/* SPDX-License-Identifier: MIT */
/* Any bytes as a quantity: what is read stays in range, prints and reads back as itself, and the readers agree. */
#include "target.h"

#include "limits.h"
#include "quantity.h"

#include <string.h>

static void check_round_trip(sw_quantity q)
{
	char text[SW_QUANTITY_TEXT];
	sw_quantity back = ~q;

	must(q >= -SW_MAX_QUANTITY * SW_QUANTITY_ONE && q <= SW_MAX_QUANTITY * SW_QUANTITY_ONE);
	must(sw_quantity_from_string(text, sw_quantity_print(q, text), &back) == SW_OK && back == q);
	must(sw_quantity_from_number(text, sw_quantity_print_stored(q, text), &back) == SW_OK && back == q);
	must(sw_quantity_truncate(q) % SW_QUANTITY_ONE == 0);
}

/* What a database holds may be a sum, and so beyond what a line may say. */
static void check_stored(sw_quantity q)
{
	char text[SW_QUANTITY_TEXT];
	sw_quantity back = ~q;

	must(q >= -SW_MAX_STORED * SW_QUANTITY_ONE && q <= SW_MAX_STORED * SW_QUANTITY_ONE);
	must(sw_quantity_from_stored(text, sw_quantity_print_stored(q, text), &back) == SW_OK && back == q);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *) data;
	sw_quantity number = 0;
	sw_quantity string = 0;
	sw_quantity stored = 0;
	const sw_status as_number = sw_quantity_from_number(text, size, &number);
	const sw_status as_string = sw_quantity_from_string(text, size, &string);
	const sw_status as_stored = sw_quantity_from_stored(text, size, &stored);

	/* A plain string is a number too, of the same value; a stored number is the same but for digits that are cut and its wider range. */
	must(as_string == SW_E_SYNTAX || as_string == as_number);
	must(as_stored == as_number || (as_stored == SW_OK && (as_number == SW_E_INVALID || as_number == SW_E_RANGE)));
	if (as_number == SW_OK) {
		must(stored == number && (as_string != SW_OK || string == number));
		check_round_trip(number);
	}
	if (as_stored == SW_OK) {
		check_stored(stored);
	}
	if (size == sizeof(sw_quantity)) {
		char printed[SW_QUANTITY_TEXT];
		sw_quantity any;

		memcpy(&any, data, sizeof any);
		must(sw_quantity_print_stored(any, printed) < SW_QUANTITY_TEXT);
		must(sw_quantity_print(any, printed) < SW_QUANTITY_TEXT);
	}
	return 0;
}

/* SPDX-License-Identifier: MIT */
/* Any bytes as PHP's serialized text: slices stay inside it, every read moves on, and walking finds the end that skipping finds. */
#include "target.h"

#include "phpdata.h"

#include <string.h>

static bool inside(sw_slice whole, sw_slice part)
{
	return part.len == 0 || (part.ptr >= whole.ptr && part.ptr + part.len <= whole.ptr + whole.len);
}

/* Reads a value whole, head by head; false as sw_php_skip() says it. */
static bool walk(sw_slice whole, sw_slice *in, unsigned depth)
{
	sw_php_value value;

	if (!sw_php_read(in, &value)) {
		return false;
	}
	must(inside(whole, *in) && inside(whole, value.text));
	(void) sw_php_true(&value);
	if (value.type != SW_PHP_ARRAY) {
		return true;
	}
	if (depth == 8) {
		return false;
	}
	for (size_t i = 0; i < value.count * 2; i++) {
		if (!walk(whole, in, depth + 1)) {
			return false;
		}
	}
	return sw_php_end(in);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const sw_slice whole = { (const char *) data, size };
	sw_slice skipping = whole;
	sw_slice walking = whole;
	sw_php_value head;

	if (sw_php_read(&skipping, &head)) {
		must(skipping.len < whole.len);
		if (sw_php_skip(&skipping, &head) && walk(whole, &walking, 0)) {
			must(skipping.len == walking.len);
		}
	}
	return 0;
}

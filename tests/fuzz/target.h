/* SPDX-License-Identifier: MIT */
/* What a fuzz target offers, and how it says that a property does not hold. */
#ifndef SW_FUZZ_TARGET_H
#define SW_FUZZ_TARGET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the process where a property is broken: the fuzzer then keeps the input. */
static inline void must(bool holds)
{
	if (!holds) {
		abort();
	}
}

#endif

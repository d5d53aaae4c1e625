/* SPDX-License-Identifier: MIT */
/* Any bytes as a Retry-After: what is read stays in its cap, blanks around it change nothing, and a later clock never waits longer. */
#include "target.h"

#include "limits.h"
#include "retry.h"

#include <string.h>

#define NOW INT64_C(1769848200)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *padded = malloc(size + 2);
	uint32_t seconds = 0;
	uint32_t again = 0;
	uint32_t later = 0;
	const bool read = sw_retry_after((const char *) data, size, NOW, &seconds);

	must(padded != NULL);
	padded[0] = ' ';
	if (size > 0) {
		memcpy(padded + 1, data, size);
	}
	padded[size + 1] = '\t';
	must(sw_retry_after(padded, size + 2, NOW, &again) == read);
	must(!read || (seconds == again && seconds <= SW_MAX_RETRY_AFTER));
	must(!read || !sw_retry_after((const char *) data, size, NOW + 60, &later) || later <= seconds);
	free(padded);
	return 0;
}

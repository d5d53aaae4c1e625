/* SPDX-License-Identifier: MIT */
/* Times the two name keys of each line of standard input: prints names a second of processor time, and how many there were. The
   processor's time and not the clock's: what else runs on the machine is not measured. */
#include "name.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void)
{
	struct timespec t;

	(void) clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double) t.tv_sec + (double) t.tv_nsec / 1e9;
}

int main(void)
{
	static char all[64U << 20U];
	const sw_locale locale = { "ro_RO" };
	const size_t n = fread(all, 1, sizeof all - 1, stdin);
	sw_buf scratch = { 0 };
	unsigned count = 0;
	unsigned empty = 0;
	double began = now();

	for (char *line = all, *end; (end = memchr(line, '\n', n - (size_t) (line - all))) != NULL; line = end + 1) {
		const sw_slice name = { line, (size_t) (end - line) };
		sw_key text;
		sw_key slug;

		if (sw_name_keys(name, &locale, &scratch, &text, &slug) != SW_OK) {
			return 1;
		}
		empty += text.empty || slug.empty;
		count++;
	}
	began = now() - began;
	(void) printf("%.0f %u\n", (double) count / began, count);
	sw_buf_free(&scratch);
	return count == 0 || empty > 0;
}

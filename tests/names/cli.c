/* SPDX-License-Identifier: MIT */
/* Asks core about names from the command line, for comparisons: reads "kind locale hex" lines, answers each with hex, or
   "error" where core refuses. Kinds: text slug digits fold strip key-text key-slug; locale "-" is none. */
#include "../../ext/core/name.h"
#include "../../ext/core/name_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static size_t unhex(char *text)
{
	size_t n = 0;

	for (; text[2 * n] != '\0' && text[2 * n + 1] != '\0'; n++) {
		const char pair[3] = { text[2 * n], text[2 * n + 1], '\0' };

		text[n] = (char) strtoul(pair, NULL, 16);
	}
	return n;
}

static sw_status ask(const char *kind, sw_slice name, const sw_locale *locale, sw_buf *out)
{
	sw_status status = SW_OK;
	sw_key key;

	if (strcmp(kind, "text") == 0) {
		return sw_name_text(name, out);
	}
	if (strcmp(kind, "slug") == 0) {
		return sw_name_slug(name, locale, out);
	}
	if (strcmp(kind, "digits") == 0) {
		return sw_name_digits(name, out);
	}
	if (strcmp(kind, "fold") == 0) {
		return sw_fold(name, out);
	}
	if (strcmp(kind, "strip") == 0) {
		sw_tags_strip(name, out);
	} else if (strcmp(kind, "decode") == 0) {
		sw_entities_decode(name, out);
	} else if (strcmp(kind, "key-text") == 0 || strcmp(kind, "key-slug") == 0) {
		status = sw_name_key(kind[4] == 't' ? SW_KEY_TEXT : SW_KEY_SLUG, name, locale, out, &key);
		sw_buf_clear(out);
		sw_buf_add(out, (const char *) key.bytes, key.empty ? 0 : sizeof key.bytes);
	} else {
		return SW_E_INVALID;
	}
	return status;
}

/* "cli speed": reads the lines first, then says how many a second were answered, each kind by itself. */
int main(int argc, char **argv)
{
	const bool timed = argc > 1 && strcmp(argv[1], "speed") == 0;
	const int rounds = timed ? 50 : 1;
	char *line = NULL;
	size_t room = 0;
	sw_buf out = { 0 };
	sw_buf hex = { 0 };
	double seconds = 0;
	long asked = 0;

	while (getline(&line, &room, stdin) > 0) {
		char *kind = strtok(line, " \n");
		char *code = strtok(NULL, " \n");
		char *text = strtok(NULL, " \n");
		char none[1] = "";
		sw_locale locale = { "" };
		sw_slice name;
		sw_status status = SW_OK;
		struct timespec from;
		struct timespec to;

		if (kind == NULL || code == NULL) {
			return 2;
		}
		text = text == NULL ? none : text;
		name = (sw_slice){ text, unhex(text) };
		(void) snprintf(locale.code, sizeof locale.code, "%s", strcmp(code, "-") == 0 ? "" : code);
		(void) clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
		for (int i = 0; i < rounds; i++) {
			sw_buf_clear(&out);
			status = ask(kind, name, &locale, &out);
		}
		(void) clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
		seconds += (double) (to.tv_sec - from.tv_sec) + (double) (to.tv_nsec - from.tv_nsec) / 1e9;
		asked += rounds;
		sw_buf_clear(&hex);
		sw_buf_hex(&hex, (const unsigned char *) out.ptr, out.len);
		if (!timed && puts(status != SW_OK ? "error" : hex.len > 0 ? hex.ptr : "") == EOF) {
			return 1;
		}
	}
	if (timed) {
		printf("%.0f a second of one processor\n", (double) asked / seconds);
	}
	free(line);
	sw_buf_free(&out);
	sw_buf_free(&hex);
	return 0;
}

/* SPDX-License-Identifier: MIT */
/* Lines of an HTTP header. */
#include "header.h"

#include <string.h>
#include <strings.h>

bool sw_header_value(sw_slice line, const char *name, sw_slice *value)
{
	const size_t n = strlen(name);

	if (line.len <= n || strncasecmp(line.ptr, name, n) != 0 || line.ptr[n] != ':') {
		return false;
	}
	*value = (sw_slice){ line.ptr + n + 1, line.len - n - 1 };
	while (value->len > 0 && (value->ptr[0] == ' ' || value->ptr[0] == '\t')) {
		value->ptr++;
		value->len--;
	}
	while (value->len > 0 && strchr(" \t\r\n", value->ptr[value->len - 1]) != NULL) {
		value->len--;
	}
	return true;
}

static bool is_word(sw_slice text, const char *word)
{
	return text.len == strlen(word) && strncasecmp(text.ptr, word, text.len) == 0;
}

bool sw_header_packs(sw_slice line)
{
	sw_slice value;

	if (sw_header_value(line, "Content-Encoding", &value)) {
		return value.len > 0 && !is_word(value, "identity");
	}
	return sw_header_value(line, "Transfer-Encoding", &value) && !is_word(value, "chunked") && !is_word(value, "identity");
}

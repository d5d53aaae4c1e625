/* SPDX-License-Identifier: MIT */
/* Fills the error record of core functions. */
#include "status.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Takes off a character that was cut in half at the end of text, which is valid UTF-8 up to there. */
static void mend_cut(char *text)
{
	const size_t len = strlen(text);
	size_t lead = len;
	size_t needed;

	while (lead > 0 && len - lead < 3 && ((unsigned char) text[lead - 1] & 0xC0U) == 0x80U) {
		lead--;
	}
	if (lead == 0 || (unsigned char) text[lead - 1] < 0xC0U) {
		return;
	}
	needed = (unsigned char) text[lead - 1] < 0xE0U ? 2 : (unsigned char) text[lead - 1] < 0xF0U ? 3 : 4;
	if (len - lead + 1 < needed) {
		text[lead - 1] = '\0';
	}
}

sw_status sw_fail(sw_error *e, sw_status status, size_t offset, const char *field, const char *format, ...)
{
	if (e != NULL) {
		va_list args;

		e->status = status;
		e->offset = offset;
		(void) snprintf(e->field, sizeof e->field, "%s", field != NULL ? field : "");
		va_start(args, format);
		(void) vsnprintf(e->message, sizeof e->message, format, args);
		va_end(args);
		/* These end up in JSON, where half a character would be refused. */
		mend_cut(e->field);
		mend_cut(e->message);
	}
	return status;
}

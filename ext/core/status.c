/* SPDX-License-Identifier: MIT */
/* Fills the error record of core functions. */
#include "status.h"

#include <stdarg.h>
#include <stdio.h>

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
	}
	return status;
}

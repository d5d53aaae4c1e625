/* SPDX-License-Identifier: MIT */
/* Pieces of SQL text: tables, literals and lists. */
#include "sql.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void sw_sql_table(sw_buf *b, const char *prefix, const char *name)
{
	sw_buf_char(b, '`');
	sw_buf_str(b, prefix);
	sw_buf_str(b, name);
	sw_buf_char(b, '`');
}

void sw_sql_format(sw_buf *b, const char *prefix, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	for (const char *p = format; *p != '\0';) {
		const char *percent = strchr(p, '%');

		if (percent == NULL) {
			sw_buf_str(b, p);
			break;
		}
		sw_buf_add(b, p, (size_t) (percent - p));
		if (percent[1] == 't') {
			sw_sql_table(b, prefix, va_arg(args, const char *));
		} else {
			sw_buf_u64(b, va_arg(args, uint64_t));
		}
		p = percent + 2;
	}
	va_end(args);
}

void sw_sql_binary(sw_buf *b, const unsigned char *bytes, size_t len)
{
	sw_buf_str(b, "X'");
	sw_buf_hex(b, bytes, len);
	sw_buf_char(b, '\'');
}

void sw_sql_text(sw_buf *b, sw_slice text)
{
	sw_buf_str(b, "_utf8mb4 ");
	sw_sql_binary(b, (const unsigned char *) text.ptr, text.len);
}

void sw_sql_ids(sw_buf *b, const uint64_t *ids, size_t n)
{
	sw_buf_char(b, '(');
	for (size_t i = 0; i < n; i++) {
		sw_sql_comma(b, i);
		sw_buf_u64(b, ids[i]);
	}
	sw_buf_char(b, ')');
}

void sw_sql_quantity(sw_buf *b, bool known, sw_quantity q)
{
	char text[SW_QUANTITY_TEXT];

	if (known) {
		sw_buf_add(b, text, sw_quantity_print_stored(q, text));
	} else {
		sw_buf_str(b, "NULL");
	}
}

void sw_sql_set_lock_wait(uint64_t seconds, char out[SW_SQL_TEXT])
{
	(void) snprintf(out, SW_SQL_TEXT, "SET SESSION innodb_lock_wait_timeout = %" PRIu64, seconds);
}

void sw_sql_comma(sw_buf *b, size_t sofar)
{
	if (sofar > 0) {
		sw_buf_char(b, ',');
	}
}

sw_slice sw_sql_cap(sw_slice text, size_t max)
{
	size_t chars = 0;

	for (size_t i = 0; i < text.len; i++) {
		/* Every byte but a continuation begins a character. */
		if (((unsigned char) text.ptr[i] & 0xC0) != 0x80 && chars++ == max) {
			return (sw_slice){text.ptr, i};
		}
	}
	return text;
}

uint64_t sw_sql_u64(sw_slice cell)
{
	uint64_t value = 0;

	for (size_t i = 0; i < cell.len; i++) {
		if (cell.ptr[i] < '0' || cell.ptr[i] > '9') {
			return 0;
		}
		value = value * 10 + (uint64_t) (cell.ptr[i] - '0');
	}
	return value;
}

int64_t sw_sql_i64(sw_slice cell)
{
	return cell.len > 0 && cell.ptr[0] == '-' ? -(int64_t) sw_sql_u64((sw_slice){cell.ptr + 1, cell.len - 1}) : (int64_t) sw_sql_u64(cell);
}

void sw_sql_instant(sw_buf *sql, int64_t microseconds)
{
	sw_buf_str(sql, "TIMESTAMP'1970-01-01 00:00:00' + INTERVAL ");
	sw_buf_i64(sql, microseconds);
	sw_buf_str(sql, " MICROSECOND");
}

/* SPDX-License-Identifier: MIT */
/* Pieces of SQL text. Text from outside enters a statement only through these functions, always in hexadecimal. */
#ifndef SW_SQL_H
#define SW_SQL_H

#include "buf.h"
#include "quantity.h"

/* One row of a result: n cells, {NULL, 0} for NULL. The cells are gone after the call. False stops with SW_E_NOMEM. */
typedef bool (*sw_row_fn)(void *context, const sw_slice *cells, unsigned n);

/* `prefix` + name in backticks. The prefix holds only letters, digits and _ (checked where the configuration is read). */
void sw_sql_table(sw_buf *b, const char *prefix, const char *name);
/* Appends format with each %t replaced by the table named by the next argument (const char *) and each %u by the next
   uint64_t. Nothing else is interpreted: text from outside never comes in here. */
void sw_sql_format(sw_buf *b, const char *prefix, const char *format, ...);
/* A UTF-8 string literal, `_utf8mb4 X'…'`: no byte of it can end the literal, and it takes the column's collation. */
void sw_sql_text(sw_buf *b, sw_slice text);
/* A binary literal, X'…'. */
void sw_sql_binary(sw_buf *b, const unsigned char *bytes, size_t len);
/* (1,2,3): the caller makes sure that n > 0. */
void sw_sql_ids(sw_buf *b, const uint64_t *ids, size_t n);
/* A decimal literal with six decimals; NULL where known is false. */
void sw_sql_quantity(sw_buf *b, bool known, sw_quantity q);
/* What a transaction of ours is made of, and the session's wait for a lock. */
#define SW_SQL_ISOLATION "SET TRANSACTION ISOLATION LEVEL READ COMMITTED"
#define SW_SQL_BEGIN "START TRANSACTION"
#define SW_SQL_COMMIT "COMMIT"
#define SW_SQL_ROLLBACK "ROLLBACK"
#define SW_SQL_LOCK_WAIT "SELECT @@SESSION.innodb_lock_wait_timeout"
#define SW_SQL_TEXT 80
/* Into memory of the caller's: the session is put back also where there is none left. */
void sw_sql_set_lock_wait(uint64_t seconds, char out[SW_SQL_TEXT]);
/* A separator before every member but the first: call with the count so far. */
void sw_sql_comma(sw_buf *b, size_t sofar);
/* Cuts text to at most max characters (code points), so that a column of that width never cuts it inside one. */
sw_slice sw_sql_cap(sw_slice text, size_t max);
/* An unsigned number from a cell; 0 where it is none. */
uint64_t sw_sql_u64(sw_slice cell);
/* The same with a sign. */
int64_t sw_sql_i64(sw_slice cell);

/* The UTF-8 bytes of a column of text, whatever character set the connection asks results in. */
#define SW_SQL_BYTES(column) "CAST(CONVERT(" column " USING utf8mb4) AS BINARY)"

/* A date and time of a column in microseconds since 1970 (NULL where it is NULL), and the way back: a date and time from such a
   number. Both by the server, so that nothing depends on a time zone. */
#define SW_SQL_MICROSECONDS(column) "TIMESTAMPDIFF(MICROSECOND,TIMESTAMP'1970-01-01 00:00:00'," column ")"
void sw_sql_instant(sw_buf *sql, int64_t microseconds);

#endif

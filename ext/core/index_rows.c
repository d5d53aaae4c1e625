/* SPDX-License-Identifier: MIT */
/* Compares the keys that products should have with the table's rows, and writes the difference. Most saves change no name:
   they read and write nothing. */
#include "index_parts.h"
#include "limits.h"

#include <stdlib.h>
#include <string.h>

#define INSERT_ROWS 5000U /* about 60 bytes each */

/* In the order of the primary key: neighbours are written next to each other. */
static int by_key(const index_row *a, const index_row *b)
{
	const int hash = memcmp(a->hash, b->hash, SW_KEY_BYTES);

	if (a->kind != b->kind) {
		return a->kind < b->kind ? -1 : 1;
	}
	if (hash != 0) {
		return hash;
	}
	return a->item < b->item ? -1 : a->item > b->item;
}

static int by_key_and_rank(const void *left, const void *right)
{
	const index_row *a = left;
	const index_row *b = right;
	const int order = by_key(a, b);

	return order != 0 ? order : (int) a->rank - (int) b->rank;
}

static void sort(index_rows *rows)
{
	if (rows->count > 1) {
		qsort(rows->rows, rows->count, sizeof *rows->rows, by_key_and_rank);
	}
}

/* One row for a product and key: that with the fewest "any". */
static void drop_doubles(index_rows *rows)
{
	size_t kept = 0;

	for (size_t i = 0; i < rows->count; i++) {
		if (kept == 0 || by_key(&rows->rows[kept - 1], &rows->rows[i]) != 0) {
			rows->rows[kept++] = rows->rows[i];
		}
	}
	rows->count = kept;
}

static void find_differences(sw_index *ix)
{
	size_t p = 0;

	for (size_t w = 0; w < ix->wanted.count; w++) {
		index_row *want = &ix->wanted.rows[w];

		for (; p < ix->present.count && by_key(&ix->present.rows[p], want) < 0; p++) {
			ix->items[ix->present.rows[p].item].stale = true;
		}
		want->missing = p == ix->present.count || by_key(&ix->present.rows[p], want) != 0;
		if (!want->missing) {
			if (ix->present.rows[p].rank != want->rank) {
				ix->items[want->item].stale = true;
			}
			p++;
		}
	}
	for (; p < ix->present.count; p++) {
		ix->items[ix->present.rows[p].item].stale = true;
	}
	/* The rows of a stale product are deleted all, which takes one look-up, and written again. */
	for (size_t w = 0; w < ix->wanted.count; w++) {
		index_row *want = &ix->wanted.rows[w];

		want->missing = want->missing || ix->items[want->item].stale;
	}
}

sw_status sw_index_compare(sw_index *ix)
{
	for (uint32_t i = 0; i < ix->count; i++) {
		const sw_status status = sw_index_name_item(ix, i);

		if (status != SW_OK) {
			return status;
		}
	}
	sort(&ix->wanted);
	drop_doubles(&ix->wanted);
	sort(&ix->present);
	find_differences(ix);
	return SW_OK;
}

size_t sw_index_keys(const sw_index *ix)
{
	return ix->wanted.count;
}

bool sw_index_delete(const sw_index *ix, size_t part, sw_buf *sql)
{
	const size_t from = part * SW_CHUNK_LINES;
	size_t asked = 0;

	for (size_t i = from; i < ix->count && i < from + SW_CHUNK_LINES; i++) {
		if (!ix->items[i].stale) {
			continue;
		}
		if (asked == 0) {
			sw_sql_format(sql, ix->shop->prefix, "DELETE n FROM %t n FORCE INDEX (product_id) WHERE n.product_id IN (", "stockwire_names");
		}
		sw_sql_comma(sql, asked++);
		sw_buf_u64(sql, ix->items[i].id);
	}
	if (asked > 0) {
		sw_buf_char(sql, ')');
	}
	return from < ix->count;
}

bool sw_index_insert(const sw_index *ix, size_t part, sw_buf *sql)
{
	const size_t from = part * INSERT_ROWS;
	size_t added = 0;

	for (size_t i = from; i < ix->wanted.count && i < from + INSERT_ROWS; i++) {
		const index_row *row = &ix->wanted.rows[i];

		if (!row->missing) {
			continue;
		}
		if (added == 0) {
			sw_sql_format(sql, ix->shop->prefix, "INSERT IGNORE INTO %t (kind, hash, product_id, `rank`) VALUES ", "stockwire_names");
		}
		sw_sql_comma(sql, added++);
		sw_buf_char(sql, '(');
		sw_buf_u64(sql, row->kind);
		sw_buf_char(sql, ',');
		sw_sql_binary(sql, row->hash, SW_KEY_BYTES);
		sw_buf_char(sql, ',');
		sw_buf_u64(sql, ix->items[row->item].id);
		sw_buf_char(sql, ',');
		sw_buf_u64(sql, row->rank);
		sw_buf_char(sql, ')');
	}
	return from < ix->wanted.count;
}

/* SPDX-License-Identifier: MIT */
/* Compares each parent's _price rows with its visible variations' prices, and rewrites those that differ. */
#include "price.h"

#include <stdlib.h>
#include <string.h>

/* A product's rows: a piece of the sorted array. */
typedef struct row_span {
	const sw_price_row *first;
	size_t count;
} row_span;

#define MAX_PRICES 256 /* distinct prices of one parent; a parent with more is left to WooCommerce's own sync */

typedef struct price_list {
	sw_slice items[MAX_PRICES];
	size_t count;
	bool full;
} price_list;

static bool is_synced_parent(const sw_change *change)
{
	return change->role == SW_ROLE_PARENT && change->type == SW_TYPE_VARIABLE;
}

size_t sw_price_products(const sw_catalog *c, const sw_changes *changes, uint64_t *out, size_t max)
{
	size_t n = 0;

	for (size_t i = 0; i < changes->count; i++) {
		if (!is_synced_parent(&changes->items[i])) {
			continue;
		}
		if (n < max) {
			out[n] = changes->items[i].id;
		}
		n++;
		for (uint32_t k = sw_catalog_first_child(c, changes->items[i].id); k != SW_MAP_NONE; k = c->sibling[k]) {
			if (n < max) {
				out[n] = c->items[k].id;
			}
			n++;
		}
	}
	return n;
}

void sw_price_select(const sw_shop *shop, const uint64_t *ids, size_t n, sw_buf *sql)
{
	sw_sql_format(sql, shop->prefix, "SELECT post_id, meta_value, meta_id FROM %t WHERE post_id IN ", "postmeta");
	sw_sql_ids(sql, ids, n);
	sw_buf_str(sql, " AND meta_key = '_price'");
}

bool sw_price_take(void *context, const sw_slice *cells, unsigned n)
{
	sw_prices *p = context;
	const uint32_t at = n == 3 ? sw_catalog_find(p->catalog, sw_sql_u64(cells[0])) : SW_MAP_NONE;
	sw_price_row *rows;
	const char *copy;

	if (at == SW_MAP_NONE || cells[1].ptr == NULL) {
		return true;
	}
	rows = sw_arena_grow(p->arena, p->rows, p->count, &p->cap, sizeof *rows);
	if (rows == NULL) {
		return false;
	}
	p->rows = rows;
	copy = sw_arena_copy(p->arena, cells[1].ptr, cells[1].len);
	if (copy == NULL) {
		return false;
	}
	p->rows[p->count++] = (sw_price_row){.meta_id = sw_sql_u64(cells[2]), .product = at, .value = {copy, cells[1].len}};
	return true;
}

static int by_product(const void *a, const void *b)
{
	const sw_price_row *x = a;
	const sw_price_row *y = b;

	if (x->product != y->product) {
		return x->product < y->product ? -1 : 1;
	}
	return (x->meta_id > y->meta_id) - (x->meta_id < y->meta_id);
}

void sw_price_ready(sw_prices *prices)
{
	if (prices->count > 1) {
		qsort(prices->rows, prices->count, sizeof *prices->rows, by_product);
	}
}

static row_span rows_of(const sw_prices *p, uint32_t product)
{
	size_t low = 0;
	size_t high = p->count;
	size_t end;

	while (low < high) {
		const size_t middle = low + (high - low) / 2;

		if (p->rows[middle].product < product) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	for (end = low; end < p->count && p->rows[end].product == product; end++) {
	}
	/* Where the shop has no row at all there is no list to point into. */
	return (row_span){end > low ? p->rows + low : NULL, end - low};
}

static int by_value(const void *a, const void *b)
{
	const sw_slice *x = a;
	const sw_slice *y = b;
	sw_quantity p = 0;
	sw_quantity q = 0;

	(void) sw_quantity_from_stored(x->ptr, x->len, &p);
	(void) sw_quantity_from_stored(y->ptr, y->len, &q);
	return (p > q) - (p < q);
}

/* A variation shows its price while it is published and, in such a shop, does not carry the term outofstock. */
static bool is_visible(const sw_shop *shop, const sw_product *p)
{
	const bool out = p->planned != SW_STOCK_UNKNOWN && p->managed ? p->planned == SW_STOCK_OUT : p->term;

	return p->loaded && p->published && !(shop->hide_out_of_stock && out);
}

static void wanted_prices(const sw_prices *p, uint64_t parent, price_list *list)
{
	const sw_catalog *c = p->catalog;

	list->count = 0;
	list->full = false;
	for (uint32_t k = sw_catalog_first_child(c, parent); k != SW_MAP_NONE; k = c->sibling[k]) {
		const row_span rows = is_visible(c->shop, &c->items[k]) ? rows_of(p, k) : (row_span){NULL, 0};

		for (size_t i = 0; i < rows.count; i++) {
			size_t j = 0;

			while (j < list->count && !sw_slice_equal(list->items[j], rows.first[i].value)) {
				j++;
			}
			if (j < list->count || rows.first[i].value.len == 0) {
				continue;
			}
			if (list->count == MAX_PRICES) {
				list->full = true;
				return;
			}
			list->items[list->count++] = rows.first[i].value;
		}
	}
	qsort(list->items, list->count, sizeof list->items[0], by_value);
}

/* Do the parent's rows differ from what they ought to be? */
static bool differ(const row_span *has, const price_list *wants)
{
	bool same = has->count == wants->count;

	for (size_t i = 0; same && i < has->count; i++) {
		same = sw_slice_equal(has->first[i].value, wants->items[i]);
	}
	return !same && !wants->full;
}

static size_t append(sw_price_step step, const sw_change *change, const row_span *has, const price_list *wants, sw_buf *sql, size_t n)
{
	const sw_slice zero = {"0", 1};

	if (step == SW_PRICE_LOOKUP) {
		sw_sql_comma(sql, n++);
		sw_buf_char(sql, '(');
		sw_buf_u64(sql, change->id);
		sw_buf_char(sql, ',');
		sw_sql_text(sql, wants->count > 0 ? wants->items[0] : zero);
		sw_buf_char(sql, ',');
		sw_sql_text(sql, wants->count > 0 ? wants->items[wants->count - 1] : zero);
		sw_buf_char(sql, ')');
		return n;
	}
	for (size_t i = 0; step == SW_PRICE_DROP && i < has->count; i++) {
		sw_sql_comma(sql, n++);
		sw_buf_u64(sql, has->first[i].meta_id);
	}
	for (size_t i = 0; step == SW_PRICE_ADD && i < wants->count; i++) {
		sw_sql_comma(sql, n++);
		sw_buf_char(sql, '(');
		sw_buf_u64(sql, change->id);
		sw_buf_str(sql, ",'_price',");
		sw_sql_text(sql, wants->items[i]);
		sw_buf_char(sql, ')');
	}
	return n;
}

bool sw_price_statement(sw_price_step step, const sw_prices *p, const sw_changes *changes, sw_buf *sql)
{
	const char *prefix = p->catalog->shop->prefix;
	size_t n = 0;

	if (step == SW_PRICE_DROP) {
		sw_sql_format(sql, prefix, "DELETE FROM %t WHERE meta_id IN (", "postmeta");
	} else if (step == SW_PRICE_ADD) {
		sw_sql_format(sql, prefix, "INSERT INTO %t (post_id, meta_key, meta_value) VALUES ", "postmeta");
	} else {
		sw_sql_format(sql, prefix, "INSERT INTO %t (product_id, min_price, max_price) VALUES ", "wc_product_meta_lookup");
	}
	for (size_t i = 0; i < changes->count; i++) {
		const sw_change *change = &changes->items[i];
		price_list wants;
		row_span has;

		if (!is_synced_parent(change)) {
			continue;
		}
		has = rows_of(p, change->product);
		wanted_prices(p, change->id, &wants);
		if (differ(&has, &wants)) {
			n = append(step, change, &has, &wants, sql, n);
		}
	}
	sw_buf_str(sql, step == SW_PRICE_DROP ? ")" : step == SW_PRICE_LOOKUP
		? " ON DUPLICATE KEY UPDATE min_price = VALUES(min_price), max_price = VALUES(max_price)" : "");
	return n > 0;
}

/* SPDX-License-Identifier: MIT */
/* Compares each parent's _price rows with its visible variations' prices, and rewrites those that differ. */
#include "price.h"

#include "limits.h"

#include <stdlib.h>
#include <string.h>

/* A product's rows: a piece of the sorted array. */
typedef struct row_span {
	const sw_price_row *first;
	size_t count;
} row_span;

static bool is_synced_parent(const sw_change *change)
{
	return change->role == SW_ROLE_PARENT && change->type == SW_TYPE_VARIABLE;
}

/* A variation shows its price while it is published and, in such a shop, does not carry the term outofstock. */
static bool is_visible(const sw_shop *shop, const sw_product *p)
{
	const bool out = p->planned != SW_STOCK_UNKNOWN && p->managed ? p->planned == SW_STOCK_OUT : p->term;

	return p->loaded && p->published && !(shop->hide_out_of_stock && out);
}

static int by_digest(const void *a, const void *b)
{
	const uint64_t x = *(const uint64_t *) a;
	const uint64_t y = *(const uint64_t *) b;

	return (x > y) - (x < y);
}

/* By what was read with the stock, and false where that does not tell: are the parent's prices those of its visible variations? */
static bool looks_right(sw_prices *p, const sw_product *parent)
{
	const sw_catalog *c = p->catalog;
	uint64_t sum = 0;
	size_t n = 0;

	if (!sw_shop_guesses_prices(c->shop)) {
		return false;
	}
	for (uint32_t k = sw_catalog_first_child(c, parent->id); k != SW_MAP_NONE; k = c->sibling[k]) {
		uint64_t *digests = sw_arena_grow(p->arena, p->digests, n, &p->digests_cap, sizeof *digests);

		if (digests == NULL) {
			return false;
		}
		p->digests = digests;
		p->digests[n] = is_visible(c->shop, &c->items[k]) ? c->items[k].prices : 0;
		n++;
	}
	if (n > 1) {
		qsort(p->digests, n, sizeof *p->digests, by_digest);
	}
	for (size_t i = 0; i < n; i++) {
		sum += i == 0 || p->digests[i] != p->digests[i - 1] ? p->digests[i] : 0;
	}
	return parent->prices != 0 && parent->prices == sum;
}

size_t sw_price_products(sw_prices *p, const sw_changes *changes, uint64_t *out, size_t max)
{
	const sw_catalog *c = p->catalog;
	size_t n = 0;

	for (size_t i = 0; i < changes->count && c->shop->sync_prices; i++) {
		const sw_change *change = &changes->items[i];

		if (!is_synced_parent(change) || looks_right(p, &c->items[change->product])) {
			continue;
		}
		if (n < max) {
			out[n] = change->id;
		}
		n++;
		for (uint32_t k = sw_catalog_first_child(c, change->id); k != SW_MAP_NONE; k = c->sibling[k]) {
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
	p->catalog->items[at].prices = 0;
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

/* As numbers; equal ones by their spelling, so that equal texts stand side by side. */
static int by_value(const void *a, const void *b)
{
	const sw_slice *x = a;
	const sw_slice *y = b;
	const size_t shorter = x->len < y->len ? x->len : y->len;
	sw_quantity p = 0;
	sw_quantity q = 0;
	int order;

	(void) sw_quantity_from_stored(x->ptr, x->len, &p);
	(void) sw_quantity_from_stored(y->ptr, y->len, &q);
	if (p != q) {
		return p < q ? -1 : 1;
	}
	order = memcmp(x->ptr, y->ptr, shorter);
	return order != 0 ? order : (x->len > y->len) - (x->len < y->len);
}

/* The distinct prices of a parent's visible variations go to p->wanted; false when memory is short. */
static bool find_wanted(sw_prices *p, uint64_t parent)
{
	const sw_catalog *c = p->catalog;
	size_t kept = 0;

	p->wanted_count = 0;
	for (uint32_t k = sw_catalog_first_child(c, parent); k != SW_MAP_NONE; k = c->sibling[k]) {
		const row_span rows = is_visible(c->shop, &c->items[k]) ? rows_of(p, k) : (row_span){NULL, 0};

		for (size_t i = 0; i < rows.count; i++) {
			sw_slice *wanted = sw_arena_grow(p->arena, p->wanted, p->wanted_count, &p->wanted_cap, sizeof *wanted);

			if (wanted == NULL) {
				return false;
			}
			p->wanted = wanted;
			if (rows.first[i].value.len > 0) {
				p->wanted[p->wanted_count++] = rows.first[i].value;
			}
		}
	}
	if (p->wanted_count > 1) {
		qsort(p->wanted, p->wanted_count, sizeof *p->wanted, by_value);
	}
	for (size_t i = 0; i < p->wanted_count; i++) {
		if (kept == 0 || !sw_slice_equal(p->wanted[kept - 1], p->wanted[i])) {
			p->wanted[kept++] = p->wanted[i];
		}
	}
	p->wanted_count = kept;
	return true;
}

/* Do the parent's rows differ from what they ought to be? */
static bool differ(const row_span *has, const sw_prices *p)
{
	bool same = has->count == p->wanted_count;

	for (size_t i = 0; same && i < has->count; i++) {
		same = sw_slice_equal(has->first[i].value, p->wanted[i]);
	}
	return !same;
}

static size_t append(sw_price_step step, const sw_change *change, const row_span *has, const sw_prices *p, sw_buf *sql, size_t n)
{
	const sw_slice zero = {"0", 1};

	if (step == SW_PRICE_LOOKUP) {
		sw_sql_comma(sql, n++);
		sw_buf_char(sql, '(');
		sw_buf_u64(sql, change->id);
		sw_buf_char(sql, ',');
		sw_sql_text(sql, p->wanted_count > 0 ? p->wanted[0] : zero);
		sw_buf_char(sql, ',');
		sw_sql_text(sql, p->wanted_count > 0 ? p->wanted[p->wanted_count - 1] : zero);
		sw_buf_char(sql, ')');
		return n;
	}
	for (size_t i = 0; step == SW_PRICE_DROP && i < has->count; i++) {
		sw_sql_comma(sql, n++);
		sw_buf_u64(sql, has->first[i].meta_id);
	}
	for (size_t i = 0; step == SW_PRICE_ADD && i < p->wanted_count; i++) {
		sw_sql_comma(sql, n++);
		sw_buf_char(sql, '(');
		sw_buf_u64(sql, change->id);
		sw_buf_str(sql, ",'_price',");
		sw_sql_text(sql, p->wanted[i]);
		sw_buf_char(sql, ')');
	}
	return n;
}

bool sw_price_statement(sw_price_step step, sw_prices *p, const sw_changes *changes, size_t *at, sw_buf *sql)
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
	for (; *at < changes->count && sql->len < SW_MAX_STATEMENT / 2; (*at)++) {
		const sw_change *change = &changes->items[*at];
		row_span has;

		if (!is_synced_parent(change)) {
			continue;
		}
		has = rows_of(p, change->product);
		if (!find_wanted(p, change->id)) {
			sql->failed = true;
			return true;
		}
		if (differ(&has, p)) {
			n = append(step, change, &has, p, sql, n);
		}
	}
	sw_buf_str(sql, step == SW_PRICE_DROP ? ")" : step == SW_PRICE_LOOKUP
		? " ON DUPLICATE KEY UPDATE min_price = VALUES(min_price), max_price = VALUES(max_price)" : "");
	return n > 0;
}

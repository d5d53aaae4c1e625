/* SPDX-License-Identifier: MIT */
/* Builds the set-based statements that leave the rows which wc_update_product_stock() would leave. */
#include "write.h"

#include <string.h>
#include <time.h>

typedef bool (*wants_fn)(const sw_catalog *c, const sw_change *change);

static void add_text(sw_buf *sql, const char *text)
{
	sw_buf_char(sql, '\'');
	sw_buf_str(sql, text); /* our own words only: a status, never text from outside */
	sw_buf_char(sql, '\'');
}

static void add_stock(sw_buf *sql, sw_quantity q)
{
	sw_buf_char(sql, '\'');
	sw_sql_quantity(sql, true, q);
	sw_buf_char(sql, '\'');
}

static bool writes_meta(const sw_change *change, const sw_meta *meta)
{
	if (!meta->alive) {
		return false;
	}
	if (meta->key == SW_META_STOCK) {
		return change->set_stock && change->query.len == 0;
	}
	return meta->key == SW_META_STATUS && change->set_status;
}

static void write_meta(const sw_change *change, const sw_meta *meta, sw_buf *sql)
{
	sw_buf_char(sql, '(');
	sw_buf_u64(sql, meta->meta_id);
	sw_buf_char(sql, ',');
	sw_buf_u64(sql, change->id);
	if (meta->key == SW_META_STOCK) {
		sw_buf_str(sql, ",'_stock',");
		add_stock(sql, change->stock);
	} else {
		sw_buf_str(sql, ",'_stock_status',");
		add_text(sql, sw_stock_status_text(change->status));
	}
	sw_buf_char(sql, ')');
}

static bool write_metas(const sw_catalog *c, const sw_changes *changes, sw_buf *sql)
{
	size_t n = 0;

	/* Rows are locked and found by their primary key: WHERE post_id … would lock every meta row of the products. */
	sw_sql_format(sql, c->shop->prefix, "INSERT INTO %t (meta_id, post_id, meta_key, meta_value) VALUES ", "postmeta");
	for (size_t i = 0; i < changes->count; i++) {
		const sw_change *change = &changes->items[i];

		for (uint32_t m = c->first_meta[change->product]; m != SW_MAP_NONE; m = c->metas[m].next) {
			if (writes_meta(change, &c->metas[m])) {
				sw_sql_comma(sql, n++);
				write_meta(change, &c->metas[m], sql);
			}
		}
	}
	sw_buf_str(sql, " ON DUPLICATE KEY UPDATE meta_value = VALUES(meta_value)");
	return n > 0;
}

static bool write_new_metas(const sw_catalog *c, const sw_changes *changes, sw_buf *sql)
{
	size_t n = 0;

	sw_sql_format(sql, c->shop->prefix, "INSERT INTO %t (post_id, meta_key, meta_value) VALUES ", "postmeta");
	for (size_t i = 0; i < changes->count; i++) {
		const sw_change *ch = &changes->items[i];
		const sw_product *p = &c->items[ch->product];

		if (ch->set_stock && !p->has_stock) {
			sw_sql_comma(sql, n++);
			sw_buf_char(sql, '(');
			sw_buf_u64(sql, ch->id);
			sw_buf_str(sql, ",'_stock',");
			add_stock(sql, ch->stock);
			sw_buf_char(sql, ')');
		}
		if (ch->set_status && !p->has_status) {
			sw_sql_comma(sql, n++);
			sw_buf_char(sql, '(');
			sw_buf_u64(sql, ch->id);
			sw_buf_str(sql, ",'_stock_status',");
			add_text(sql, sw_stock_status_text(ch->status));
			sw_buf_char(sql, ')');
		}
	}
	return n > 0;
}

static bool write_lookup(const sw_catalog *c, const sw_changes *changes, sw_buf *sql)
{
	size_t n = 0;

	sw_sql_format(sql, c->shop->prefix, "INSERT INTO %t (product_id, stock_quantity, stock_status) VALUES ", "wc_product_meta_lookup");
	for (size_t i = 0; i < changes->count; i++) {
		const sw_change *ch = &changes->items[i];

		if (!ch->set_lookup || !c->items[ch->product].lookup) {
			continue;
		}
		sw_sql_comma(sql, n++);
		sw_buf_char(sql, '(');
		sw_buf_u64(sql, ch->id);
		sw_buf_char(sql, ',');
		sw_sql_quantity(sql, ch->stock_known && c->items[ch->product].manage_exact, ch->stock);
		sw_buf_char(sql, ',');
		add_text(sql, sw_stock_status_text(ch->status));
		sw_buf_char(sql, ')');
	}
	sw_buf_str(sql, " ON DUPLICATE KEY UPDATE stock_quantity = VALUES(stock_quantity), stock_status = VALUES(stock_status)");
	return n > 0;
}

static size_t list_ids(const sw_catalog *c, const sw_changes *changes, wants_fn wants, sw_buf *sql)
{
	size_t n = 0;

	sw_buf_char(sql, '(');
	for (size_t i = 0; i < changes->count; i++) {
		if (wants(c, &changes->items[i])) {
			sw_sql_comma(sql, n++);
			sw_buf_u64(sql, changes->items[i].id);
		}
	}
	sw_buf_char(sql, ')');
	return n;
}

static bool wants_new_lookup(const sw_catalog *c, const sw_change *ch)
{
	return ch->set_lookup && !c->items[ch->product].lookup;
}

/* The whole row, from the product's meta, as WooCommerce's data store fills it (measured on 9.9.5). */
static bool write_new_lookup(const sw_catalog *c, const sw_changes *changes, sw_buf *sql)
{
	static const char *const columns =
		"SELECT p.ID, COALESCE(MAX(CASE m.meta_key WHEN '_sku' THEN m.meta_value END), ''), "
		"COALESCE(MAX(m.meta_key = '_virtual' AND m.meta_value = 'yes'), 0), "
		"COALESCE(MAX(m.meta_key = '_downloadable' AND m.meta_value = 'yes'), 0), "
		"COALESCE(MIN(CASE m.meta_key WHEN '_price' THEN CAST(m.meta_value AS DECIMAL(19,4)) END), 0), "
		"COALESCE(MAX(CASE m.meta_key WHEN '_price' THEN CAST(m.meta_value AS DECIMAL(19,4)) END), 0), "
		"COALESCE(MAX(CASE WHEN m.meta_key = '_sale_price' THEN NULLIF(m.meta_value, '') END) "
		"= MAX(CASE m.meta_key WHEN '_price' THEN m.meta_value END), 0), "
		"CASE WHEN MAX(m.meta_key = '_manage_stock' AND BINARY m.meta_value = 'yes') "
		"THEN MAX(CASE m.meta_key WHEN '_stock' THEN CAST(m.meta_value AS DECIMAL(18,6)) END) END, "
		"COALESCE(MAX(CASE m.meta_key WHEN '_stock_status' THEN m.meta_value END), 'instock'), 0, "
		"COALESCE(MAX(CASE m.meta_key WHEN '_wc_average_rating' THEN CAST(m.meta_value AS DECIMAL(3,2)) END), 0), "
		"COALESCE(MAX(CASE m.meta_key WHEN 'total_sales' THEN CAST(m.meta_value AS SIGNED) END), 0), "
		"COALESCE(MAX(CASE m.meta_key WHEN '_tax_status' THEN m.meta_value END), ''), "
		"COALESCE(MAX(CASE m.meta_key WHEN '_tax_class' THEN m.meta_value END), '') ";
	size_t n;

	sw_sql_format(sql, c->shop->prefix,
		"INSERT IGNORE INTO %t (product_id, sku, `virtual`, downloadable, min_price, max_price, onsale, stock_quantity, "
		"stock_status, rating_count, average_rating, total_sales, tax_status, tax_class) ", "wc_product_meta_lookup");
	sw_buf_str(sql, columns);
	sw_sql_format(sql, c->shop->prefix, "FROM %t p LEFT JOIN %t m ON m.post_id = p.ID WHERE p.ID IN ", "posts", "postmeta");
	n = list_ids(c, changes, wants_new_lookup, sql);
	sw_buf_str(sql, " GROUP BY p.ID");
	return n > 0;
}

static void add_time(sw_buf *sql, int64_t seconds)
{
	const time_t t = (time_t) seconds;
	struct tm parts;
	char text[32];

	if (gmtime_r(&t, &parts) == NULL || strftime(text, sizeof text, "'%Y-%m-%d %H:%M:%S'", &parts) == 0) {
		sw_buf_str(sql, "'1970-01-01 00:00:00'");
		return;
	}
	sw_buf_str(sql, text);
}

static bool wants_touch(const sw_catalog *c, const sw_change *ch)
{
	(void) c;
	return ch->touch;
}

static bool write_modified(const sw_catalog *c, const sw_changes *changes, sw_buf *sql)
{
	const int64_t now = c->shop->now / 1000000;

	sw_sql_format(sql, c->shop->prefix, "UPDATE %t SET post_modified = ", "posts");
	add_time(sql, now + c->shop->utc_offset);
	sw_buf_str(sql, ", post_modified_gmt = ");
	add_time(sql, now);
	sw_buf_str(sql, " WHERE ID IN ");
	return list_ids(c, changes, wants_touch, sql) > 0;
}

static bool write_term_add(const sw_catalog *c, const sw_changes *changes, sw_buf *sql)
{
	size_t n = 0;

	sw_sql_format(sql, c->shop->prefix, "INSERT IGNORE INTO %t (object_id, term_taxonomy_id, term_order) VALUES ", "term_relationships");
	for (size_t i = 0; i < changes->count; i++) {
		if (changes->items[i].term > 0) {
			sw_sql_comma(sql, n++);
			sw_buf_char(sql, '(');
			sw_buf_u64(sql, changes->items[i].id);
			sw_buf_char(sql, ',');
			sw_buf_u64(sql, c->shop->term_outofstock);
			sw_buf_str(sql, ",0)");
		}
	}
	return n > 0 && c->shop->term_outofstock != 0;
}

static bool wants_term_drop(const sw_catalog *c, const sw_change *ch)
{
	(void) c;
	return ch->term < 0;
}

static bool write_term_drop(const sw_catalog *c, const sw_changes *changes, sw_buf *sql)
{
	sw_sql_format(sql, c->shop->prefix, "DELETE FROM %t WHERE term_taxonomy_id = %u AND object_id IN ", "term_relationships",
		c->shop->term_outofstock);
	return list_ids(c, changes, wants_term_drop, sql) > 0;
}

static bool wants_in(const sw_catalog *c, const sw_change *ch)
{
	return c->shop->attribute_lookup && ch->set_attribute && ch->status != SW_STOCK_OUT;
}

static bool wants_out(const sw_catalog *c, const sw_change *ch)
{
	return c->shop->attribute_lookup && ch->set_attribute && ch->status == SW_STOCK_OUT;
}

/* The table's primary key begins with product_or_parent_id: without it the whole table would be read. */
static bool write_attribute(const sw_catalog *c, const sw_changes *changes, bool in, sw_buf *sql)
{
	const wants_fn wants = in ? wants_in : wants_out;
	size_t n = 0;

	sw_sql_format(sql, c->shop->prefix, "UPDATE %t SET in_stock = %u WHERE product_or_parent_id IN (", "wc_product_attributes_lookup",
		(uint64_t) in);
	for (size_t i = 0; i < changes->count; i++) {
		if (wants(c, &changes->items[i])) {
			sw_sql_comma(sql, n++);
			sw_buf_u64(sql, changes->items[i].parent != 0 ? changes->items[i].parent : changes->items[i].id);
		}
	}
	sw_buf_str(sql, ") AND product_id IN ");
	return list_ids(c, changes, wants, sql) > 0;
}

/* The term counts published posts only, so drafts and private products leave it alone. */
static bool write_term_count(const sw_catalog *c, const sw_changes *changes, sw_buf *sql)
{
	int64_t difference = 0;

	for (size_t i = 0; i < changes->count; i++) {
		if (c->items[changes->items[i].product].published) {
			difference += changes->items[i].term;
		}
	}
	sw_sql_format(sql, c->shop->prefix, "UPDATE %t SET count = ", "term_taxonomy");
	sw_buf_str(sql, difference < 0 ? "GREATEST(count - " : "LEAST(count + ");
	sw_buf_u64(sql, (uint64_t) (difference < 0 ? -difference : difference));
	sw_buf_str(sql, difference < 0 ? ", 0)" : ", 9223372036854775807)");
	sw_sql_format(sql, c->shop->prefix, " WHERE term_taxonomy_id = %u", c->shop->term_outofstock);
	return difference != 0;
}

bool sw_write_statement(sw_write_step step, const sw_catalog *c, const sw_changes *changes, sw_buf *sql)
{
	switch (step) {
	case SW_WRITE_METAS:
		return write_metas(c, changes, sql);
	case SW_WRITE_NEW_METAS:
		return write_new_metas(c, changes, sql);
	case SW_WRITE_LOOKUP:
		return write_lookup(c, changes, sql);
	case SW_WRITE_NEW_LOOKUP:
		return write_new_lookup(c, changes, sql);
	case SW_WRITE_MODIFIED:
		return write_modified(c, changes, sql);
	case SW_WRITE_TERM_ADD:
		return write_term_add(c, changes, sql);
	case SW_WRITE_TERM_DROP:
		return write_term_drop(c, changes, sql);
	case SW_WRITE_ATTRIBUTE_IN:
		return write_attribute(c, changes, true, sql);
	case SW_WRITE_ATTRIBUTE_OUT:
		return write_attribute(c, changes, false, sql);
	case SW_WRITE_TERM_COUNT:
		return write_term_count(c, changes, sql);
	case SW_WRITE_STEPS:
	default:
		return false;
	}
}

void sw_write_woocommerce_query(const sw_shop *shop, const sw_change *change, sw_buf *sql)
{
	char text[SW_QUANTITY_TEXT];

	/* The table without backticks and the spacing are WooCommerce's: listeners match the text. */
	sw_buf_str(sql, "UPDATE ");
	sw_buf_str(sql, shop->prefix);
	sw_buf_str(sql, "postmeta SET meta_value = ");
	sw_buf_add(sql, text, sw_quantity_print_stored(change->stock, text));
	sw_buf_str(sql, " WHERE post_id = ");
	sw_buf_u64(sql, change->id);
	sw_buf_str(sql, " AND meta_key='_stock'");
}

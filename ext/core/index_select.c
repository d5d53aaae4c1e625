/* SPDX-License-Identifier: MIT */
/* The statements that read what the names of a group of products are made of. */
#include "index_parts.h"
#include "limits.h"

/* Its index is named: after TRUNCATE and while a rebuild fills the table, InnoDB's idea of it is so wrong that MariaDB has been seen
   to read all of it for a thousand products. */
#define ROWS "SELECT product_id, kind, hash, `rank` FROM %t FORCE INDEX (product_id) WHERE product_id IN ("
#define ALIVE "post_status NOT IN ('trash','auto-draft')"

typedef bool (*filter)(const index_item *item);

static bool is_any(const index_item *item)
{
	return item->id > 0;
}

/* Found as a variation of a member: the rows of those given were read when they were locked. */
static bool is_found(const index_item *item)
{
	return !item->given;
}

static bool is_live(const index_item *item)
{
	return item->live;
}

static bool is_variation(const index_item *item)
{
	return item->live && item->parent != SW_MAP_NONE;
}

static bool is_varied(const index_item *item)
{
	return item->live && item->varied;
}

static bool has_taxonomy(const index_item *item)
{
	for (size_t i = 0; i < item->attribute_count; i++) {
		if (item->attributes[i].taxonomy) {
			return true;
		}
	}
	return false;
}

/* Appends head, the ids of the part's items that pass, and tail; nothing where none does. False behind the last part. */
static bool ask(const sw_index *ix, size_t part, filter passes, const char *const text[2], sw_buf *sql)
{
	const size_t from = part * SW_CHUNK_LINES;
	size_t asked = 0;

	for (size_t i = from; i < ix->count && i < from + SW_CHUNK_LINES; i++) {
		if (passes(&ix->items[i])) {
			sw_buf_str(sql, asked == 0 ? text[0] : ",");
			sw_buf_u64(sql, ix->items[i].id);
			asked++;
		}
	}
	if (asked > 0) {
		sw_buf_str(sql, text[1]);
	}
	return from < ix->count;
}

/* The same, with tables in head: it is formatted first, since prefixes are the shop's. */
static bool ask_tables(const sw_index *ix, size_t part, filter passes, sw_buf *head, const char *tail, sw_buf *sql)
{
	const char *const text[2] = { head->failed ? "" : head->ptr, tail };
	const bool more = ask(ix, part, passes, text, sql);

	sql->failed = sql->failed || head->failed;
	sw_buf_free(head);
	return more;
}

bool sw_index_ask_parents(const sw_index *ix, size_t part, sw_buf *sql)
{
	sw_buf head = { 0 };

	sw_sql_format(&head, ix->shop->prefix, "SELECT post_parent FROM %t WHERE ID IN (", "posts");
	return ask_tables(ix, part, is_any, &head, ") AND post_type = 'product_variation' AND post_parent > 0", sql);
}

bool sw_index_ask_lock(const sw_index *ix, size_t part, sw_buf *sql)
{
	sw_buf head = { 0 };

	sw_sql_format(&head, ix->shop->prefix, ROWS, "stockwire_names");
	return ask_tables(ix, part, is_any, &head, ") FOR UPDATE", sql);
}

bool sw_index_ask_posts(const sw_index *ix, size_t part, sw_buf *sql)
{
	sw_buf head = { 0 };

	sw_sql_format(&head, ix->shop->prefix, "SELECT ID, " SW_SQL_BYTES("post_title") " FROM %t WHERE ID IN (", "posts");
	return ask_tables(ix, part, is_any, &head, ") AND post_type = 'product' AND " ALIVE, sql);
}

bool sw_index_ask_children(const sw_index *ix, size_t part, sw_buf *sql)
{
	sw_buf head = { 0 };

	/* Only the members given can have variations; those found on the way stand behind them. */
	if (part * SW_CHUNK_LINES >= ix->given) {
		sw_buf_free(&head);
		return false;
	}
	sw_sql_format(&head, ix->shop->prefix, "SELECT ID, post_parent, " SW_SQL_BYTES("post_title") " FROM %t WHERE post_parent IN (", "posts");
	return ask_tables(ix, part, is_any, &head, ") AND post_type = 'product_variation' AND " ALIVE, sql);
}

bool sw_index_ask_attributes(const sw_index *ix, size_t part, sw_buf *sql)
{
	sw_buf head = { 0 };

	sw_sql_format(&head, ix->shop->prefix, "SELECT post_id, " SW_SQL_BYTES("meta_value") " FROM %t WHERE post_id IN (", "postmeta");
	return ask_tables(ix, part, is_varied, &head, ") AND meta_key = '_product_attributes' ORDER BY post_id, meta_id", sql);
}

bool sw_index_ask_labels(const sw_index *ix, size_t part, sw_buf *sql)
{
	bool any = false;

	for (size_t i = 0; part == 0 && !any && i < ix->count; i++) {
		any = has_taxonomy(&ix->items[i]);
	}
	if (any) {
		sw_sql_format(sql, ix->shop->prefix,
			"SELECT " SW_SQL_BYTES("attribute_name") ", " SW_SQL_BYTES("attribute_label") " FROM %t ORDER BY attribute_id",
			"woocommerce_attribute_taxonomies");
	}
	return any;
}

bool sw_index_ask_terms(const sw_index *ix, size_t part, sw_buf *sql)
{
	sw_buf head = { 0 };

	sw_sql_format(&head, ix->shop->prefix,
		"SELECT " SW_SQL_BYTES("tt.taxonomy") ", " SW_SQL_BYTES("t.slug") ", " SW_SQL_BYTES(
			"t.name") ", tr.object_id FROM %t tr "
					  "JOIN %t tt ON tt.term_taxonomy_id = tr.term_taxonomy_id JOIN %t t ON t.term_id = tt.term_id WHERE tr.object_id IN (",
		"term_relationships", "term_taxonomy", "terms");
	return ask_tables(ix, part, has_taxonomy, &head, ") AND LEFT(tt.taxonomy, 3) = 'pa_' ORDER BY tr.object_id, t.term_id", sql);
}

bool sw_index_ask_values(const sw_index *ix, size_t part, sw_buf *sql)
{
	sw_buf head = { 0 };

	sw_sql_format(&head, ix->shop->prefix,
		"SELECT post_id, " SW_SQL_BYTES("SUBSTRING(meta_key, 11)") ", " SW_SQL_BYTES("meta_value") " FROM %t WHERE post_id IN (", "postmeta");
	return ask_tables(ix, part, is_variation, &head, ") AND LEFT(meta_key, 10) = 'attribute_' ORDER BY post_id, meta_id", sql);
}

/* Slugs of the part's variations for which no parent's term was seen: their names are asked for by slug. */
bool sw_index_ask_slugs(const sw_index *ix, size_t part, sw_buf *sql)
{
	const size_t from = part * SW_CHUNK_LINES;
	sw_buf key = { 0 };
	size_t asked = 0;

	for (size_t i = from; i < ix->count && i < from + SW_CHUNK_LINES; i++) {
		const index_item *item = &ix->items[i];
		const index_item *parent = is_variation(item) ? &ix->items[item->parent] : NULL;

		for (size_t a = 0; parent != NULL && a < parent->attribute_count; a++) {
			const sw_slice slug = sw_index_value(item, &parent->attributes[a]);

			sw_buf_clear(&key);
			sw_buf_add(&key, parent->attributes[a].name.ptr, parent->attributes[a].name.len);
			sw_buf_char(&key, '\0');
			sw_buf_add(&key, slug.ptr, slug.len);
			sql->failed = sql->failed || key.failed;
			if (!parent->attributes[a].taxonomy || slug.len == 0 || key.failed ||
				sw_map_get(&ix->terms, (sw_slice){ key.ptr, key.len }) != SW_MAP_NONE || asked == SW_CHUNK_LINES) {
				continue;
			}
			if (asked == 0) {
				sw_sql_format(sql, ix->shop->prefix,
					"SELECT " SW_SQL_BYTES("tt.taxonomy") ", " SW_SQL_BYTES("t.slug") ", " SW_SQL_BYTES(
						"t.name") " FROM %t t "
								  "JOIN %t tt ON tt.term_id = t.term_id WHERE LEFT(tt.taxonomy, 3) = 'pa_' AND t.slug IN (",
					"terms", "term_taxonomy");
			}
			sw_sql_comma(sql, asked++);
			sw_sql_text(sql, slug);
		}
	}
	if (asked > 0) {
		sw_buf_char(sql, ')');
	}
	sw_buf_free(&key);
	return from < ix->count;
}

bool sw_index_ask_gtins(const sw_index *ix, size_t part, sw_buf *sql)
{
	sw_buf head = { 0 };

	sw_sql_format(&head, ix->shop->prefix, "SELECT product_id, global_unique_id FROM %t WHERE product_id IN (", "wc_product_meta_lookup");
	return ask_tables(ix, part, is_live, &head, ") AND global_unique_id <> ''", sql);
}

bool sw_index_ask_rows(const sw_index *ix, size_t part, sw_buf *sql)
{
	sw_buf head = { 0 };

	sw_sql_format(&head, ix->shop->prefix, ROWS, "stockwire_names");
	return ask_tables(ix, part, is_found, &head, ")", sql);
}

void sw_index_select_range(const sw_shop *shop, uint64_t after, uint64_t limit, sw_buf *sql)
{
	/* The index is named since the one on the type would sort a whole catalogue for each step. */
	sw_sql_format(sql, shop->prefix, "SELECT ID FROM %t FORCE INDEX (PRIMARY) WHERE ID > %u AND post_type = 'product' ORDER BY ID LIMIT %u",
		"posts", after, limit);
}

void sw_index_select_orphans(const sw_shop *shop, uint64_t after, uint64_t upto, sw_buf *sql)
{
	sw_sql_format(sql, shop->prefix,
		"SELECT n.product_id FROM (SELECT DISTINCT product_id FROM %t FORCE INDEX (product_id) WHERE product_id > %u AND product_id <= %u) n "
		"LEFT JOIN %t p ON p.ID = n.product_id WHERE p.ID IS NULL LIMIT %u",
		"stockwire_names", after, upto, "posts", (uint64_t) SW_CHUNK_LINES);
}

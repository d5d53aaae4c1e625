/* SPDX-License-Identifier: MIT */
/* Loads products and their stock rows, whole chunks at a time. */
#include "catalog.h"

#include "limits.h"

#include <string.h>

static bool is(sw_slice cell, const char *text)
{
	return cell.ptr != NULL && sw_slice_equal(cell, (sw_slice){text, strlen(text)});
}

const char *sw_stock_status_text(sw_stock_status status)
{
	static const char *const texts[] = {"", "instock", "outofstock", "onbackorder"};

	return texts[status];
}

sw_stock_status sw_stock_status_read(sw_slice text)
{
	for (sw_stock_status s = SW_STOCK_IN; s <= SW_STOCK_BACKORDER; s++) {
		if (is(text, sw_stock_status_text(s))) {
			return s;
		}
	}
	return SW_STOCK_UNKNOWN;
}

const char *sw_type_text(sw_type type)
{
	static const char *const texts[] = {"simple", "variable", "variation", "grouped", "external"};

	return texts[type];
}

uint32_t sw_catalog_find(const sw_catalog *c, uint64_t id)
{
	return sw_map_get_id(&c->by_id, id);
}

/* Each list is noted as soon as it has grown: it may have moved, whatever becomes of the next. */
static bool make_room(sw_catalog *c)
{
	size_t cap = c->cap;
	size_t links = c->cap;
	size_t heads = c->cap;
	sw_product *items = sw_arena_grow(c->arena, c->items, c->count, &cap, sizeof *items);
	uint32_t *sibling;
	uint32_t *first_meta;

	c->items = items != NULL ? items : c->items;
	sibling = items == NULL ? NULL : sw_arena_grow(c->arena, c->sibling, c->count, &links, sizeof *sibling);
	c->sibling = sibling != NULL ? sibling : c->sibling;
	first_meta = sibling == NULL ? NULL : sw_arena_grow(c->arena, c->first_meta, c->count, &heads, sizeof *first_meta);
	if (first_meta == NULL) {
		return false;
	}
	c->first_meta = first_meta;
	c->cap = (uint32_t) cap;
	return true;
}

uint32_t sw_catalog_add(sw_catalog *c, uint64_t id)
{
	const uint32_t found = sw_catalog_find(c, id);

	if (found != SW_MAP_NONE) {
		return found;
	}
	if (c->count == c->cap && !make_room(c)) {
		return SW_MAP_NONE;
	}
	if (sw_map_put_id(&c->by_id, c->arena, id, c->count) == SW_MAP_NONE) {
		return SW_MAP_NONE;
	}
	c->items[c->count] = (sw_product){.id = id};
	c->sibling[c->count] = SW_MAP_NONE;
	c->first_meta[c->count] = SW_MAP_NONE;
	return c->count++;
}

void sw_catalog_forget(sw_catalog *c, const uint64_t *ids, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const uint32_t at = sw_catalog_find(c, ids[i]);

		if (at == SW_MAP_NONE) {
			continue;
		}
		/* Which family it belongs to stays: when a chunk is tried again, the list of what to read is made from that. So do its prices,
		   which are no rows that are locked. */
		c->items[at] = (sw_product){.id = ids[i], .parent = c->items[at].parent, .type = c->items[at].type, .prices = c->items[at].prices};
		for (uint32_t m = c->first_meta[at]; m != SW_MAP_NONE; m = c->metas[m].next) {
			c->metas[m].alive = false;
		}
	}
}

void sw_catalog_select_posts(const sw_shop *shop, const uint64_t *ids, size_t n, sw_buf *sql)
{
	sw_sql_format(sql, shop->prefix,
		"SELECT p.ID, p.post_parent, p.post_type, p.post_status, l.product_id, l.stock_quantity, l.stock_status "
		"FROM %t p LEFT JOIN %t l ON l.product_id = p.ID WHERE p.ID IN ",
		"posts", "wc_product_meta_lookup");
	sw_sql_ids(sql, ids, n);
}

bool sw_catalog_take_post(void *context, const sw_slice *cells, unsigned n)
{
	sw_catalog *c = context;
	const uint32_t at = n == 7 ? sw_catalog_find(c, sw_sql_u64(cells[0])) : SW_MAP_NONE;
	sw_product *p;

	if (at == SW_MAP_NONE) {
		return true;
	}
	p = &c->items[at];
	p->read = true;
	p->loaded = (is(cells[2], "product") || is(cells[2], "product_variation")) && !is(cells[3], "trash")
		&& !is(cells[3], "auto-draft");
	p->type = is(cells[2], "product_variation") ? SW_TYPE_VARIATION : SW_TYPE_SIMPLE;
	p->parent = p->type == SW_TYPE_VARIATION ? sw_sql_u64(cells[1]) : 0;
	p->published = is(cells[3], "publish");
	p->visible_child = p->published || is(cells[3], "private");
	p->lookup = cells[4].ptr != NULL;
	p->lookup_quantity_known = cells[5].ptr != NULL
		&& sw_quantity_from_stored(cells[5].ptr, cells[5].len, &p->lookup_quantity) == SW_OK;
	p->lookup_status = sw_stock_status_read(cells[6]);
	return true;
}

void sw_catalog_select_metas(const sw_shop *shop, const uint64_t *ids, size_t n, sw_buf *sql)
{
	sw_sql_format(sql, shop->prefix, "SELECT post_id, meta_key, meta_value, meta_id FROM %t WHERE post_id IN ", "postmeta");
	sw_sql_ids(sql, ids, n);
	sw_buf_str(sql, " AND meta_key IN ('_stock','_stock_status','_manage_stock','_backorders','_stockwire_follow','_stockwire_buffer'");
	sw_buf_str(sql, sw_shop_guesses_prices(shop) ? ",'_price') ORDER BY meta_id" : ") ORDER BY meta_id");
}

void sw_catalog_lock_metas(const sw_shop *shop, const uint64_t *meta_ids, size_t n, sw_buf *sql)
{
	sw_sql_format(sql, shop->prefix, "SELECT post_id, meta_key, meta_value, meta_id FROM %t WHERE meta_id IN ", "postmeta");
	sw_sql_ids(sql, meta_ids, n);
	sw_buf_str(sql, " ORDER BY meta_id FOR UPDATE");
}

void sw_catalog_select_newest(const sw_shop *shop, sw_buf *sql)
{
	sw_sql_format(sql, shop->prefix, "SELECT MAX(meta_id) FROM %t", "postmeta");
}

bool sw_catalog_take_newest(void *shop, const sw_slice *cells, unsigned n)
{
	((sw_shop *) shop)->newest_meta = n == 1 ? sw_sql_u64(cells[0]) : 0;
	return true;
}

void sw_catalog_select_choices_since(const sw_shop *shop, sw_buf *sql)
{
	sw_sql_format(sql, shop->prefix, "SELECT post_id, meta_key, meta_value, meta_id FROM %t WHERE meta_key IN ('_stockwire_follow','_stockwire_buffer') AND meta_id > ",
		"postmeta");
	sw_buf_u64(sql, shop->newest_meta);
	sw_buf_str(sql, " ORDER BY meta_id");
}

void sw_catalog_lock_posts(const sw_shop *shop, const uint64_t *ids, size_t n, sw_buf *sql)
{
	sw_sql_format(sql, shop->prefix, "SELECT ID FROM %t WHERE ID IN ", "posts");
	sw_sql_ids(sql, ids, n);
	sw_buf_str(sql, " ORDER BY ID FOR UPDATE");
}

/* Rows come in the order of meta_id, so each new one goes to the end of its product's chain. */
static bool keep_meta(sw_catalog *c, uint64_t meta_id, uint32_t product, sw_meta_key key)
{
	sw_meta *metas;
	uint32_t last = SW_MAP_NONE;

	for (uint32_t m = c->first_meta[product]; m != SW_MAP_NONE; m = c->metas[m].next) {
		if (c->metas[m].meta_id == meta_id) {
			c->metas[m].alive = true;
			return true;
		}
		last = m;
	}
	metas = sw_arena_grow(c->arena, c->metas, c->meta_count, &c->meta_cap, sizeof *metas);
	if (metas == NULL) {
		return false;
	}
	c->metas = metas;
	c->metas[c->meta_count] = (sw_meta){.meta_id = meta_id, .next = SW_MAP_NONE, .key = (uint8_t) key, .alive = true};
	*(last == SW_MAP_NONE ? &c->first_meta[product] : &c->metas[last].next) = (uint32_t) c->meta_count++;
	return true;
}

/* The first row of a key is the one that get_post_meta() shows; rows come in the order of meta_id. */
static void take_stock(sw_product *p, sw_slice value)
{
	char exact[SW_QUANTITY_TEXT];
	sw_quantity q = 0;
	const bool known = value.ptr != NULL && sw_quantity_from_stored(value.ptr, value.len, &q) == SW_OK;
	const size_t len = sw_quantity_print_stored(q, exact);
	const bool spelled = known && sw_slice_equal(value, (sw_slice){exact, len});

	if (!p->has_stock) {
		p->has_stock = true;
		p->stock_known = known;
		p->stock = q;
		p->stock_agrees = true;
		p->stock_exact = spelled;
	} else {
		p->stock_agrees = p->stock_agrees && known && q == p->stock;
		p->stock_exact = p->stock_exact && spelled;
	}
}

static void take_status(sw_product *p, sw_slice value)
{
	const sw_stock_status s = sw_stock_status_read(value);

	if (!p->has_status) {
		p->has_status = true;
		p->status = s;
		p->status_exact = s != SW_STOCK_UNKNOWN;
	} else {
		p->status_exact = p->status_exact && s == p->status;
	}
}

static bool is_word(sw_slice cell, const char *word)
{
	size_t i = 0;

	for (; i < cell.len && word[i] != '\0'; i++) {
		const char c = cell.ptr[i];

		if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != word[i]) {
			return false;
		}
	}
	return i == cell.len && word[i] == '\0';
}

/* WooCommerce reads the first row, by wc_string_to_bool(): measured on 9.9.5. */
static void take_manage(sw_product *p, sw_slice value)
{
	if (!p->manage_row) {
		p->managed = value.len > 0 && (is_word(value, "yes") || is_word(value, "true") || is(value, "1"));
		p->manage_exact = is(value, "yes");
		p->manage_row = true;
	}
}

/* Digests are summed up: without the mixing at the end (MurmurHash3's) those of 20 and 30 would add up to those of 21 and 31. 0 for an
   empty text alone, as good as always. */
static uint64_t price_digest(sw_slice value)
{
	uint64_t h = 0;

	for (size_t i = 0; i < value.len; i++) {
		h = (h ^ (unsigned char) value.ptr[i]) * UINT64_C(1099511628211) + 1;
	}
	h = (h ^ (h >> 33)) * UINT64_C(0xff51afd7ed558ccd);
	h = (h ^ (h >> 33)) * UINT64_C(0xc4ceb9fe1a85ec53);
	return h ^ (h >> 33);
}

/* What the owner chose. Of two rows of one key WordPress reads the first, and so do we. */
static void take_choice(sw_product *p, sw_slice key, sw_slice value)
{
	if (is(key, "_backorders") && !p->backorders_row) {
		p->backorders_row = true;
		p->backorders = !is(value, "no");
	} else if (is(key, "_stockwire_follow") && !p->follow_row) {
		p->follow_row = true;
		p->opted_out = is(value, "no");
	} else if (is(key, "_stockwire_buffer") && !p->buffer_row) {
		p->buffer_row = true;
		p->buffer_known = sw_quantity_from_stored(value.ptr, value.len, &p->buffer) == SW_OK && p->buffer >= 0;
	}
}

bool sw_catalog_take_meta(void *context, const sw_slice *cells, unsigned n)
{
	sw_catalog *c = context;
	const uint32_t at = n == 4 ? sw_catalog_find(c, sw_sql_u64(cells[0])) : SW_MAP_NONE;
	sw_meta_key key = SW_META_OTHER;
	sw_product *p;

	if (at == SW_MAP_NONE) {
		return true;
	}
	p = &c->items[at];
	if (is(cells[1], "_price")) {
		p->prices += price_digest(cells[2]);
		return true;
	}
	if (is(cells[1], "_stock")) {
		key = SW_META_STOCK;
		take_stock(p, cells[2]);
	} else if (is(cells[1], "_stock_status")) {
		key = SW_META_STATUS;
		take_status(p, cells[2]);
	} else if (is(cells[1], "_manage_stock")) {
		take_manage(p, cells[2]);
	} else {
		take_choice(p, cells[1], cells[2]);
	}
	return keep_meta(c, sw_sql_u64(cells[3]), at, key);
}

void sw_catalog_select_terms(const sw_shop *shop, const uint64_t *ids, size_t n, sw_buf *sql)
{
	uint64_t terms[4 + SW_MAX_VARIABLE_TYPES] = {shop->term_outofstock, shop->term_variable, shop->term_grouped, shop->term_external};
	const size_t more = shop->more_type_count;

	for (size_t i = 0; i < more; i++) {
		terms[4 + i] = shop->more_terms[i];
	}
	sw_sql_format(sql, shop->prefix, "SELECT object_id, term_taxonomy_id FROM %t WHERE object_id IN ", "term_relationships");
	sw_sql_ids(sql, ids, n);
	sw_buf_str(sql, " AND term_taxonomy_id IN ");
	sw_sql_ids(sql, terms, 4 + more);
}

bool sw_catalog_take_term(void *context, const sw_slice *cells, unsigned n)
{
	sw_catalog *c = context;
	const uint32_t at = n == 2 ? sw_catalog_find(c, sw_sql_u64(cells[0])) : SW_MAP_NONE;
	const uint64_t term = n == 2 ? sw_sql_u64(cells[1]) : 0;

	if (at == SW_MAP_NONE || term == 0) {
		return true;
	}
	if (term == c->shop->term_outofstock) {
		c->items[at].term = true;
	} else if (c->items[at].type != SW_TYPE_VARIATION) {
		c->items[at].type = sw_shop_is_variable(c->shop, term) ? SW_TYPE_VARIABLE
			: term == c->shop->term_grouped ? SW_TYPE_GROUPED : SW_TYPE_EXTERNAL;
	}
	return true;
}

void sw_catalog_select_children(const sw_shop *shop, const uint64_t *parents, size_t n, sw_buf *sql)
{
	sw_sql_format(sql, shop->prefix, "SELECT ID, post_parent FROM %t WHERE post_parent IN ", "posts");
	sw_sql_ids(sql, parents, n);
	sw_buf_str(sql, " AND post_type = 'product_variation' AND post_status IN ('publish','private') ORDER BY ID");
}

uint32_t sw_catalog_first_child(const sw_catalog *c, uint64_t parent)
{
	return sw_map_get_id(&c->by_parent, parent);
}

bool sw_catalog_take_child(void *context, const sw_slice *cells, unsigned n)
{
	sw_catalog *c = context;
	uint64_t parent;
	uint32_t at;
	uint32_t first;

	if (n != 2) {
		return true;
	}
	parent = sw_sql_u64(cells[1]);
	at = sw_catalog_add(c, sw_sql_u64(cells[0]));
	first = at == SW_MAP_NONE ? SW_MAP_NONE : sw_map_put_id(&c->by_parent, c->arena, parent, at);
	if (first == SW_MAP_NONE) {
		return false;
	}
	/* A parent's variations are read before each chunk that has to do with it; each is linked once. */
	for (uint32_t i = first; i != SW_MAP_NONE; i = c->sibling[i]) {
		if (i == at) {
			return true;
		}
	}
	c->sibling[at] = c->sibling[first];
	c->sibling[first] = at;
	return true;
}

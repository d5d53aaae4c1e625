/* SPDX-License-Identifier: MIT */
/* Counts what a run would empty, and judges it. */
#include "brake.h"

bool sw_brake_is_set(const sw_shop *shop)
{
	return shop->brake_percent > 0 || shop->brake_products > 0;
}

uint64_t sw_brake_least(const sw_shop *shop)
{
	const uint64_t by_share = shop->brake_percent > 0 ? SW_BRAKE_FLOOR : UINT64_MAX;
	const uint64_t by_number = shop->brake_products > 0 ? (uint64_t) shop->brake_products + 1 : UINT64_MAX;

	return by_share < by_number ? by_share : by_number;
}

/* Has the holder a buffer of its own? */
static bool has_buffer(const sw_plan *p, uint64_t holder)
{
	const uint32_t at = sw_catalog_find(p->catalog, holder);

	return at != SW_MAP_NONE && p->catalog->items[at].buffer_known && p->catalog->items[at].buffer > 0;
}

bool sw_brake_may_trip(const sw_plan *p)
{
	/* Of one warehouse without a buffer, only a line below one piece can empty a product; else any line might. */
	const bool all = p->shop->warehouse_count != 1 || p->shop->buffer > 0 || p->shop->rounding == SW_ROUND_CALLBACK;
	uint64_t candidates = 0;

	if (!sw_brake_is_set(p->shop)) {
		return false;
	}
	for (size_t g = 0; g < p->group_count; g++) {
		uint32_t i = p->groups[g].holder == 0 ? SW_MAP_NONE : p->groups[g].first;
		const bool any = all || (i != SW_MAP_NONE && has_buffer(p, p->groups[g].holder));

		while (i != SW_MAP_NONE && !any && p->lines[i].quantity >= SW_QUANTITY_ONE) {
			i = p->entries[i].next;
		}
		candidates += i != SW_MAP_NONE;
	}
	return candidates >= sw_brake_least(p->shop);
}

uint64_t sw_brake_zeroed(const sw_changes *changes)
{
	uint64_t zeroed = 0;

	for (size_t i = 0; i < changes->count; i++) {
		const sw_change *c = &changes->items[i];

		zeroed += c->role == SW_ROLE_HOLDER && c->stock_known && c->stock <= 0 && c->old_known && c->old > 0;
	}
	return zeroed;
}

void sw_brake_select_followed(const sw_shop *shop, sw_buf *sql)
{
	/* The same products as the coverage page counts. What does not follow is read once, not asked a product. */
	sw_sql_format(sql, shop->prefix, "SELECT COUNT(*) FROM %t k JOIN %t p ON p.ID = k.product_id AND p.post_type IN ('product','product_variation') "
		"AND p.post_status NOT IN ('trash','auto-draft') WHERE k.stock_quantity > 0", "wc_product_meta_lookup", "posts");
	for (size_t i = 0; i < 2; i++) {
		sw_buf_str(sql, i == 0 ? " AND p.ID" : " AND p.post_parent");
		sw_sql_format(sql, shop->prefix, " NOT IN (SELECT o.post_id FROM %t o WHERE o.meta_key = '_stockwire_follow' AND o.meta_value = 'no')",
			"postmeta");
	}
	sw_sql_format(sql, shop->prefix, " AND p.ID NOT IN (SELECT t.object_id FROM %t s JOIN %t x ON x.term_id = s.term_id "
		"AND x.taxonomy = 'product_type' JOIN %t t ON t.term_taxonomy_id = x.term_taxonomy_id WHERE s.slug IN ('external','grouped'))", "terms",
		"term_taxonomy", "term_relationships");
}

bool sw_brake_trips(const sw_shop *shop, uint64_t zeroed, uint64_t followed)
{
	if (shop->brake_products > 0 && zeroed > (uint64_t) shop->brake_products) {
		return true;
	}
	return shop->brake_percent > 0 && zeroed >= SW_BRAKE_FLOOR && zeroed * 100 > followed * (uint64_t) shop->brake_percent;
}

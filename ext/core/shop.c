/* SPDX-License-Identifier: MIT */
/* Facts about the shop that are read once a run. */
#include "shop.h"

#include "sql.h"

#include <string.h>

void sw_shop_select_terms(const sw_shop *shop, sw_buf *sql)
{
	sw_sql_format(sql, shop->prefix,
		"SELECT t.slug, x.term_taxonomy_id FROM %t x JOIN %t t ON t.term_id = x.term_id "
		"WHERE (x.taxonomy = 'product_type' AND t.slug IN ('variable','grouped','external')) "
		"OR (x.taxonomy = 'product_visibility' AND t.slug = 'outofstock')",
		"term_taxonomy", "terms");
}

bool sw_shop_take_term(void *context, const sw_slice *cells, unsigned n)
{
	sw_shop *shop = context;
	const struct {
		const char *slug;
		uint64_t *id;
	} known[] = {
		{"outofstock", &shop->term_outofstock},
		{"variable", &shop->term_variable},
		{"grouped", &shop->term_grouped},
		{"external", &shop->term_external},
	};

	for (size_t i = 0; n == 2 && i < sizeof known / sizeof known[0]; i++) {
		if (sw_slice_equal(cells[0], (sw_slice){known[i].slug, strlen(known[i].slug)})) {
			*known[i].id = sw_sql_u64(cells[1]);
		}
	}
	return true;
}

bool sw_shop_follows(const sw_shop *shop, sw_slice warehouse)
{
	for (size_t i = 0; i < shop->warehouse_count; i++) {
		if (sw_slice_equal(shop->warehouses[i], warehouse)) {
			return true;
		}
	}
	return false;
}

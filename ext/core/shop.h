/* SPDX-License-Identifier: MIT */
/* What a run must know about the shop: its options, its rounding, the warehouses the owner follows. */
#ifndef SW_SHOP_H
#define SW_SHOP_H

#include "limits.h"
#include "name.h"
#include "quantity.h"

typedef enum sw_rounding {
	SW_ROUND_IDENTITY, /* wc_stock_amount() leaves the number alone */
	SW_ROUND_TRUNCATE, /* it is intval(), WooCommerce's default */
	SW_ROUND_CALLBACK  /* anything else: asked for each number */
} sw_rounding;

typedef struct sw_shop {
	const char *prefix;        /* of the tables; letters, digits and _ only */
	bool manage_stock;         /* option woocommerce_manage_stock is yes */
	bool hide_out_of_stock;    /* option woocommerce_hide_out_of_stock_items is yes */
	bool sync_prices;          /* parents show the prices of their published variations; false: a plugin's filters choose which of them */
	bool gtin;                 /* products are also known by GTIN */
	bool status_truncates;     /* WooCommerce casts the quantity to int before it compares (9.x); later ones may not */
	bool attribute_lookup;     /* the table wc_product_attributes_lookup is in use */
	sw_quantity no_stock_amount; /* threshold, never negative */
	sw_rounding rounding;
	int64_t utc_offset;        /* seconds */
	int64_t now;               /* microseconds since 1970 UTC, read anew for each transaction: what it writes became so then */
	sw_locale locale;
	const sw_slice *warehouses; /* case-folded names of those followed */
	size_t warehouse_count;
	sw_slice source;           /* who sends: orders of events are compared within one source only */
	int64_t brake_percent;     /* share of the products in stock that one run may empty; 0: any */
	int64_t brake_products;    /* number of products that one run may empty; 0: any */
	sw_quantity buffer;        /* pieces kept back from every sum, never negative; a product may have its own */
	uint64_t newest_meta;      /* greatest meta_id of postmeta when the run began; 0: not asked for */
	uint64_t term_outofstock;  /* term_taxonomy_id, 0 where the shop has no such term */
	uint64_t term_variable;
	uint64_t term_grouped;
	uint64_t term_external;
	const sw_slice *more_types; /* slugs of further product types whose products have variations: plugins' children of variable */
	size_t more_type_count;     /* at most SW_MAX_VARIABLE_TYPES */
	uint64_t more_terms[SW_MAX_VARIABLE_TYPES]; /* their term_taxonomy_id, 0 where the shop has none */
} sw_shop;

/* Is it a slug that may stand in more_types: 1 to SW_MAX_TYPE_CHARS lower-case letters, digits, - and _? */
bool sw_shop_is_type(sw_slice slug);
/* SQL that finds these terms; sw_shop_take_term() takes its rows. */
void sw_shop_select_terms(const sw_shop *shop, sw_buf *sql);
bool sw_shop_take_term(void *shop, const sw_slice *cells, unsigned n);

/* Is what is read along with the stock enough to tell which parents' prices may be wrong? Not where variations are hidden with it: who is
   visible may have changed since, by whoever else writes stock. */
bool sw_shop_guesses_prices(const sw_shop *shop);
/* Do products that carry this term have variations? */
bool sw_shop_is_variable(const sw_shop *shop, uint64_t term);
/* Appends the case-folded name by which a warehouse is known: at most SW_MAX_PLACE bytes, a longer one ends in its digest. SW_E_ENCODING,
   SW_E_NOMEM. */
sw_status sw_shop_fold_warehouse(sw_slice name, sw_buf *out);
/* The shop's own text of a folded warehouse that it follows; NULL where it does not. */
const sw_slice *sw_shop_followed(const sw_shop *shop, sw_slice warehouse);

#endif

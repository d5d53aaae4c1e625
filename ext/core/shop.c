/* SPDX-License-Identifier: MIT */
/* Facts about the shop that are read once a run. */
#include "shop.h"

#include "sql.h"

#include <openssl/evp.h>
#include <string.h>

bool sw_shop_is_type(sw_slice slug)
{
	for (size_t i = 0; i < slug.len; i++) {
		if (slug.ptr[i] == '\0' || strchr("abcdefghijklmnopqrstuvwxyz0123456789-_", slug.ptr[i]) == NULL) {
			return false;
		}
	}
	return slug.len > 0 && slug.len <= SW_MAX_TYPE_CHARS;
}

void sw_shop_select_terms(const sw_shop *shop, sw_buf *sql)
{
	sw_sql_format(sql, shop->prefix,
		"SELECT t.slug, x.term_taxonomy_id FROM %t x JOIN %t t ON t.term_id = x.term_id "
		"WHERE (x.taxonomy = 'product_visibility' AND t.slug = 'outofstock') "
		"OR (x.taxonomy = 'product_type' AND t.slug IN ('variable','grouped','external'",
		"term_taxonomy", "terms");
	for (size_t i = 0; i < shop->more_type_count; i++) {
		/* No quote can be in it: sw_shop_is_type(). */
		sw_buf_str(sql, ",'");
		sw_buf_add(sql, shop->more_types[i].ptr, shop->more_types[i].len);
		sw_buf_char(sql, '\'');
	}
	sw_buf_str(sql, "))");
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
	for (size_t i = 0; n == 2 && i < shop->more_type_count; i++) {
		if (sw_slice_equal(cells[0], shop->more_types[i])) {
			shop->more_terms[i] = sw_sql_u64(cells[1]);
		}
	}
	return true;
}

bool sw_shop_is_variable(const sw_shop *shop, uint64_t term)
{
	bool found = term == shop->term_variable;

	for (size_t i = 0; i < shop->more_type_count; i++) {
		found = found || term == shop->more_terms[i];
	}
	return found && term != 0;
}

bool sw_shop_guesses_prices(const sw_shop *shop)
{
	return shop->sync_prices && !shop->hide_out_of_stock;
}

/* Folding makes two characters of some: 100 of them can come to 500 bytes. */
sw_status sw_shop_fold_warehouse(sw_slice name, sw_buf *out)
{
	const size_t start = out->len;
	const sw_status status = sw_fold(name, out);
	unsigned char digest[EVP_MAX_MD_SIZE];
	size_t keep = SW_MAX_PLACE - 64;

	if (status != SW_OK || out->failed || out->len - start <= SW_MAX_PLACE) {
		return out->failed ? SW_E_NOMEM : status;
	}
	if (EVP_Digest(out->ptr + start, out->len - start, digest, NULL, EVP_sha256(), NULL) != 1) {
		return SW_E_NOMEM;
	}
	while (((unsigned char) out->ptr[start + keep] & 0xC0) == 0x80) {
		keep--;
	}
	out->len = start + keep;
	sw_buf_hex(out, digest, 32);
	return out->failed ? SW_E_NOMEM : SW_OK;
}

const sw_slice *sw_shop_followed(const sw_shop *shop, sw_slice warehouse)
{
	for (size_t i = 0; i < shop->warehouse_count; i++) {
		if (sw_slice_equal(shop->warehouses[i], warehouse)) {
			return &shop->warehouses[i];
		}
	}
	return NULL;
}

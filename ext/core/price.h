/* SPDX-License-Identifier: MIT */
/* Prices of variable parents: a parent's _price rows are those of its visible variations. Where the shop hides what is out of stock they
   move with stock; where it did until lately, or somebody wrote a price by himself, WooCommerce's next write of stock mends them all the
   same (measured on WooCommerce 9.9.5). */
#ifndef SW_PRICE_H
#define SW_PRICE_H

#include "plan.h"

typedef struct sw_price_row {
	uint64_t meta_id;
	uint32_t product; /* index in the catalog */
	sw_slice value;   /* owned by the arena */
} sw_price_row;

/* The _price rows of a chunk's parents and their variations, sorted by product. */
typedef struct sw_prices {
	sw_arena *arena;
	sw_price_row *rows;
	size_t count;
	size_t cap;
	sw_catalog *catalog;
	sw_slice *wanted;    /* of the parent that is looked at */
	size_t wanted_count;
	size_t wanted_cap;
	uint64_t *digests;   /* of its variations */
	size_t digests_cap;
} sw_prices;

/* What is to be done to a parent. */
typedef enum sw_price_step { SW_PRICE_DROP, SW_PRICE_ADD, SW_PRICE_LOOKUP, SW_PRICE_STEPS } sw_price_step;

/* Ids of the parents among the changes whose prices may have to be written, and of their variations, go to out, at most max; returns how
   many there are. Whose prices, as they were read with the stock, are right is left out, unless the shop hides what is out of stock: to read
   them anew costs more than all the rest. None where the shop's prices are not ours to sync. */
size_t sw_price_products(sw_prices *prices, const sw_changes *changes, uint64_t *out, size_t max);
void sw_price_select(const sw_shop *shop, const uint64_t *ids, size_t n, sw_buf *sql);
/* Takes rows. From now on nothing is guessed of their parents: what is written to them may be taken back. */
bool sw_price_take(void *prices, const sw_slice *cells, unsigned n);
/* Sorts the rows: call when all are there. */
void sw_price_ready(sw_prices *prices);
/* Appends the statement of a step for the changes from index *at on, as many as one statement takes. Moves *at on; false where
   nothing is left to be done. Where memory is short sql->failed is set. */
bool sw_price_statement(sw_price_step step, sw_prices *prices, const sw_changes *changes, size_t *at, sw_buf *sql);

#endif

/* SPDX-License-Identifier: MIT */
/* The shop's table of name keys: under which names and GTINs each product and variation is known. design.md "Match".

   A product is known by its title. A variation is known by its parent's title with its attributes' values in the parent's order,
   "Name (Label: v; Label2: v2)" and "Name - v, v2", and by the title that WooCommerce generates, where that holds some value: it
   leaves "any" out, and gives none at all from three attributes on, or for two of which one has a hyphen in its key. That title
   is made here from the same rows, since the stored one lags behind renamed terms; a stored title counts only where it begins with
   the parent's and goes on in another way than " - ", as a filter may write it. An "any" takes each value that the parent lists,
   up to SW_INDEX_COMBINATIONS names a variation; a row's rank is the number of them. */
#ifndef SW_INDEX_H
#define SW_INDEX_H

#include "shop.h"
#include "sql.h"

#define SW_INDEX_COMBINATIONS 200U /* names that the "any" of one variation may take; the rest stays unknown */
#define SW_INDEX_GROUP 2000U       /* products of one transaction */

/* The names of a group of products, read, compared and written together. Opaque. */
typedef struct sw_index sw_index;

/* NULL when memory is short. shop must outlive it; only its prefix and locale count. */
sw_index *sw_index_create(const sw_shop *shop);
void sw_index_destroy(sw_index *ix);
/* Adds a product (or a variation that its parent will bring, or what is gone); at most SW_INDEX_GROUP make sense. */
bool sw_index_add(sw_index *ix, uint64_t id);
/* Products added so far. */
size_t sw_index_size(const sw_index *ix);

/* Appends a statement about the members number part * SW_CHUNK_LINES and on; false where there is nothing (more) to say. */
typedef bool (*sw_index_ask)(const sw_index *ix, size_t part, sw_buf *sql);

typedef struct sw_index_step {
	sw_index_ask ask;
	sw_row_fn take; /* gets the sw_index and the rows; NULL: there are none */
	bool optional;  /* an unknown column (1054) is no error: WooCommerce before 9.2 has no GTIN */
} sw_index_step;

/* Before the transaction: brings the parents of those variations that were added. */
extern const sw_index_step sw_index_parents;
/* Inside it, in this order. The first locks: who indexes the same products waits, and reads after it what is there then. */
extern const sw_index_step sw_index_steps[];
extern const size_t sw_index_step_count;

/* Makes the keys and finds out which rows are missing or wrong. */
sw_status sw_index_compare(sw_index *ix);
/* Keys that the products have when it is written. */
size_t sw_index_keys(const sw_index *ix);
/* Statements that write the difference; deletions first. */
bool sw_index_delete(const sw_index *ix, size_t part, sw_buf *sql);
bool sw_index_insert(const sw_index *ix, size_t part, sw_buf *sql);

/* Ids of up to limit products above after, in order; and of keys' products in (after, upto] that are no posts any more, up to
   SW_CHUNK_LINES. sw_index_take_id() adds the rows. */
void sw_index_select_range(const sw_shop *shop, uint64_t after, uint64_t limit, sw_buf *sql);
void sw_index_select_orphans(const sw_shop *shop, uint64_t after, uint64_t upto, sw_buf *sql);
bool sw_index_take_id(void *index, const sw_slice *cells, unsigned n);

#endif

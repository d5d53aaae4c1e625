/* SPDX-License-Identifier: MIT */
/* The products that a run has to do with, as the shop's tables hold them. Rows: woocommerce-facts in the project's design;
   measured on WooCommerce 9.9.5. */
#ifndef SW_CATALOG_H
#define SW_CATALOG_H

#include "map.h"
#include "shop.h"
#include "sql.h"

typedef enum sw_type {
	SW_TYPE_SIMPLE = 0, /* and every type that WooCommerce's own code does not treat apart */
	SW_TYPE_VARIABLE,
	SW_TYPE_VARIATION,
	SW_TYPE_GROUPED,
	SW_TYPE_EXTERNAL
} sw_type;

typedef enum sw_stock_status {
	SW_STOCK_UNKNOWN = 0, /* no row, or a text of some plugin's own */
	SW_STOCK_IN,
	SW_STOCK_OUT,
	SW_STOCK_BACKORDER
} sw_stock_status;

/* "instock", "outofstock", "onbackorder"; "" for unknown. Static. */
const char *sw_stock_status_text(sw_stock_status status);
sw_stock_status sw_stock_status_read(sw_slice text);
/* "simple", "variable", … Static. */
const char *sw_type_text(sw_type type);

typedef enum sw_meta_key { SW_META_OTHER, SW_META_STOCK, SW_META_STATUS } sw_meta_key;

/* A postmeta row that decides about a product, kept so that it can be locked and written by its primary key. Also double rows
   of one key: all of them are set, as WooCommerce's UPDATE does. */
typedef struct sw_meta {
	uint64_t meta_id;
	uint32_t next;   /* of the same product, SW_MAP_NONE at the end */
	uint8_t key;     /* sw_meta_key */
	bool alive;      /* seen since the product was last forgotten */
} sw_meta;

typedef struct sw_product {
	uint64_t id;
	uint64_t parent;
	sw_type type;
	uint64_t prices;       /* of its _price rows when it was first read: a sum of digests, by which is guessed; 0: none, or not known */
	bool read;             /* its rows were asked for */
	bool loaded;           /* a row of wp_posts was found, and it is not in the trash */
	bool published;        /* counts in a term's count */
	bool visible_child;    /* published or private: counts for its parent's status */
	bool managed;          /* _manage_stock is yes, or another word that WooCommerce takes for it */
	bool manage_exact;     /* it is yes letter by letter: only then does WooCommerce's lookup row show the number */
	bool manage_row;       /* the row _manage_stock is there */
	bool backorders;       /* the row _backorders is there and says anything but no */
	bool backorders_row;   /* it is there */
	bool opted_out;        /* _stockwire_follow is no */
	bool follow_row;       /* the row _stockwire_follow is there */
	bool has_stock;        /* a row _stock is there */
	bool has_status;       /* a row _stock_status is there */
	bool stock_known;      /* it holds a number */
	bool stock_agrees;     /* … and every further such row holds the same */
	bool stock_exact;      /* every such row is in WooCommerce's spelling with six decimals */
	bool status_exact;     /* every _stock_status row holds `status` */
	bool lookup;           /* the lookup row is there */
	bool lookup_quantity_known;
	bool term;             /* carries the visibility term outofstock */
	bool buffer_row;       /* the row _stockwire_buffer is there */
	bool buffer_known;     /* it is usable */
	sw_quantity buffer;
	sw_quantity stock;
	sw_quantity lookup_quantity;
	sw_stock_status status;
	sw_stock_status lookup_status;
	sw_stock_status planned; /* status that the plan gives it, unknown where it has none */
} sw_product;

typedef struct sw_catalog {
	sw_arena *arena;    /* for the whole run */
	sw_map by_id;
	sw_product *items;
	uint32_t *first_meta; /* head of each product's metas; like sibling not part of what is forgotten */
	uint32_t *sibling;  /* next variation of the same parent, by index */
	sw_map by_parent;   /* parent's id → its first variation */
	uint32_t count;
	uint32_t cap;
	sw_meta *metas;
	size_t meta_count;
	size_t meta_cap;
	const sw_shop *shop;
} sw_catalog;

/* Index of the product with this id, added with nothing loaded where it is new; SW_MAP_NONE when memory is short. */
uint32_t sw_catalog_add(sw_catalog *c, uint64_t id);
/* Index or SW_MAP_NONE. */
uint32_t sw_catalog_find(const sw_catalog *c, uint64_t id);
/* Forgets what is known of the products (not that they are there, whose variations they are, nor where their rows were), before
   their rows are read again under lock. */
void sw_catalog_forget(sw_catalog *c, const uint64_t *ids, size_t n);

/* Three statements that load n products (1 ≤ n ≤ SW_CHUNK_LINES), and what takes their rows; the order matters. */
void sw_catalog_select_posts(const sw_shop *shop, const uint64_t *ids, size_t n, sw_buf *sql);
bool sw_catalog_take_post(void *catalog, const sw_slice *cells, unsigned n);
void sw_catalog_select_metas(const sw_shop *shop, const uint64_t *ids, size_t n, sw_buf *sql);
bool sw_catalog_take_meta(void *catalog, const sw_slice *cells, unsigned n);
void sw_catalog_select_terms(const sw_shop *shop, const uint64_t *ids, size_t n, sw_buf *sql);
bool sw_catalog_take_term(void *catalog, const sw_slice *cells, unsigned n);

/* The same rows as sw_catalog_select_metas(), found and locked by meta_id, in that order: two runs never wait for each other
   in a circle, and no other row of the products is locked. Rows go to sw_catalog_take_meta(). */
void sw_catalog_lock_metas(const sw_shop *shop, const uint64_t *meta_ids, size_t n, sw_buf *sql);
/* The newest row of postmeta: what is inserted later was not seen by sw_catalog_select_metas(). */
void sw_catalog_select_newest(const sw_shop *shop, sw_buf *sql);
bool sw_catalog_take_newest(void *shop, const sw_slice *cells, unsigned n);
/* What the owner chose since, whether a product follows and what it keeps back; rows go to sw_catalog_take_meta(). */
void sw_catalog_select_choices_since(const sw_shop *shop, sw_buf *sql);
/* Locks the posts of products that lack a row, so that nobody creates it twice. */
void sw_catalog_lock_posts(const sw_shop *shop, const uint64_t *ids, size_t n, sw_buf *sql);
/* The variations of these parents; takes rows id, parent. sw_catalog_first_child() and c->sibling[] walk them. */
uint32_t sw_catalog_first_child(const sw_catalog *c, uint64_t parent);
void sw_catalog_select_children(const sw_shop *shop, const uint64_t *parents, size_t n, sw_buf *sql);
bool sw_catalog_take_child(void *catalog, const sw_slice *cells, unsigned n);

#endif

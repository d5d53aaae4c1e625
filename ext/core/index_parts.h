/* SPDX-License-Identifier: MIT */
/* What the index files of core share; others include index.h. */
#ifndef SW_INDEX_PARTS_H
#define SW_INDEX_PARTS_H

#include "index.h"
#include "map.h"

/* A text in a list: a value of a variation under its attribute's key, or a term that a parent lists. Owned by the arena. */
typedef struct index_text {
	struct index_text *next;
	sw_slice key;
	sw_slice text;
} index_text;

/* An attribute by which a product varies. */
typedef struct index_attribute {
	sw_slice key;   /* in the parent's array: sanitize_title() of the name, as the variations' meta keys have it */
	sw_slice slug;  /* the same of key by our hand: keys of imports are not always sanitised */
	sw_slice name;  /* the taxonomy; or what the owner typed, which is the label then */
	sw_slice value; /* "a | b" of an attribute that is no taxonomy */
	int64_t position;
	bool taxonomy;
	index_text *terms; /* that the parent lists, last one first */
	sw_slice *options; /* what an "any" can be, NULL before anybody asked */
	size_t option_count;
} index_attribute;

typedef struct index_item {
	uint64_t id;
	uint32_t parent; /* of a variation, else SW_MAP_NONE */
	bool given;      /* added from outside */
	bool live;       /* a post that is neither in the trash nor an empty draft */
	bool varied;     /* has variations */
	bool stale;      /* has a key that it should not have */
	sw_slice title;
	sw_slice gtin;
	index_text *values; /* of a variation */
	index_attribute *attributes;
	size_t attribute_count;
} index_item;

/* A row of the table of keys. */
typedef struct index_row {
	uint8_t kind;
	unsigned char hash[SW_KEY_BYTES];
	uint8_t rank;
	bool missing; /* wanted, but not there yet */
	uint32_t item;
} index_row;

typedef struct index_rows {
	index_row *rows; /* malloc() memory */
	size_t count;
	size_t cap;
} index_rows;

struct sw_index {
	const sw_shop *shop;
	sw_arena *arena;
	index_item *items; /* malloc() memory; those added from outside first, then their variations */
	uint32_t count;
	uint32_t cap;
	uint32_t given;
	sw_map by_id;
	sw_map labels;     /* attribute's slug → texts[] */
	sw_map terms;      /* taxonomy NUL slug → texts[] */
	index_text *texts; /* malloc() memory */
	uint32_t text_count;
	uint32_t text_cap;
	index_rows wanted;
	index_rows present;
	sw_buf name;    /* scratch */
	sw_buf scratch; /* scratch */
};

/* Makes room for one more of count members of size bytes in malloc() memory at *items; false when memory is short. */
bool sw_index_room(void **items, size_t count, size_t *cap, size_t size);
/* An arena copy; ptr is NULL when memory is short. */
sw_slice sw_index_copy(sw_index *ix, sw_slice text);
/* The term's name, or NULL; its key is made in scratch. */
const sw_slice *sw_index_term(sw_index *ix, sw_slice taxonomy, sw_slice slug);
/* The label of a taxonomy's attribute; the taxonomy's own name where it has none. */
sw_slice sw_index_label(const sw_index *ix, sw_slice taxonomy);
/* Reads the serialised _product_attributes of a parent. Returns false when memory is short; unreadable text is no attributes. */
bool sw_index_attributes(sw_index *ix, index_item *parent, sw_slice serialised);
/* The value that the variation has for the attribute; empty: any. */
sw_slice sw_index_value(const index_item *variation, const index_attribute *attribute);
/* What an "any" of the attribute can be; NULL with *count 0 where nothing is listed, false when memory is short. */
bool sw_index_options(sw_index *ix, index_attribute *attribute);
/* The statements of the steps: index_select.c. */
bool sw_index_ask_parents(const sw_index *ix, size_t part, sw_buf *sql);
bool sw_index_ask_lock(const sw_index *ix, size_t part, sw_buf *sql);
bool sw_index_ask_posts(const sw_index *ix, size_t part, sw_buf *sql);
bool sw_index_ask_children(const sw_index *ix, size_t part, sw_buf *sql);
bool sw_index_ask_attributes(const sw_index *ix, size_t part, sw_buf *sql);
bool sw_index_ask_labels(const sw_index *ix, size_t part, sw_buf *sql);
bool sw_index_ask_terms(const sw_index *ix, size_t part, sw_buf *sql);
bool sw_index_ask_values(const sw_index *ix, size_t part, sw_buf *sql);
bool sw_index_ask_slugs(const sw_index *ix, size_t part, sw_buf *sql);
bool sw_index_ask_gtins(const sw_index *ix, size_t part, sw_buf *sql);
bool sw_index_ask_rows(const sw_index *ix, size_t part, sw_buf *sql);

/* Wanted rows of one item. */
sw_status sw_index_name_item(sw_index *ix, uint32_t item);

#endif

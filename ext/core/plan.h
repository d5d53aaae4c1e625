/* SPDX-License-Identifier: MIT */
/* Decides: which holder a line reaches, which lines of a push belong together, and what rows have to change. */
#ifndef SW_PLAN_H
#define SW_PLAN_H

#include "catalog.h"
#include "levels.h"
#include "match.h"

/* A line's working state beside the line itself; what is small stands together here, too. */
typedef struct sw_entry {
	sw_slice warehouse;     /* case-folded; the followed one where the line names none */
	uint64_t product;       /* that it means, 0 where none */
	uint64_t holder;        /* that keeps the product's stock, 0 where none */
	sw_level_was level_was; /* what the level was before the line */
	sw_quantity old_quantity;
	sw_quantity new_quantity;
	uint32_t way;
	uint32_t next;          /* next line of the same group */
	sw_remarks remarks;     /* that the line's reason leaves unsaid */
	sw_reason found : 8;    /* how it was matched where that is worth saying: similar name, link, former code */
	sw_outcome fixed : 8;   /* outcome before any chunk, SW_UNDECIDED where a chunk decides */
	sw_reason fixed_reason : 8;
	bool followed : 1;
	bool level_changed : 1;
	bool decider : 1;       /* the line whose journal row stands for the changed holder */
	bool old_known : 1;
	bool new_known : 1;
	sw_stock_status old_status : 8;
	sw_stock_status new_status : 8;
} sw_entry;

/* Lines that reach one holder. They are written together, in the chunk of the last of them. */
typedef struct sw_group {
	uint64_t holder; /* 0: a line on its own that writes nothing */
	uint32_t first;  /* line indexes */
	uint32_t last;
	uint32_t lines;
} sw_group;

typedef enum sw_role { SW_ROLE_HOLDER, SW_ROLE_PARENT, SW_ROLE_CHILD } sw_role;

/* What has to change for one product. */
typedef struct sw_change {
	uint64_t id;
	uint64_t parent;
	sw_quantity old;
	sw_quantity stock;
	sw_slice query;         /* a statement that a listener wants instead of our write of _stock; empty: ours */
	uint32_t product;       /* index in the catalog */
	sw_type type : 8;
	sw_role role : 8;
	sw_stock_status old_status : 8;
	sw_stock_status status : 8;
	int8_t term;            /* +1 gains the visibility term outofstock, -1 loses it */
	bool set_stock : 1;
	bool set_status : 1;
	bool set_lookup : 1;
	bool set_attribute : 1; /* wc_product_attributes_lookup.in_stock follows the status */
	bool touch : 1;         /* post_modified becomes now */
	bool stock_known : 1;   /* the product keeps a number (holder) */
	bool old_known : 1;
} sw_change;

typedef struct sw_changes {
	sw_arena *arena;
	sw_change *items;
	size_t count;
	size_t cap;
} sw_changes;

/* The shop's own rounding where it is neither identity nor truncation; false where it threw. */
typedef bool (*sw_round_fn)(void *context, sw_quantity in, sw_quantity *out);

typedef struct sw_plan {
	const sw_shop *shop;
	sw_arena *arena;
	sw_line *lines;
	sw_entry *entries;
	size_t count;
	sw_catalog *catalog;
	sw_matches *matches;
	sw_group *groups; /* in the order of their last line, but for those put last */
	size_t group_count;
	sw_round_fn round;
	void *round_context;
	bool tried_only;   /* a preview: journal rows change nothing */
} sw_plan;

/* Before matching: the warehouse of each line and what follows from it alone. */
sw_status sw_plan_warehouses(sw_plan *p, sw_error *e);
/* After matching: each way's product, added to the catalog. */
sw_status sw_plan_products(sw_plan *p, sw_error *e);
/* With products and their parents loaded: the holder of each line, or why there is none. */
void sw_plan_holders(sw_plan *p);
/* Whether a line has a say in its holder's number: that of a product that does not follow, or of another warehouse, has none. */
bool sw_plan_decides(const sw_entry *entry);
/* Whether its level is kept all the same. */
bool sw_plan_keeps_level(const sw_entry *entry);
/* Has a line that may not change its holder a level to say or to take back? */
bool sw_plan_says_level(const sw_line *line);
/* Collisions, superseded lines, and the groups. */
sw_status sw_plan_groups(sw_plan *p, sw_error *e);
/* Puts the groups [from, to), at most SW_CHUNK_LINES of them, behind all others, in their order. */
void sw_plan_put_last(sw_plan *p, size_t from, size_t to);
/* WooCommerce's rule: status of a holder with this quantity. */
sw_stock_status sw_plan_status(const sw_shop *shop, sw_quantity quantity, bool backorders);
/* Rounds as the shop does; false where the shop's own function threw. */
bool sw_plan_round(const sw_plan *p, sw_quantity in, sw_quantity *out);

/* With levels and rows of the groups [from, to) freshly read: applies the lines to the levels, decides every line, and
   appends what has to change. May be called again after the same rows were read anew. */
sw_status sw_plan_chunk(sw_plan *p, size_t from, size_t to, sw_levels *levels, sw_changes *out);

/* Appends the change of one holder that is to hold quantity (derive.c), and those of its parent and variations. Nothing is
   appended where every row is right. Returns false when memory is short. */
bool sw_derive_holder(sw_catalog *c, uint32_t holder, sw_quantity quantity, sw_changes *out);
/* Appends the changes of the variable parents of changed variations, once each. */
bool sw_derive_parents(sw_catalog *c, sw_changes *out);
/* For healing: what the rows of these products and of their parents ought to be by their own _stock, or by the variations'
   statuses of a parent that manages none. Each is derived once, parents after their variations. Numbers are left alone. */
bool sw_derive_again(sw_catalog *c, const uint64_t *ids, size_t n, sw_changes *out);
sw_change *sw_changes_add(sw_changes *out);
/* Those from index `from` on, as many as one statement takes; the items stay those of changes. */
sw_changes sw_changes_part(const sw_changes *changes, size_t from);
/* Makes sure that `more` of them can be added without any memory; false when it is short. */
bool sw_changes_reserve(sw_changes *out, size_t more);

#endif

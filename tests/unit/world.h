/* SPDX-License-Identifier: MIT */
/* A shop in memory for the tests of match, plan, derive and write: rows are handed to core as a database would. */
#ifndef SW_TEST_WORLD_H
#define SW_TEST_WORLD_H

#include "support.h"

#include <stdio.h>

#include "journal.h"
#include "plan.h"
#include "price.h"
#include "render.h"
#include "write.h"

#define TERM_OUT 7
#define TERM_VARIABLE 8
#define TERM_GROUPED 9
#define TERM_EXTERNAL 10

typedef struct world {
	sw_arena *arena;
	sw_shop shop;
	sw_slice warehouses[4];
	sw_feed feed;
	sw_matches matches;
	sw_catalog catalog;
	sw_plan plan;
	sw_levels levels;
	sw_changes changes;
	sw_buf sql;
} world;

/* The statement that was written is this one; the next begins anew. */
#define ASSERT_SQL(w, text)                                                                                                                \
	do {                                                                                                                                   \
		assert_string_equal((w).sql.ptr, text);                                                                                            \
		sw_buf_clear(&(w).sql);                                                                                                            \
	} while (0)

static inline sw_slice cell(const char *text)
{
	return text == NULL ? (sw_slice){ NULL, 0 } : (sw_slice){ text, strlen(text) };
}

/* A shop that follows the warehouses named, in lower case. */
static inline void open_world(world *w, const char *first, const char *second)
{
	*w = (world){ .arena = sw_arena_create() };
	assert_non_null(w->arena);
	w->warehouses[0] = cell(first);
	w->warehouses[1] = cell(second);
	w->shop = (sw_shop){ .prefix = "wp_",
		.manage_stock = true,
		.status_truncates = true,
		.attribute_lookup = true,
		.sync_prices = true,
		.rounding = SW_ROUND_TRUNCATE,
		.warehouses = w->warehouses,
		.warehouse_count = (first != NULL) + (size_t) (second != NULL),
		.term_outofstock = TERM_OUT,
		.term_variable = TERM_VARIABLE,
		.term_grouped = TERM_GROUPED,
		.term_external = TERM_EXTERNAL };
	w->matches = (sw_matches){ .shop = &w->shop, .arena = w->arena };
	w->catalog = (sw_catalog){ .shop = &w->shop, .arena = w->arena };
	w->levels.arena = w->arena;
	w->changes.arena = w->arena;
}

static inline void close_world(world *w)
{
	sw_match_free(&w->matches);
	sw_buf_free(&w->sql);
	sw_arena_destroy(w->arena);
}

/* The push: lines are read and their warehouses and ways made. */
static inline void push(world *w, const char *json)
{
	const char *body = sw_arena_copy(w->arena, json, strlen(json)); /* which the lines point into */
	sw_error e = { 0 };

	assert_non_null(body);
	assert_int_equal(sw_feed_read(SW_DIALECT_V1, body, strlen(body), w->arena, &w->feed, &e), SW_OK);
	w->plan = (sw_plan){
		.shop = &w->shop, .arena = w->arena, .lines = w->feed.lines, .count = w->feed.count, .catalog = &w->catalog, .matches = &w->matches
	};
	w->plan.entries = sw_arena_alloc(w->arena, w->feed.count * sizeof *w->plan.entries);
	assert_int_equal(sw_plan_warehouses(&w->plan, &e), SW_OK);
	assert_int_equal(sw_match_collect(&w->matches, w->feed.lines, w->feed.count, &e), SW_OK);
}

static inline void sku_row(world *w, const char *id, const char *sku)
{
	const sw_slice cells[] = { cell(id), cell(sku) };

	assert_true(sw_match_take_code(&w->matches, cells, 2));
}

/* A row of the names table for a name as the shop has it. */
static inline void name_row(world *w, sw_key_kind kind, const char *id, const char *name, const char *rank)
{
	char number[2] = { (char) ('0' + kind), '\0' };
	sw_buf scratch = { 0 };
	sw_key key;

	assert_int_equal(sw_name_key(kind, cell(name), &w->shop.locale, &scratch, &key), SW_OK);
	sw_buf_free(&scratch);
	const sw_slice cells[] = { cell(number), { (const char *) key.bytes, SW_KEY_BYTES }, cell(id), cell(rank) };
	assert_true(sw_match_take_key(&w->matches, cells, 4));
}

static inline void post_row(world *w, const char *id, const char *parent, const char *type, const char *status)
{
	const sw_slice cells[] = { cell(id), cell(parent), cell(type), cell(status), cell(NULL), cell(NULL), cell(NULL) };

	assert_int_not_equal(sw_catalog_add(&w->catalog, sw_sql_u64(cell(id))), SW_MAP_NONE);
	assert_true(sw_catalog_take_post(&w->catalog, cells, 7));
}

static inline void lookup_row(world *w, const char *id, const char *parent, const char *type, const char *quantity, const char *status)
{
	const sw_slice cells[] = { cell(id), cell(parent), cell(type), cell("publish"), cell(id), cell(quantity), cell(status) };

	assert_int_not_equal(sw_catalog_add(&w->catalog, sw_sql_u64(cell(id))), SW_MAP_NONE);
	assert_true(sw_catalog_take_post(&w->catalog, cells, 7));
}

static inline void meta_row(world *w, const char *id, const char *key, const char *value, const char *meta_id)
{
	const sw_slice cells[] = { cell(id), cell(key), cell(value), cell(meta_id) };

	assert_true(sw_catalog_take_meta(&w->catalog, cells, 4));
}

static inline void term_row(world *w, const char *id, const char *term)
{
	const sw_slice cells[] = { cell(id), cell(term) };

	assert_true(sw_catalog_take_term(&w->catalog, cells, 2));
}

static inline void child_row(world *w, const char *id, const char *parent)
{
	const sw_slice cells[] = { cell(id), cell(parent) };

	assert_true(sw_catalog_take_child(&w->catalog, cells, 2));
}

/* A simple product whose rows all agree. */
static inline void simple_product(world *w, const char *id, const char *stock, const char *status)
{
	char meta[2][32];

	(void) snprintf(meta[0], sizeof meta[0], "%s1", id);
	(void) snprintf(meta[1], sizeof meta[1], "%s2", id);
	lookup_row(w, id, "0", "product", stock, status);
	meta_row(w, id, "_manage_stock", "yes", "1");
	meta_row(w, id, "_stock", stock, meta[0]);
	meta_row(w, id, "_stock_status", status, meta[1]);
	if (strcmp(status, "outofstock") == 0) {
		term_row(w, id, "7");
	}
}

/* Products of the lines are known to the plan; call before their rows are handed over. */
static inline void find_products(world *w)
{
	sw_error e = { 0 };

	assert_int_equal(sw_plan_products(&w->plan, &e), SW_OK);
}

/* A push whose code "x" is a product 5 with five pieces. */
static inline void push_for_one(world *w, const char *json)
{
	push(w, json);
	sku_row(w, "5", "x");
	find_products(w);
	simple_product(w, "5", "5.000000", "instock");
}

/* What an earlier push of the same source told of product 5 in a warehouse; sequence may be NULL. */
static inline void known_level(world *w, const char *warehouse, const char *quantity, const char *sequence)
{
	const sw_slice cells[] = { cell("5"), cell(warehouse), cell(quantity), cell(sequence), cell(NULL), cell(warehouse),
		w->levels.source.ptr == NULL ? cell("") : w->levels.source, cell("0"), cell("1000000") };

	assert_true(sw_levels_take(&w->levels, cells, 9));
}

/* Holders, groups, and one chunk of everything. */
static inline void decide(world *w)
{
	sw_error e = { 0 };

	sw_plan_holders(&w->plan);
	assert_int_equal(sw_plan_groups(&w->plan, &e), SW_OK);
	assert_int_equal(sw_plan_chunk(&w->plan, 0, w->plan.group_count, &w->levels, &w->changes), SW_OK);
}

/* A plan of lines that waited: what a step of a staged run decides. */
static inline void stage(world *w, sw_line *lines, size_t count)
{
	open_world(w, "a", NULL);
	w->plan =
		(sw_plan){ .shop = &w->shop, .arena = w->arena, .lines = lines, .count = count, .catalog = &w->catalog, .matches = &w->matches };
	w->plan.entries = sw_arena_alloc(w->arena, count * sizeof *w->plan.entries);
	w->feed = (sw_feed){ .lines = lines, .count = count };
	assert_int_equal(sw_plan_warehouses(&w->plan, NULL), SW_OK);
	assert_int_equal(sw_match_collect(&w->matches, lines, count, NULL), SW_OK);
	find_products(w);
	simple_product(w, "5", "5.000000", "instock");
}

static inline void assert_line(const world *w, size_t line, const char *outcome, const char *reason)
{
	assert_string_equal(sw_outcome_code(w->feed.lines[line].outcome), outcome);
	assert_string_equal(sw_reason_code(w->feed.lines[line].reason), reason);
}

static inline const sw_change *change_of(const world *w, uint64_t id)
{
	for (size_t i = 0; i < w->changes.count; i++) {
		if (w->changes.items[i].id == id) {
			return &w->changes.items[i];
		}
	}
	return NULL;
}

static inline const char *statement(world *w, sw_write_step step)
{
	sw_buf_clear(&w->sql);
	return sw_write_statement(step, &w->catalog, &w->changes, &w->sql) ? w->sql.ptr : NULL;
}

#endif

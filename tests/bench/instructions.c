/* SPDX-License-Identifier: MIT */
/* Parse, match and plan on fixed inputs, for callgrind to count, each within a function of its own. */
#include "feed.h"
#include "journal.h"
#include "plan.h"
#include "write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINES 5000U

typedef struct bench {
	sw_arena *arena;
	sw_shop shop;
	sw_slice warehouse;
	sw_buf body;
	sw_feed feed;
	sw_matches matches;
	sw_catalog catalog;
	sw_plan plan;
	sw_levels levels;
	sw_changes changes;
	sw_buf sql;
} bench;

static void die(const char *what)
{
	(void) fprintf(stderr, "instructions: %s failed\n", what);
	exit(1);
}

static sw_slice text(const char *s)
{
	return (sw_slice){s, strlen(s)};
}

/* Codes in four of five lines, names with diacritics in the rest; no clock and no chance in it. */
static void make_body(bench *b)
{
	sw_buf_char(&b->body, '[');
	for (unsigned i = 0; i < LINES; i++) {
		char line[256];

		if (i % 5 == 4) {
			(void) snprintf(line, sizeof line, "%s{\"name\":\"Șurub cu cap înecat %u,5x%u\",\"warehouse\":\"Magazin\",\"quantity\":%u.5}",
				i > 0 ? "," : "", i, i % 90, i % 50);
		} else {
			(void) snprintf(line, sizeof line, "%s{\"code\":\"SW-%06u\",\"name\":\"Produs %u\",\"warehouse\":\"magazin\",\"quantity\":%u}",
				i > 0 ? "," : "", i, i, i % 50);
		}
		sw_buf_str(&b->body, line);
	}
	sw_buf_char(&b->body, ']');
}

/* callgrind collects within this function only, and in what it calls. */
__attribute__((noinline)) static void measured_parse(bench *b)
{
	if (sw_feed_read(SW_DIALECT_V1, b->body.ptr, b->body.len, b->arena, &b->feed, NULL) != SW_OK || b->feed.count != LINES) {
		die("parse");
	}
}

static void hand_over(bench *b, uint32_t way)
{
	char number[24];
	sw_slice cells[4];

	(void) snprintf(number, sizeof number, "%u", way + 1);
	if (b->matches.ways[way].kind == SW_BY_CODE) {
		cells[0] = text(number);
		cells[1] = b->matches.ways[way].text;
		(void) sw_match_take_code(&b->matches, cells, 2);
		return;
	}
	cells[0] = text("1");
	cells[1] = (sw_slice){(const char *) sw_match_keys(&b->matches.ways[way])->text.bytes, SW_KEY_BYTES};
	cells[2] = text(number);
	cells[3] = text("0");
	(void) sw_match_take_key(&b->matches, cells, 4);
}

__attribute__((noinline)) static void measured_match(bench *b)
{
	if (sw_match_collect(&b->matches, b->feed.lines, b->feed.count, NULL) != SW_OK) {
		die("match");
	}
	for (uint32_t from = 0; from < b->matches.count; from += 500) {
		const uint32_t to = b->matches.count - from < 500 ? b->matches.count : from + 500;

		sw_buf_clear(&b->sql);
		(void) sw_match_select_codes(&b->matches, from, to, &b->sql);
		sw_buf_clear(&b->sql);
		(void) sw_match_select_keys(&b->matches, from, to, &b->sql);
	}
	for (uint32_t i = 0; i < b->matches.count; i++) {
		hand_over(b, i);
	}
}

static void load_product(bench *b, uint32_t at)
{
	static const char *const metas[][2] = {{"_manage_stock", "yes"}, {"_stock", "5.000000"}, {"_stock_status", "instock"},
		{"_backorders", "no"}};
	char id[24];
	char meta_id[24];
	sw_slice post[7];

	(void) snprintf(id, sizeof id, "%llu", (unsigned long long) b->catalog.items[at].id);
	post[0] = text(id);
	post[1] = text("0");
	post[2] = text("product");
	post[3] = text("publish");
	post[4] = text(id);
	post[5] = text("5");
	post[6] = text("instock");
	(void) sw_catalog_take_post(&b->catalog, post, 7);
	for (unsigned i = 0; i < 4; i++) {
		sw_slice cells[4];

		(void) snprintf(meta_id, sizeof meta_id, "%u", at * 4 + i + 1);
		cells[0] = text(id);
		cells[1] = text(metas[i][0]);
		cells[2] = text(metas[i][1]);
		cells[3] = text(meta_id);
		(void) sw_catalog_take_meta(&b->catalog, cells, 4);
	}
}

__attribute__((noinline)) static void measured_plan(bench *b)
{
	uint32_t line = SW_MAP_NONE;
	size_t group = 0;

	if (sw_plan_products(&b->plan, NULL) != SW_OK) {
		die("plan");
	}
	for (uint32_t i = 0; i < b->catalog.count; i++) {
		load_product(b, i);
	}
	sw_plan_holders(&b->plan);
	if (sw_plan_groups(&b->plan, NULL) != SW_OK
		|| sw_plan_chunk(&b->plan, 0, b->plan.group_count, &b->levels, &b->changes) != SW_OK) {
		die("plan");
	}
	for (sw_write_step step = SW_WRITE_METAS; step < SW_WRITE_TERM_COUNT; step++) {
		sw_buf_clear(&b->sql);
		(void) sw_write_statement(step, &b->catalog, &b->changes, &b->sql);
	}
	do {
		sw_buf_clear(&b->sql);
	} while (sw_journal_lines(&b->plan, 1, &group, &line, b->plan.group_count, &b->sql));
}

static void open_bench(bench *b)
{
	b->arena = sw_arena_create();
	if (b->arena == NULL) {
		die("memory");
	}
	b->warehouse = text("magazin");
	b->shop = (sw_shop){.prefix = "wp_", .manage_stock = true, .status_truncates = true, .attribute_lookup = true,
		.rounding = SW_ROUND_TRUNCATE, .warehouses = &b->warehouse, .warehouse_count = 1, .term_outofstock = 7,
		.term_variable = 8, .term_grouped = 9, .term_external = 10};
	b->matches = (sw_matches){.shop = &b->shop, .arena = b->arena};
	b->catalog = (sw_catalog){.shop = &b->shop, .arena = b->arena};
	b->levels.arena = b->arena;
	b->changes.arena = b->arena;
	make_body(b);
}

static void begin_plan(bench *b)
{
	b->plan = (sw_plan){.shop = &b->shop, .arena = b->arena, .lines = b->feed.lines, .count = b->feed.count,
		.catalog = &b->catalog, .matches = &b->matches};
	b->plan.entries = sw_arena_alloc(b->arena, b->feed.count * sizeof *b->plan.entries);
	if (b->plan.entries == NULL || sw_plan_warehouses(&b->plan, NULL) != SW_OK) {
		die("plan");
	}
}

int main(void)
{
	bench b = {0};

	open_bench(&b);
	measured_parse(&b);
	begin_plan(&b);
	measured_match(&b);
	measured_plan(&b);
	if (b.changes.count < LINES / 2) {
		die("plan: too few changes");
	}
	sw_match_free(&b.matches);
	sw_buf_free(&b.sql);
	sw_buf_free(&b.body);
	sw_arena_destroy(b.arena);
	return 0;
}

/* SPDX-License-Identifier: MIT */
/* Memory that runs out anywhere between a body and its receipt ends the push there, and nothing leaks or is half done.
   link: -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=sw_arena_alloc,--wrap=sw_arena_copy,--wrap=sw_arena_grow */
#define FAILING_ARENA
#include "failing.h"

#include "world.h"

#include "links.h"
#include "staging.h"

/* By code, by name, by GTIN, by a link; a variation and its parent; what nothing is found for. */
static const char body[] = "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":7,\"sequence\":1},{\"code\":\"X2\",\"warehouse\":\"b\",\"quantity\":2},"
						   "{\"name\":\"Șurub 3,5x40\",\"warehouse\":\"A\",\"quantity\":3},{\"gtin\":\"5941\",\"warehouse\":\"A\",\"quantity\":4},"
						   "{\"code\":\"gone\",\"warehouse\":\"A\",\"quantity\":4},{\"code\":\"lost\",\"name\":\"L\",\"warehouse\":\"A\",\"quantity\":4},"
						   "{\"code\":\"v\",\"warehouse\":\"A\",\"quantity\":0},{\"code\":\"two\",\"warehouse\":\"A\",\"quantity\":1}]";

static bool give(sw_row_fn take, void *context, unsigned n, const char *const *texts)
{
	sw_slice cells[9];

	for (unsigned i = 0; i < n; i++) {
		cells[i] = cell(texts[i]);
	}
	return take(context, cells, n);
}

#define GIVE(take, context, ...)                                                                             \
	give(take, context, sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *), (const char *const[]){ __VA_ARGS__ })

/* What core says of it. */
static sw_error said;

static sw_status match(world *w)
{
	bool any = false;
	sw_status status = sw_match_collect(&w->matches, w->feed.lines, w->feed.count, &said);

	if (status == SW_OK) {
		(void) sw_match_select_codes(&w->matches, 0, w->matches.count, &w->sql);
		(void) sw_match_select_keys(&w->matches, 0, w->matches.count, &w->sql);
		status = w->sql.failed ? SW_E_NOMEM : SW_OK;
		sw_buf_clear(&w->sql);
	}
	if (status == SW_OK
		&& !(GIVE(sw_match_take_code, &w->matches, "5", "x") && GIVE(sw_match_take_code, &w->matches, "6", "x2")
			&& GIVE(sw_match_take_code, &w->matches, "8", "v") && GIVE(sw_match_take_code, &w->matches, "5", "two")
			&& GIVE(sw_match_take_code, &w->matches, "6", "two"))) {
		status = SW_E_NOMEM;
	}
	if (status == SW_OK) {
		status = sw_links_select(&w->matches, 0, w->matches.count, &w->sql, &any);
		status = w->sql.failed ? SW_E_NOMEM : status;
		sw_buf_clear(&w->sql);
	}
	return status == SW_OK ? sw_plan_products(&w->plan, &said) : status;
}

static bool load(world *w)
{
	sw_catalog *c = &w->catalog;
	bool ok = GIVE(sw_catalog_take_post, c, "5", "0", "product", "publish", "5", "5.000000", "instock")
		&& GIVE(sw_catalog_take_post, c, "6", "0", "product", "publish", "6", "5.000000", "instock")
		&& GIVE(sw_catalog_take_post, c, "8", "7", "product_variation", "publish", "8", "5.000000", "instock") && sw_catalog_add(c, 7) != SW_MAP_NONE
		&& GIVE(sw_catalog_take_post, c, "7", "0", "product", "publish", "7", NULL, "instock") && GIVE(sw_catalog_take_term, c, "7", "8")
		&& GIVE(sw_catalog_take_child, c, "8", "7");

	for (unsigned i = 0; i < 3 && ok; i++) {
		static const char *const ids[] = { "5", "6", "8" };
		static const char *const metas[][3] = { { "11", "12", "13" }, { "21", "22", "23" }, { "31", "32", "33" } };

		ok = GIVE(sw_catalog_take_meta, c, ids[i], "_manage_stock", "yes", metas[i][0])
			&& GIVE(sw_catalog_take_meta, c, ids[i], "_stock", "5.000000", metas[i][1])
			&& GIVE(sw_catalog_take_meta, c, ids[i], "_stock_status", "instock", metas[i][2]);
	}
	return ok && GIVE(sw_levels_take, &w->levels, "5", "a", "5.000000", "1", NULL, "A", "v1", "0", "1000000");
}

static sw_status write_down(world *w)
{
	uint32_t line = SW_MAP_NONE;
	size_t group = 0;
	size_t at = 0;

	for (sw_write_step step = SW_WRITE_METAS; step < SW_WRITE_STEPS; step++) {
		(void) sw_write_statement(step, &w->catalog, &w->changes, &w->sql);
	}
	(void) sw_levels_write(&w->levels, &w->shop, 3, &(size_t){ 0 }, &w->sql);
	(void) sw_journal_lines(&w->plan, 3, &group, &line, w->plan.group_count, &w->sql);
	group = 0;
	(void) sw_links_unmatched(&w->plan, 3, &group, w->plan.group_count, &w->sql);
	(void) sw_staging_insert(&w->shop, 3, w->feed.lines, w->feed.count, &at, &w->sql);
	sw_render_json(&w->plan, 3, true, &w->sql);
	sw_render_smartbill(&w->plan, &w->sql);
	return w->sql.failed ? SW_E_NOMEM : SW_OK;
}

/* As the engine goes, up to the first thing that goes wrong. */
static sw_status whole_push(world *w)
{
	sw_status status = sw_feed_read(SW_DIALECT_V1, body, sizeof body - 1, w->arena, &w->feed, &said);

	if (status == SW_OK) {
		w->plan = (sw_plan){ .shop = &w->shop, .arena = w->arena, .lines = w->feed.lines, .count = w->feed.count, .catalog = &w->catalog,
			.matches = &w->matches };
		w->plan.entries = sw_arena_alloc(w->arena, w->feed.count * sizeof *w->plan.entries);
		status = w->plan.entries == NULL ? SW_E_NOMEM : sw_plan_warehouses(&w->plan, &said);
	}
	if (status == SW_OK) {
		status = match(w);
	}
	if (status == SW_OK) {
		status = load(w) ? SW_OK : SW_E_NOMEM;
	}
	if (status == SW_OK) {
		sw_plan_holders(&w->plan);
		status = sw_plan_groups(&w->plan, &said);
	}
	if (status == SW_OK) {
		status = sw_plan_chunk(&w->plan, 0, w->plan.group_count, &w->levels, &w->changes);
	}
	return status == SW_OK ? write_down(w) : status;
}

static void every_failing_allocation_of_a_push_ends_it(void **state)
{
	(void) state;
	for (int after = 0; after < 2; after++) {
		unsigned long nth = 0;
		sw_status status;

		do {
			world w;

			nth++;
			fail_at(0, false);
			open_world(&w, "a", "b");
			w.shop.gtin = true;
			said = (sw_error){ 0 };
			fail_at(nth, after == 1);
			status = whole_push(&w);
			countdown = 0;
			if (status != SW_OK && status != SW_E_NOMEM) {
				fail_msg("allocation %lu failed: status %d", nth, status);
			}
			/* Of the parser's errors alone an offset tells. */
			if (said.status != SW_OK) {
				assert_int_equal(said.status, SW_E_NOMEM);
				assert_int_equal(said.message[strlen(said.message) - 1], '.');
				assert_true(said.offset == 0 || strcmp(said.message, "There is not enough memory to read the body.") == 0);
			}
			if (asked >= nth && status == SW_OK) {
				fail_msg("allocation %lu failed and nobody noticed", nth);
			}
			if (status == SW_OK) {
				/* The whole push, at last: it decided as it should. */
				assert_line(&w, 0, "updated", "missing_warehouse");
				assert_line(&w, 6, "updated", "missing_warehouse");
				assert_line(&w, 7, "ambiguous", "several_codes");
			}
			close_world(&w);
		} while (status != SW_OK);
		assert_true(nth > 50);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_failing_allocation_of_a_push_ends_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* The statements that ask, and what becomes of the rows that answer: by index, in chunks, and deaf to rows of another shape. */
#include "world.h"

#include "limits.h"
#include "staging.h"

#define ASSERT_HOLDS(w, text)                           \
	do {                                                \
		if (strstr((w).sql.ptr, text) == NULL) {        \
			fail_msg("%s is not in %s", text, (w).sql.ptr); \
		}                                               \
	} while (0)

static void products_are_asked_for_by_id(void **state)
{
	static const uint64_t ids[] = { 5, 18446744073709551615U };
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	sw_catalog_select_posts(&w.shop, ids, 2, &w.sql);
	ASSERT_SQL(w, "SELECT p.ID, p.post_parent, p.post_type, p.post_status, l.product_id, l.stock_quantity, l.stock_status FROM `wp_posts` p "
		"LEFT JOIN `wp_wc_product_meta_lookup` l ON l.product_id = p.ID WHERE p.ID IN (5,18446744073709551615)");
	sw_catalog_select_metas(&w.shop, ids, 1, &w.sql);
	ASSERT_HOLDS(w, "FROM `wp_postmeta` WHERE post_id IN (5) AND meta_key IN ('_stock','_stock_status','_manage_stock','_backorders',");
	sw_buf_clear(&w.sql);
	/* By primary key, in its order, so that two runs lock alike. */
	sw_catalog_lock_metas(&w.shop, ids, 1, &w.sql);
	ASSERT_SQL(w, "SELECT post_id, meta_key, meta_value, meta_id FROM `wp_postmeta` WHERE meta_id IN (5) ORDER BY meta_id FOR UPDATE");
	sw_catalog_select_terms(&w.shop, ids, 1, &w.sql);
	ASSERT_SQL(w, "SELECT object_id, term_taxonomy_id FROM `wp_term_relationships` WHERE object_id IN (5) AND term_taxonomy_id IN (7,8,9,10)");
	sw_catalog_select_children(&w.shop, ids, 1, &w.sql);
	ASSERT_HOLDS(w, "FROM `wp_posts` WHERE post_parent IN (5) AND post_type = 'product_variation' AND post_status IN ('publish','private')");
	close_world(&w);
}

static void what_the_owner_chose_since_is_asked_for_by_its_keys(void **state)
{
	const sw_slice newest[] = { cell("4711"), cell("1") };
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	sw_catalog_select_newest(&w.shop, &w.sql);
	ASSERT_SQL(w, "SELECT MAX(meta_id) FROM `wp_postmeta`");
	assert_true(sw_catalog_take_newest(&w.shop, newest, 1));
	sw_catalog_select_choices_since(&w.shop, &w.sql);
	ASSERT_SQL(w, "SELECT post_id, meta_key, meta_value, meta_id FROM `wp_postmeta` WHERE meta_key IN ('_stockwire_follow','_stockwire_buffer') AND meta_id > 4711 ORDER BY meta_id");
	assert_true(sw_catalog_take_newest(&w.shop, newest, 2));
	assert_int_equal(w.shop.newest_meta, 0);
	close_world(&w);
}

static void a_product_that_is_forgotten_stays_in_its_family(void **state)
{
	const uint64_t ids[] = { 5, 20, 21 };
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	lookup_row(&w, "5", "20", "product_variation", "5.000000", "instock");
	lookup_row(&w, "20", "0", "product", NULL, "instock");
	term_row(&w, "20", "8");
	sw_catalog_forget(&w.catalog, ids, 3);
	for (uint32_t i = 0; i < 2; i++) {
		assert_false(w.catalog.items[i].read || w.catalog.items[i].loaded || w.catalog.items[i].lookup);
	}
	assert_int_equal(w.catalog.items[0].parent, 20);
	assert_int_equal(w.catalog.items[0].type, SW_TYPE_VARIATION);
	assert_int_equal(w.catalog.items[1].type, SW_TYPE_VARIABLE);
	close_world(&w);
}

static void levels_are_locked_only_in_a_transaction(void **state)
{
	static const uint64_t ids[] = { 5, 6 };
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	sw_levels_select(&w.shop, ids, 2, false, &w.sql);
	assert_null(strstr(w.sql.ptr, "FOR UPDATE"));
	ASSERT_HOLDS(w, "FROM `wp_stockwire_levels` WHERE holder_id IN (5,6)");
	sw_buf_clear(&w.sql);
	sw_levels_select(&w.shop, ids, 1, true, &w.sql);
	ASSERT_HOLDS(w, "WHERE holder_id IN (5) ORDER BY holder_id, warehouse FOR UPDATE");
	close_world(&w);
}

static void a_level_is_stored_with_its_order_of_events(void **state)
{
	const sw_line ordered = { .warehouse = cell("A"), .quantity = 1500000, .has_sequence = true, .sequence = -3, .has_as_of = true, .as_of = 12 };
	const sw_line plain = { .warehouse = cell("B'"), .quantity = 0 };
	sw_level_was was;
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	w.levels.source = cell("v1");
	assert_int_equal(sw_levels_apply(&w.levels, 5, cell("a"), &ordered, &was), SW_LEVEL_CHANGED);
	assert_int_equal(sw_levels_apply(&w.levels, 6, cell("b'"), &plain, &was), SW_LEVEL_CHANGED);
	assert_true(sw_levels_write(&w.levels, &w.shop, 3, &(size_t){ 0 }, &w.sql));
	ASSERT_HOLDS(w, "VALUES (5,X'61',_utf8mb4 X'41',1.500000,-3,12,3,UTC_TIMESTAMP(6),_utf8mb4 X'7631'),"
		"(6,X'6227',_utf8mb4 X'4227',0.000000,NULL,NULL,3,UTC_TIMESTAMP(6),_utf8mb4 X'7631') ON DUPLICATE KEY UPDATE");
	sw_buf_clear(&w.sql);
	w.levels = (sw_levels){ .arena = w.arena };
	assert_int_equal(w.levels.count, 0);
	assert_false(sw_levels_write(&w.levels, &w.shop, 3, &(size_t){ 0 }, &w.sql));
	close_world(&w);
}

static void the_shop_s_terms_are_known_by_their_slugs(void **state)
{
	static const char *const rows[][2] = { { "outofstock", "21" }, { "variable", "22" }, { "grouped", "23" }, { "external", "24" }, { "simple", "25" } };
	const sw_slice odd[] = { cell("variable") };
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	sw_shop_select_terms(&w.shop, &w.sql);
	ASSERT_HOLDS(w, "FROM `wp_term_taxonomy` x JOIN `wp_terms` t");
	for (size_t i = 0; i < COUNT(rows); i++) {
		const sw_slice cells[] = { cell(rows[i][0]), cell(rows[i][1]) };

		assert_true(sw_shop_take_term(&w.shop, cells, 2));
	}
	assert_true(sw_shop_take_term(&w.shop, odd, 1));
	assert_int_equal(w.shop.term_outofstock, 21);
	assert_int_equal(w.shop.term_variable, 22);
	assert_int_equal(w.shop.term_grouped, 23);
	assert_int_equal(w.shop.term_external, 24);
	close_world(&w);
}

static void rows_of_another_shape_or_of_nobody_are_passed_over(void **state)
{
	const sw_slice three[] = { cell("5"), cell("x"), cell("y") };
	const sw_slice stranger[] = { cell("99"), cell("_stock"), cell("3"), cell("1") };
	const sw_slice stranger_post[] = { cell("99"), cell("0"), cell("product"), cell("publish"), cell("99"), cell("1"), cell("instock") };
	const sw_slice no_term[] = { cell("5"), cell("0") };
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	post_row(&w, "5", "0", "product", "publish");
	assert_true(sw_catalog_take_post(&w.catalog, three, 3));
	assert_true(sw_catalog_take_post(&w.catalog, stranger_post, 7));
	assert_true(sw_catalog_take_meta(&w.catalog, three, 3));
	assert_true(sw_catalog_take_meta(&w.catalog, stranger, 4));
	assert_true(sw_catalog_take_term(&w.catalog, three, 3));
	assert_true(sw_catalog_take_term(&w.catalog, no_term, 2));
	assert_true(sw_catalog_take_child(&w.catalog, three, 3));
	assert_true(sw_levels_take(&w.levels, three, 3));
	assert_true(sw_match_take_code(&w.matches, three, 3));
	assert_true(sw_match_take_key(&w.matches, three, 3));
	assert_int_equal(w.catalog.count, 1);
	assert_false(w.catalog.items[0].term);
	assert_int_equal(w.levels.count, 0);
	close_world(&w);
}

/* What was read before is nothing any more; rows that were not asked for stay as they are. */
static void forgotten_products_are_read_anew(void **state)
{
	static const uint64_t ids[] = { 5, 99 };
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	simple_product(&w, "5", "5.000000", "instock");
	simple_product(&w, "6", "6.000000", "instock");
	sw_catalog_forget(&w.catalog, ids, 2);
	assert_false(w.catalog.items[0].read || w.catalog.items[0].managed || w.catalog.items[0].stock_known);
	assert_false(w.catalog.metas[w.catalog.first_meta[0]].alive);
	assert_true(w.catalog.items[1].read);
	assert_true(w.catalog.metas[w.catalog.first_meta[1]].alive);
	/* A row that is read again lives again, under its own number. */
	meta_row(&w, "5", "_stock", "8.000000", "51");
	assert_int_equal(w.catalog.items[0].stock, 8 * SW_QUANTITY_ONE);
	close_world(&w);
}

static void a_variation_is_linked_to_its_parent_once(void **state)
{
	world w;
	uint32_t first;

	(void) state;
	open_world(&w, "a", NULL);
	child_row(&w, "6", "5");
	child_row(&w, "7", "5");
	child_row(&w, "6", "5");
	first = sw_catalog_first_child(&w.catalog, 5);
	assert_int_equal(w.catalog.items[first].id, 6);
	assert_int_equal(w.catalog.items[w.catalog.sibling[first]].id, 7);
	assert_int_equal(w.catalog.sibling[w.catalog.sibling[first]], SW_MAP_NONE);
	assert_int_equal(sw_catalog_first_child(&w.catalog, 6), SW_MAP_NONE);
	close_world(&w);
}

static void a_step_s_progress_counts_only_in_its_own_state(void **state)
{
	sw_progress g = { .state = "matching", .lines = 7, .matched = 5, .changed = 2, .zeroed = 1 };
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	sw_journal_progress(&w.shop, 3, &g, &w.sql);
	ASSERT_HOLDS(w, "UPDATE `wp_stockwire_runs` SET matched = matched + 5, zeroed = zeroed + 1");
	ASSERT_HOLDS(w, "position = position + 7, changed = changed + 2");
	ASSERT_HOLDS(w, "WHERE id = 3 AND state = 'matching'");
	sw_buf_clear(&w.sql);
	g.next = "applying";
	g.cursor = 44;
	sw_journal_progress(&w.shop, 3, &g, &w.sql);
	ASSERT_HOLDS(w, "cursor_holder = 44");
	ASSERT_HOLDS(w, "state = 'applying'");
	ASSERT_HOLDS(w, "position = 0");
	sw_buf_clear(&w.sql);
	g.next = "held";
	sw_journal_progress(&w.shop, 3, &g, &w.sql);
	ASSERT_HOLDS(w, "position = 0, changed = changed + 2, state = 'held'");
	close_world(&w);
}

static void a_run_ends_with_the_counts_of_its_lines(void **state)
{
	const sw_slice updated[] = { cell("updated"), cell("3") };
	const sw_slice strange[] = { cell("what"), cell("9") };
	const sw_progress would = { .matched = 4, .changed = 3, .zeroed = 2 };
	sw_counts counts = { 0 };
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	sw_journal_select_counts(&w.shop, 3, &w.sql);
	ASSERT_SQL(w, "SELECT outcome, COUNT(*) FROM `wp_stockwire_lines` WHERE run_id = 3 GROUP BY outcome");
	assert_true(sw_journal_take_count(&counts, updated, 2));
	assert_true(sw_journal_take_count(&counts, strange, 2));
	assert_true(sw_journal_take_count(&counts, updated, 1));
	assert_int_equal(counts.of[SW_UPDATED], 3);
	sw_journal_finish(&w.shop, 3, &counts, &w.sql);
	ASSERT_HOLDS(w, "SET state = 'done'");
	ASSERT_HOLDS(w, "{\"updated\":3}");
	sw_buf_clear(&w.sql);
	sw_journal_hold(&w.shop, 3, &counts, &would, &w.sql);
	ASSERT_HOLDS(w, "SET state = 'held'");
	ASSERT_HOLDS(w, "matched = 4, changed = 3, zeroed = 2 WHERE id = 3");
	close_world(&w);
}

static void a_run_s_row_holds_key_and_digest_as_bytes(void **state)
{
	sw_run_facts facts = { .source = cell("v1"), .token_label = cell("l'abel"), .idempotency_key = cell("k'"), .body_digest = cell("dd"),
		.lines = 2, .state = "running", .preview = true, .actor = 7 };
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	sw_journal_begin(&w.shop, &facts, &w.sql);
	ASSERT_HOLDS(w, "(_utf8mb4 X'7631','running',1,UTC_TIMESTAMP(6),2,_utf8mb4 X'6c276162656c',X'6b27',X'6464',7)");
	sw_buf_clear(&w.sql);
	facts = (sw_run_facts){ .source = cell("v1"), .token_label = cell(""), .state = "staging" };
	sw_journal_begin(&w.shop, &facts, &w.sql);
	ASSERT_HOLDS(w, "'staging',0,UTC_TIMESTAMP(6),0,_utf8mb4 X'',NULL,NULL,0)");
	close_world(&w);
}

static void steps_of_a_staged_run_read_by_line_or_by_holder(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	sw_staging_select_lines(&w.shop, 3, 10, 500, &w.sql);
	ASSERT_HOLDS(w, "FROM `wp_stockwire_staged` WHERE run_id = 3 AND line > 10 ORDER BY line LIMIT 500");
	sw_buf_clear(&w.sql);
	sw_staging_select_holders(&w.shop, 3, 44, false, 500, &w.sql);
	ASSERT_HOLDS(w, "WHERE run_id = 3 AND holder_id > 44 ORDER BY holder_id, line LIMIT 500");
	sw_buf_clear(&w.sql);
	sw_staging_select_holders(&w.shop, 3, 44, true, 500, &w.sql);
	ASSERT_HOLDS(w, "WHERE run_id = 3 ORDER BY holder_id, line LIMIT 500");
	sw_buf_clear(&w.sql);
	sw_staging_insert_sums(&w.shop, 3, 10, &w.sql);
	ASSERT_HOLDS(w, "SELECT 3, 10 + ROW_NUMBER() OVER (ORDER BY t.holder_id), 1,");
	sw_buf_clear(&w.sql);
	sw_staging_insert_undo(&w.shop, 8, 3, &w.sql);
	ASSERT_HOLDS(w, "SELECT 8, ROW_NUMBER() OVER (ORDER BY l.line DESC), 2,");
	ASSERT_HOLDS(w, "WHERE l.run_id = 3");
	/* What the run itself wrote later is its own, not newer. */
	ASSERT_HOLDS(w, "AND n.run_id <> l.run_id");
	close_world(&w);
}

/* Two lines of one holder, one that nothing was found for. */
static void lines_of_a_plan_are_stored_found_tried_held_and_deleted(void **state)
{
	uint32_t line = SW_MAP_NONE;
	size_t group = 0;
	size_t at = 0;
	world w;

	(void) state;
	open_world(&w, "a", "b");
	push(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":7},{\"code\":\"x\",\"warehouse\":\"B\",\"quantity\":2},{\"code\":\"y\",\"warehouse\":\"A\",\"quantity\":1}]");
	sku_row(&w, "5", "x");
	find_products(&w);
	simple_product(&w, "5", "5.000000", "instock");
	decide(&w);
	assert_true(sw_staging_found(&w.plan, 3, 0, 3, &w.sql));
	ASSERT_HOLDS(w, "VALUES (3,1,5,5),(3,2,5,5) ON DUPLICATE KEY UPDATE holder_id");
	sw_buf_clear(&w.sql);
	assert_false(sw_staging_found(&w.plan, 3, 2, 3, &w.sql));
	sw_buf_clear(&w.sql);
	assert_true(sw_staging_tried(&w.plan, 3, 0, 3, &w.sql));
	ASSERT_HOLDS(w, "VALUES (3,1,5.000000,9.000000),(3,2,5.000000,9.000000) ON DUPLICATE KEY UPDATE old_quantity");
	sw_buf_clear(&w.sql);
	assert_false(sw_staging_tried(&w.plan, 3, 2, 3, &w.sql));
	sw_buf_clear(&w.sql);
	assert_true(sw_staging_delete(&w.plan, 3, &group, &line, w.plan.group_count, &w.sql));
	ASSERT_SQL(w, "DELETE FROM `wp_stockwire_staged` WHERE run_id = 3 AND line IN (1,2,3)");
	assert_false(sw_staging_hold(&w.plan, 3, &at, &w.sql));
	sw_buf_clear(&w.sql);
	w.feed.lines[1].outcome = SW_HELD;
	at = 0;
	assert_true(sw_staging_hold(&w.plan, 3, &at, &w.sql));
	ASSERT_HOLDS(w, "VALUES (3,2,0,5,_utf8mb4 X'78',_utf8mb4 X'',_utf8mb4 X'',_utf8mb4 X'42',2.000000,NULL,NULL,NULL,5,5.000000,9.000000)");
	assert_int_equal(at, 3);
	close_world(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(products_are_asked_for_by_id),
		cmocka_unit_test(what_the_owner_chose_since_is_asked_for_by_its_keys),
		cmocka_unit_test(a_product_that_is_forgotten_stays_in_its_family),
		cmocka_unit_test(levels_are_locked_only_in_a_transaction),
		cmocka_unit_test(a_level_is_stored_with_its_order_of_events),
		cmocka_unit_test(the_shop_s_terms_are_known_by_their_slugs),
		cmocka_unit_test(rows_of_another_shape_or_of_nobody_are_passed_over),
		cmocka_unit_test(forgotten_products_are_read_anew),
		cmocka_unit_test(a_variation_is_linked_to_its_parent_once),
		cmocka_unit_test(a_step_s_progress_counts_only_in_its_own_state),
		cmocka_unit_test(a_run_ends_with_the_counts_of_its_lines),
		cmocka_unit_test(a_run_s_row_holds_key_and_digest_as_bytes),
		cmocka_unit_test(steps_of_a_staged_run_read_by_line_or_by_holder),
		cmocka_unit_test(lines_of_a_plan_are_stored_found_tried_held_and_deleted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

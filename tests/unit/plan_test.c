/* SPDX-License-Identifier: MIT */
/* The outcome of every line: warehouses, holders, lines that meet, levels and their sum. */
#include "world.h"

static void one_line(world *w, const char *json)
{
	push_for_one(w, json);
	decide(w);
}

static void a_followed_warehouse_sets_the_number(void **state)
{
	world w;

	(void) state;
	open_world(&w, "magazin", NULL);
	one_line(&w, "[{\"code\":\"x\",\"warehouse\":\"MAGAZIN\",\"quantity\":7}]");
	assert_line(&w, 0, "updated", "set");
	assert_int_equal(w.plan.entries[0].old_quantity, 5 * SW_QUANTITY_ONE);
	assert_int_equal(w.plan.entries[0].new_quantity, 7 * SW_QUANTITY_ONE);
	assert_true(w.plan.entries[0].decider);
	close_world(&w);
}

static void what_is_right_already_is_unchanged(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	one_line(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":5}]");
	assert_line(&w, 0, "unchanged", "same");
	assert_int_equal(w.changes.count, 0);
	close_world(&w);
}

static void a_drifted_row_is_healed_and_said(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push_for_one(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":5}]");
	term_row(&w, "5", "7");
	decide(&w);
	assert_line(&w, 0, "updated", "healed");
	assert_int_equal(change_of(&w, 5)->term, -1);
	assert_false(change_of(&w, 5)->set_stock);
	close_world(&w);
}

static void another_warehouse_is_not_applied_but_its_level_is_kept(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	one_line(&w, "[{\"code\":\"x\",\"warehouse\":\"B\",\"quantity\":7}]");
	assert_line(&w, 0, "other_warehouse", "not_followed");
	assert_int_equal(w.changes.count, 0);
	assert_int_equal(w.levels.count, 1);
	assert_true(w.levels.items[0].dirty);
	close_world(&w);
}

static void without_a_chosen_warehouse_every_line_is_of_another(void **state)
{
	world w;

	(void) state;
	open_world(&w, NULL, NULL);
	one_line(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":7}]");
	assert_line(&w, 0, "other_warehouse", "none_followed");
	assert_int_equal(w.changes.count, 0);
	close_world(&w);
}

static void a_line_without_a_warehouse_means_the_only_followed_one(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	one_line(&w, "[{\"code\":\"x\",\"quantity\":7}]");
	assert_line(&w, 0, "updated", "set");
	close_world(&w);
	open_world(&w, "a", "b");
	one_line(&w, "[{\"code\":\"x\",\"quantity\":7}]");
	assert_line(&w, 0, "invalid", "warehouse_missing");
	assert_int_equal(w.changes.count, 0);
	close_world(&w);
}

static void levels_of_followed_warehouses_are_added_up(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", "b");
	push_for_one(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":7},{\"code\":\"x\",\"warehouse\":\"B\",\"quantity\":2},"
		"{\"code\":\"x\",\"warehouse\":\"C\",\"quantity\":100}]");
	decide(&w);
	assert_line(&w, 0, "updated", "set");
	assert_line(&w, 1, "updated", "set");
	assert_line(&w, 2, "other_warehouse", "not_followed");
	assert_int_equal(w.changes.count, 1);
	assert_int_equal(change_of(&w, 5)->stock, 9 * SW_QUANTITY_ONE);
	/* One journal row stands for the changed holder. */
	assert_false(w.plan.entries[0].decider);
	assert_true(w.plan.entries[1].decider);
	close_world(&w);
}

static void a_followed_warehouse_never_heard_of_counts_as_zero_and_is_said(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", "b");
	one_line(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":7}]");
	assert_line(&w, 0, "updated", "missing_warehouse");
	assert_int_equal(change_of(&w, 5)->stock, 7 * SW_QUANTITY_ONE);
	close_world(&w);
}

static void of_two_equal_lines_the_last_wins(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push_for_one(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":7},{\"code\":\"x\",\"warehouse\":\"a\",\"quantity\":2},"
		"{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":3}]");
	decide(&w);
	assert_line(&w, 0, "superseded", "later_line");
	assert_line(&w, 1, "superseded", "later_line");
	assert_line(&w, 2, "updated", "set");
	assert_int_equal(change_of(&w, 5)->stock, 3 * SW_QUANTITY_ONE);
	close_world(&w);
}

/* Product 5 is found by its code and by its name. */
static void push_two_ways(world *w, const char *json)
{
	open_world(w, "a", NULL);
	push(w, json);
	sku_row(w, "5", "x");
	name_row(w, SW_KEY_TEXT, "5", "Ceai", "0");
	find_products(w);
	simple_product(w, "5", "5.000000", "instock");
	decide(w);
}

static void two_codes_that_reach_one_holder_collide_and_write_nothing(void **state)
{
	world w;

	(void) state;
	push_two_ways(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":7},{\"name\":\"Ceai\",\"warehouse\":\"A\",\"quantity\":2}]");
	assert_line(&w, 0, "collision", "two_ways");
	assert_line(&w, 1, "collision", "two_ways");
	assert_int_equal(w.changes.count, 0);
	assert_int_equal(w.levels.count, 0);
	close_world(&w);
}

/* Nothing is written from the other warehouse, so that there is nothing to collide with. */
static void ways_to_one_holder_do_not_collide_where_one_warehouse_is_not_followed(void **state)
{
	world w;

	(void) state;
	push_two_ways(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":7},{\"name\":\"Ceai\",\"warehouse\":\"B\",\"quantity\":2}]");
	assert_line(&w, 0, "updated", "set");
	assert_line(&w, 1, "other_warehouse", "not_followed");
	assert_int_equal(change_of(&w, 5)->stock, 7 * SW_QUANTITY_ONE);
	close_world(&w);
}

static void variations_that_share_their_parent_s_stock_collide(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push(&w, "[{\"code\":\"s\",\"warehouse\":\"A\",\"quantity\":7},{\"code\":\"m\",\"warehouse\":\"A\",\"quantity\":2}]");
	sku_row(&w, "21", "s");
	sku_row(&w, "22", "m");
	find_products(&w);
	lookup_row(&w, "21", "20", "product_variation", NULL, "instock");
	lookup_row(&w, "22", "20", "product_variation", NULL, "instock");
	simple_product(&w, "20", "5.000000", "instock");
	term_row(&w, "20", "8");
	decide(&w);
	assert_line(&w, 0, "collision", "two_ways");
	assert_line(&w, 1, "collision", "two_ways");
	close_world(&w);
}

static void an_older_line_is_stale_and_changes_nothing(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push_for_one(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":7,\"sequence\":9}]");
	known_level(&w, "a", "5.000000", "10");
	decide(&w);
	assert_line(&w, 0, "stale", "older");
	assert_int_equal(w.changes.count, 0);
	assert_false(w.levels.items[0].dirty);
	close_world(&w);
}

static void going_back_to_an_earlier_number_is_legal(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":5,\"sequence\":11}]");
	sku_row(&w, "5", "x");
	find_products(&w);
	simple_product(&w, "5", "4.000000", "instock");
	known_level(&w, "a", "4.000000", "10");
	decide(&w);
	assert_line(&w, 0, "updated", "set");
	close_world(&w);
}

static void rounding_is_applied_once_to_the_sum_and_said(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", "b");
	push_for_one(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":1.5},{\"code\":\"x\",\"warehouse\":\"B\",\"quantity\":1.7}]");
	decide(&w);
	assert_line(&w, 1, "updated", "rounded");
	assert_int_equal(change_of(&w, 5)->stock, 3 * SW_QUANTITY_ONE);
	close_world(&w);
}

static void products_without_a_stock_of_their_own_are_refused_with_the_reason(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push(&w, "[{\"code\":\"plain\",\"warehouse\":\"A\",\"quantity\":1},{\"code\":\"grouped\",\"warehouse\":\"A\",\"quantity\":1},"
		"{\"code\":\"external\",\"warehouse\":\"A\",\"quantity\":1},{\"code\":\"parent\",\"warehouse\":\"A\",\"quantity\":1},"
		"{\"code\":\"optout\",\"warehouse\":\"A\",\"quantity\":1},{\"code\":\"trash\",\"warehouse\":\"A\",\"quantity\":1}]");
	sku_row(&w, "1", "plain");
	sku_row(&w, "2", "grouped");
	sku_row(&w, "3", "external");
	sku_row(&w, "4", "parent");
	sku_row(&w, "5", "optout");
	sku_row(&w, "6", "trash");
	find_products(&w);
	post_row(&w, "1", "0", "product", "publish");
	meta_row(&w, "1", "_manage_stock", "no", "11");
	post_row(&w, "2", "0", "product", "publish");
	meta_row(&w, "2", "_manage_stock", "yes", "21");
	term_row(&w, "2", "9");
	post_row(&w, "3", "0", "product", "publish");
	meta_row(&w, "3", "_manage_stock", "yes", "31");
	term_row(&w, "3", "10");
	post_row(&w, "4", "0", "product", "publish");
	term_row(&w, "4", "8");
	simple_product(&w, "5", "5.000000", "instock");
	meta_row(&w, "5", "_stockwire_follow", "no", "53");
	post_row(&w, "6", "0", "product", "trash");
	decide(&w);
	assert_line(&w, 0, "not_managed", "stock_not_managed");
	assert_line(&w, 1, "not_managed", "grouped");
	assert_line(&w, 2, "not_managed", "external");
	assert_line(&w, 3, "not_managed", "kept_by_variations");
	assert_line(&w, 4, "opted_out", "opted_out");
	assert_line(&w, 5, "unmatched", "no_such_code");
	assert_int_equal(w.changes.count, 0);
	close_world(&w);
}

static void a_shop_that_manages_no_stock_answers_so_for_every_line(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	w.shop.manage_stock = false;
	push(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":1},{\"code\":\"y\",\"warehouse\":\"B\",\"quantity\":1},{\"code\":\"\",\"warehouse\":\"A\",\"quantity\":1}]");
	find_products(&w);
	decide(&w);
	assert_line(&w, 0, "not_managed", "shop_not_managed");
	assert_line(&w, 1, "not_managed", "shop_not_managed");
	assert_line(&w, 2, "invalid", "code_and_name_blank");
	assert_int_equal(w.matches.count, 0);
	close_world(&w);
}

static void drafts_and_private_products_count(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push_for_one(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":0}]");
	post_row(&w, "5", "0", "product", "draft");
	decide(&w);
	assert_line(&w, 0, "updated", "set");
	/* … and get the term, but the term's count leaves them out. */
	assert_int_equal(change_of(&w, 5)->term, 1);
	assert_null(statement(&w, SW_WRITE_TERM_COUNT));
	close_world(&w);
}

static void a_chunk_that_is_decided_again_comes_to_the_same_end(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	one_line(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":7}]");
	for (int i = 0; i < 3; i++) {
		w.levels = (sw_levels){ .arena = w.arena };
		w.changes.count = 0;
		assert_int_equal(sw_plan_chunk(&w.plan, 0, w.plan.group_count, &w.levels, &w.changes), SW_OK);
		assert_line(&w, 0, "updated", "set");
		assert_int_equal(w.changes.count, 1);
	}
	close_world(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_followed_warehouse_sets_the_number),
		cmocka_unit_test(what_is_right_already_is_unchanged),
		cmocka_unit_test(a_drifted_row_is_healed_and_said),
		cmocka_unit_test(another_warehouse_is_not_applied_but_its_level_is_kept),
		cmocka_unit_test(without_a_chosen_warehouse_every_line_is_of_another),
		cmocka_unit_test(a_line_without_a_warehouse_means_the_only_followed_one),
		cmocka_unit_test(levels_of_followed_warehouses_are_added_up),
		cmocka_unit_test(a_followed_warehouse_never_heard_of_counts_as_zero_and_is_said),
		cmocka_unit_test(of_two_equal_lines_the_last_wins),
		cmocka_unit_test(two_codes_that_reach_one_holder_collide_and_write_nothing),
		cmocka_unit_test(ways_to_one_holder_do_not_collide_where_one_warehouse_is_not_followed),
		cmocka_unit_test(variations_that_share_their_parent_s_stock_collide),
		cmocka_unit_test(an_older_line_is_stale_and_changes_nothing),
		cmocka_unit_test(going_back_to_an_earlier_number_is_legal),
		cmocka_unit_test(rounding_is_applied_once_to_the_sum_and_said),
		cmocka_unit_test(products_without_a_stock_of_their_own_are_refused_with_the_reason),
		cmocka_unit_test(a_shop_that_manages_no_stock_answers_so_for_every_line),
		cmocka_unit_test(drafts_and_private_products_count),
		cmocka_unit_test(a_chunk_that_is_decided_again_comes_to_the_same_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* The way back: what an undo takes of numbers and levels, and what it leaves alone. */
#include "world.h"

static sw_restore way_back(sw_quantity expected)
{
	return (sw_restore){ .number = true, .expected_known = true, .expected = expected, .left_known = true, .left = 5 * SW_QUANTITY_ONE,
		.level_known = true, .level = 9 * SW_QUANTITY_ONE };
}

static void take_level(world *w)
{

	known_level(w, "a", "5.000000", NULL);
}

/* An undo that sets the number to 9 where the level of "a" is 5. The line belongs to the caller: the world goes on using it. */
static void undo(world *w, sw_line *line, const sw_restore *r, const char *warehouse)
{
	*line = (sw_line){ .number = 1, .kind = SW_LINE_RESTORE, .holder = 5, .restore = r, .warehouse = cell(warehouse), .quantity = 9 * SW_QUANTITY_ONE };
	stage(w, line, 1);
	take_level(w);
	decide(w);
	assert_line(w, 0, "updated", "restored");
}

static void an_undo_restores_the_number_and_the_level(void **state)
{
	const sw_restore r = way_back(5 * SW_QUANTITY_ONE);
	sw_line line;
	world w;

	(void) state;
	undo(&w, &line, &r, "A");
	assert_int_equal(change_of(&w, 5)->stock, 9 * SW_QUANTITY_ONE);
	assert_int_equal(w.levels.items[0].quantity, 9 * SW_QUANTITY_ONE);
	assert_true(w.levels.items[0].dirty);
	close_world(&w);
}

/* A sum told of no level; where one warehouse is followed, its level is none of the undo's business all the same. */
static void the_undo_of_a_sum_restores_the_number_alone(void **state)
{
	const sw_restore r = { .number = true, .expected_known = true, .expected = 5 * SW_QUANTITY_ONE };
	sw_line line;
	world w;

	(void) state;
	undo(&w, &line, &r, "");
	assert_int_equal(change_of(&w, 5)->stock, 9 * SW_QUANTITY_ONE);
	assert_false(w.levels.items[0].dirty || w.levels.items[0].gone);
	close_world(&w);
}

/* Its line meant the only warehouse that was followed. */
static void the_undo_of_a_line_without_a_warehouse_restores_its_level(void **state)
{
	const sw_restore r = way_back(5 * SW_QUANTITY_ONE);
	sw_line line;
	world w;

	(void) state;
	undo(&w, &line, &r, "");
	assert_int_equal(w.levels.items[0].quantity, 9 * SW_QUANTITY_ONE);
	close_world(&w);
}

/* … which is followed no more, or not alone, and was told anew since: number and level go back together, or neither. */
static void the_undo_of_a_line_without_a_warehouse_leaves_a_number_whose_level_nobody_knows(void **state)
{
	const sw_restore r = way_back(5 * SW_QUANTITY_ONE);
	sw_line line = { .number = 1, .kind = SW_LINE_RESTORE, .holder = 5, .restore = &r, .quantity = 9 * SW_QUANTITY_ONE };
	world w;

	(void) state;
	stage(&w, &line, 1);
	w.warehouses[1] = cell("b");
	w.shop.warehouse_count = 2;
	assert_int_equal(sw_plan_warehouses(&w.plan, NULL), SW_OK);
	find_products(&w);
	take_level(&w);
	decide(&w);
	assert_line(&w, 0, "stale", "changed_since");
	assert_null(change_of(&w, 5));
	assert_false(w.levels.items[0].dirty || w.levels.items[0].gone);
	close_world(&w);
}

/* It was the first word of that warehouse: before it there was no level. */
static void the_undo_of_a_first_line_without_a_warehouse_takes_its_level_away(void **state)
{
	sw_restore r = way_back(5 * SW_QUANTITY_ONE);
	sw_line line;
	world w;

	(void) state;
	r.level_known = false;
	undo(&w, &line, &r, "");
	assert_true(w.levels.items[0].gone);
	close_world(&w);
}

/* The run took a level away: it comes back, told by the run that brings it. */
static void the_undo_of_a_level_that_went_brings_it_back(void **state)
{
	const sw_restore r = { .number = true, .expected_known = true, .expected = 5 * SW_QUANTITY_ONE, .level_known = true, .level = 9 * SW_QUANTITY_ONE };
	sw_line line = { .number = 1, .kind = SW_LINE_RESTORE, .holder = 5, .restore = &r, .warehouse = cell("A"), .quantity = 9 * SW_QUANTITY_ONE };
	world w;

	(void) state;
	stage(&w, &line, 1);
	w.levels.source = cell("undo");
	decide(&w);
	assert_line(&w, 0, "updated", "restored");
	assert_int_equal(w.levels.count, 1);
	assert_int_equal(w.levels.items[0].quantity, 9 * SW_QUANTITY_ONE);
	assert_true(w.levels.items[0].dirty);
	assert_true(sw_slice_equal(w.levels.items[0].source, cell("undo")));
	close_world(&w);
}

static void an_undo_leaves_alone_what_changed_since(void **state)
{
	sw_restore r = way_back(4 * SW_QUANTITY_ONE);
	sw_line line = { .number = 1, .kind = SW_LINE_RESTORE, .holder = 5, .restore = &r, .warehouse = cell("A"), .quantity = 9 * SW_QUANTITY_ONE };

	(void) state;
	for (int way = 0; way < 3; way++) {
		world w;

		stage(&w, &line, 1);
		/* Its level still is what the run left: the number alone says no. */
		take_level(&w);
		if (way == 1) {
			r.expected = 5 * SW_QUANTITY_ONE;
			r.expected_known = false;
		}
		if (way == 2) {
			r = way_back(5 * SW_QUANTITY_ONE);
			w.catalog.items[0].stock_known = false;
		}
		decide(&w);
		assert_line(&w, 0, "stale", "changed_since");
		assert_int_equal(w.changes.count, 0);
		assert_false(w.levels.items[0].dirty);
		assert_false(w.plan.entries[0].decider);
		close_world(&w);
		line.outcome = SW_UNDECIDED;
	}
}

/* Two lines of a run changed one product: the later one goes back first, and what it leaves is what the earlier one left. */
static void two_lines_of_one_product_go_back_one_after_the_other(void **state)
{
	const sw_restore later = { .number = true, .expected_known = true, .expected = 5 * SW_QUANTITY_ONE };
	const sw_restore earlier = { .number = true, .expected_known = true, .expected = 7 * SW_QUANTITY_ONE };
	sw_line lines[] = { { .number = 1, .kind = SW_LINE_RESTORE, .holder = 5, .restore = &later, .quantity = 7 * SW_QUANTITY_ONE },
		{ .number = 2, .kind = SW_LINE_RESTORE, .holder = 5, .restore = &earlier, .quantity = 9 * SW_QUANTITY_ONE } };
	world w;

	(void) state;
	stage(&w, lines, 2);
	decide(&w);
	/* The product is changed once, by the line that counts. */
	assert_line(&w, 0, "unchanged", "restored");
	assert_line(&w, 1, "updated", "restored");
	assert_int_equal(change_of(&w, 5)->stock, 9 * SW_QUANTITY_ONE);
	close_world(&w);
}

static void an_undo_of_a_level_alone_leaves_the_number(void **state)
{
	sw_restore r = way_back(0);
	sw_line line = { .number = 1, .kind = SW_LINE_RESTORE, .holder = 5, .restore = &r, .warehouse = cell("A") };
	world w;

	(void) state;
	r.number = false;
	stage(&w, &line, 1);
	take_level(&w);
	decide(&w);
	assert_line(&w, 0, "unchanged", "same");
	assert_int_equal(w.changes.count, 0);
	assert_int_equal(w.levels.items[0].quantity, 9 * SW_QUANTITY_ONE);
	close_world(&w);
}

static void the_undo_of_a_product_that_was_switched_off_since_leaves_number_and_level(void **state)
{
	const sw_restore r = way_back(5 * SW_QUANTITY_ONE);
	sw_line line = { .number = 1, .kind = SW_LINE_RESTORE, .holder = 5, .restore = &r, .warehouse = cell("A"), .quantity = 9 * SW_QUANTITY_ONE };
	world w;

	(void) state;
	stage(&w, &line, 1);
	take_level(&w);
	sw_plan_holders(&w.plan);
	assert_int_equal(sw_plan_groups(&w.plan, NULL), SW_OK);
	meta_row(&w, "5", "_stockwire_follow", "no", "99");
	assert_int_equal(sw_plan_chunk(&w.plan, 0, w.plan.group_count, &w.levels, &w.changes), SW_OK);
	assert_line(&w, 0, "opted_out", "opted_out");
	assert_int_equal(w.changes.count, 0);
	assert_int_equal(w.levels.items[0].quantity, 5 * SW_QUANTITY_ONE);
	assert_false(w.levels.items[0].dirty);
	close_world(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_undo_restores_the_number_and_the_level),
		cmocka_unit_test(the_undo_of_a_sum_restores_the_number_alone),
		cmocka_unit_test(the_undo_of_a_line_without_a_warehouse_restores_its_level),
		cmocka_unit_test(the_undo_of_a_line_without_a_warehouse_leaves_a_number_whose_level_nobody_knows),
		cmocka_unit_test(the_undo_of_a_first_line_without_a_warehouse_takes_its_level_away),
		cmocka_unit_test(the_undo_of_a_level_that_went_brings_it_back),
		cmocka_unit_test(an_undo_leaves_alone_what_changed_since),
		cmocka_unit_test(two_lines_of_one_product_go_back_one_after_the_other),
		cmocka_unit_test(an_undo_of_a_level_alone_leaves_the_number),
		cmocka_unit_test(the_undo_of_a_product_that_was_switched_off_since_leaves_number_and_level),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* What a chunk's lines lead to: the shop's rounding, the safety buffer, sums, products that went meanwhile. */
#include "world.h"

#include "limits.h"

static bool half(void *context, sw_quantity in, sw_quantity *out)
{
	*out = in / 2;
	return *(bool *) context;
}

/* A push of one line for product 5, which has 5 pieces, up to where a chunk decides. */
static void prepare(world *w, const char *json)
{
	open_world(w, "a", NULL);
	push(w, json);
	sku_row(w, "5", "x");
	find_products(w);
	simple_product(w, "5", "5.000000", "instock");
}

static void the_shop_s_own_rounding_decides_the_number(void **state)
{
	bool works = true;
	world w;

	(void) state;
	prepare(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":8}]");
	w.shop.rounding = SW_ROUND_CALLBACK;
	w.plan.round = half;
	w.plan.round_context = &works;
	decide(&w);
	assert_line(&w, 0, "updated", "rounded");
	assert_int_equal(change_of(&w, 5)->stock, 4 * SW_QUANTITY_ONE);
	close_world(&w);
}

static void a_rounding_that_throws_ends_the_chunk(void **state)
{
	bool works = false;
	world w;

	(void) state;
	prepare(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":8}]");
	w.shop.rounding = SW_ROUND_CALLBACK;
	w.plan.round = half;
	w.plan.round_context = &works;
	sw_plan_holders(&w.plan);
	assert_int_equal(sw_plan_groups(&w.plan, NULL), SW_OK);
	assert_int_equal(sw_plan_chunk(&w.plan, 0, w.plan.group_count, &w.levels, &w.changes), SW_E_INVALID);
	assert_int_equal(w.changes.count, 0);
	close_world(&w);
}

static void a_shop_without_rounding_keeps_fractions(void **state)
{
	world w;

	(void) state;
	prepare(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":2.5}]");
	w.shop.rounding = SW_ROUND_IDENTITY;
	decide(&w);
	assert_line(&w, 0, "updated", "set");
	assert_int_equal(change_of(&w, 5)->stock, 2500000);
	close_world(&w);
}

static void the_buffer_is_kept_back_and_makes_no_debt_and_nothing_is_kept_back_of_nothing(void **state)
{
	static const struct {
		const char *json;
		const char *reason;
		sw_quantity stock;
	} cases[] = {
		{ "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":8}]", "buffer", 6 * SW_QUANTITY_ONE },
		{ "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":2}]", "buffer", 0 },
		{ "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":1}]", "buffer", 0 },
		{ "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":-3}]", "set", -3 * SW_QUANTITY_ONE },
		{ "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":0}]", "set", 0 },
	};

	(void) state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		world w;

		prepare(&w, cases[i].json);
		w.shop.buffer = 2 * SW_QUANTITY_ONE;
		decide(&w);
		assert_line(&w, 0, "updated", cases[i].reason);
		assert_int_equal(change_of(&w, 5)->stock, cases[i].stock);
		close_world(&w);
	}
}

/* Stock has six decimals, and so has what is kept back of it. */
static void the_smallest_buffer_is_kept_back(void **state)
{
	world w;

	(void) state;
	prepare(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":8}]");
	w.shop.rounding = SW_ROUND_IDENTITY;
	w.shop.buffer = 1;
	decide(&w);
	assert_line(&w, 0, "updated", "buffer");
	assert_int_equal(change_of(&w, 5)->stock, 8 * SW_QUANTITY_ONE - 1);
	close_world(&w);
}

static void a_line_tells_the_status_before_and_after(void **state)
{
	world w;

	(void) state;
	prepare(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":0}]");
	decide(&w);
	assert_line(&w, 0, "updated", "set");
	assert_int_equal(w.plan.entries[0].old_status, SW_STOCK_IN);
	assert_int_equal(w.plan.entries[0].new_status, SW_STOCK_OUT);
	close_world(&w);
}

/* The strongest remark is the reason, and none is lost. */
static void how_a_line_was_matched_is_said_beside_what_was_done(void **state)
{
	world w;

	(void) state;
	prepare(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":8}]");
	w.plan.entries[0].found = SW_R_LINKED;
	decide(&w);
	assert_line(&w, 0, "updated", "linked");
	assert_int_equal(w.plan.entries[0].remarks, 0);
	close_world(&w);
	prepare(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":8}]");
	w.plan.entries[0].found = SW_R_LINKED;
	w.shop.buffer = SW_QUANTITY_ONE;
	decide(&w);
	assert_line(&w, 0, "updated", "linked");
	assert_int_equal(w.plan.entries[0].remarks, SW_REMARK(SW_R_BUFFER));
	close_world(&w);
}

static void a_product_s_own_buffer_wins_over_the_shop_s(void **state)
{
	world w;

	(void) state;
	prepare(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":8}]");
	meta_row(&w, "5", "_stockwire_buffer", "0", "90");
	w.shop.buffer = 2 * SW_QUANTITY_ONE;
	decide(&w);
	assert_line(&w, 0, "updated", "set");
	assert_int_equal(change_of(&w, 5)->stock, 8 * SW_QUANTITY_ONE);
	close_world(&w);
	prepare(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":8}]");
	meta_row(&w, "5", "_stockwire_buffer", "2", "90");
	decide(&w);
	assert_line(&w, 0, "updated", "buffer");
	assert_int_equal(change_of(&w, 5)->stock, 6 * SW_QUANTITY_ONE);
	close_world(&w);
}

/* Between matching and locking the product went to the trash, or stopped managing stock, or is not there at all. */
static void a_product_that_went_meanwhile_is_not_written(void **state)
{
	for (int way = 0; way < 2; way++) {
		world w;

		(void) state;
		prepare(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":8}]");
		sw_plan_holders(&w.plan);
		assert_int_equal(sw_plan_groups(&w.plan, NULL), SW_OK);
		if (way == 0) {
			w.catalog.items[0].loaded = false;
		} else {
			w.catalog.items[0].managed = false;
		}
		assert_int_equal(sw_plan_chunk(&w.plan, 0, w.plan.group_count, &w.levels, &w.changes), SW_OK);
		assert_line(&w, 0, "not_managed", "stock_not_managed");
		assert_int_equal(w.changes.count, 0);
		assert_false(w.plan.entries[0].new_known);
		close_world(&w);
	}
}

static void what_a_line_of_a_product_that_went_was_told_before_stays(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push_for_one(&w, "[{\"code\":\"x\",\"warehouse\":\"B\",\"quantity\":2},{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":8}]");
	sw_plan_holders(&w.plan);
	assert_int_equal(sw_plan_groups(&w.plan, NULL), SW_OK);
	w.catalog.items[0].managed = false;
	assert_int_equal(sw_plan_chunk(&w.plan, 0, w.plan.group_count, &w.levels, &w.changes), SW_OK);
	assert_line(&w, 0, "other_warehouse", "not_followed");
	assert_line(&w, 1, "not_managed", "stock_not_managed");
	close_world(&w);
}

static void a_level_alone_changes_where_the_sum_stays(void **state)
{
	const sw_slice level[] = { cell("5"), cell("a"), cell("3.000000"), cell(NULL), cell(NULL), cell("A"), cell("v1"), cell("0"), cell("1000000") };
	const sw_slice other[] = { cell("5"), cell("b"), cell("2.000000"), cell(NULL), cell(NULL), cell("B"), cell("v1"), cell("0"), cell("1000000") };
	world w;

	(void) state;
	open_world(&w, "a", "b");
	push_for_one(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":2},{\"code\":\"x\",\"warehouse\":\"B\",\"quantity\":3}]");
	assert_true(sw_levels_take(&w.levels, level, 9) && sw_levels_take(&w.levels, other, 9));
	decide(&w);
	assert_line(&w, 0, "unchanged", "level_only");
	assert_line(&w, 1, "unchanged", "level_only");
	assert_int_equal(w.changes.count, 0);
	close_world(&w);
}

static void a_sum_is_made_of_the_levels_that_are_known(void **state)
{
	sw_line line = { .number = 1, .kind = SW_LINE_SUM, .holder = 5 };
	world w;

	(void) state;
	stage(&w, &line, 1);
	known_level(&w, "a", "7.000000", NULL);
	decide(&w);
	assert_line(&w, 0, "updated", "set");
	assert_int_equal(change_of(&w, 5)->stock, 7 * SW_QUANTITY_ONE);
	assert_false(w.levels.items[0].dirty);
	close_world(&w);
}

static void levels_and_what_became_of_them_are_kept_apart(void **state)
{
	const sw_slice since[][3] = { { cell("5"), cell("-5.000000"), cell("0") }, { cell("6"), cell("-6.000000"), cell("0") },
		{ cell("7"), cell("-7.000000"), cell("0") } };
	sw_line line = { .number = 1, .kind = SW_LINE_SUM, .holder = 5 };
	bool missing = true;
	world w;

	(void) state;
	stage(&w, &line, 1);
	w.warehouses[0] = cell("depozit central");
	known_level(&w, "depozit central", "7.000000", NULL);
	known_level(&w, "depozit", "30.000000", NULL);
	assert_int_equal(sw_levels_sum(&w.levels, &w.shop, 5, &missing), 7 * SW_QUANTITY_ONE);
	assert_false(missing);
	assert_int_equal(sw_levels_sum(&w.levels, &w.shop, 6, &missing), 0);
	assert_true(missing);
	for (size_t i = 0; i < 3; i++) {
		assert_true(sw_levels_take_since(&w.levels, since[i], 3));
	}
	for (uint64_t holder = 5; holder < 8; holder++) {
		assert_int_equal(sw_levels_since(&w.levels, holder)->orders, -(int64_t) holder * SW_QUANTITY_ONE);
	}
	assert_null(sw_levels_since(&w.levels, 8));
	close_world(&w);
}

/* What orders took since is not there any more; what somebody set since stays. */
static void a_sum_knows_what_became_of_the_number_since(void **state)
{
	const sw_slice sold[] = { cell("5"), cell("-3.000000"), cell("0") };
	const sw_slice set[] = { cell("5"), cell(NULL), cell("1") };
	sw_line line = { .number = 1, .kind = SW_LINE_SUM, .holder = 5 };
	static const uint64_t ids[] = { 5 };
	world w;

	(void) state;
	stage(&w, &line, 1);
	known_level(&w, "a", "7.000000", NULL);
	assert_true(sw_levels_take_since(&w.levels, sold, 3));
	decide(&w);
	assert_line(&w, 0, "updated", "set");
	assert_int_equal(change_of(&w, 5)->stock, 4 * SW_QUANTITY_ONE);
	w.levels = (sw_levels){ .arena = w.arena };
	w.changes.count = 0;
	known_level(&w, "a", "7.000000", NULL);
	assert_true(sw_levels_take_since(&w.levels, set, 3));
	assert_int_equal(sw_plan_chunk(&w.plan, 0, w.plan.group_count, &w.levels, &w.changes), SW_OK);
	assert_line(&w, 0, "stale", "changed_since");
	assert_int_equal(w.changes.count, 0);
	assert_true(sw_levels_select_since(&w.shop, ids, 1, &w.sql));
	assert_non_null(strstr(w.sql.ptr, "l.warehouse IN (X'61')"));
	w.shop.warehouse_count = 0;
	assert_false(sw_levels_select_since(&w.shop, ids, 1, &w.sql));
	close_world(&w);
}

/* Else it could not be read back, and every push would write it anew. */
static void a_sum_with_orders_stays_a_number_that_can_be_stored(void **state)
{
	const sw_slice given_back[] = { cell("5"), cell("3.000000"), cell("0") };
	sw_line line = { .number = 1, .kind = SW_LINE_SUM, .holder = 5 };
	world w;

	(void) state;
	stage(&w, &line, 1);
	known_level(&w, "a", "999999999999.000000", NULL);
	assert_true(sw_levels_take_since(&w.levels, given_back, 3));
	decide(&w);
	assert_line(&w, 0, "updated", "set");
	assert_int_equal(change_of(&w, 5)->stock, SW_MAX_STORED * SW_QUANTITY_ONE);
	close_world(&w);
}

/* Its level is kept for the day on which it follows again; a variation that does not says nothing of a parent that does. */
static void a_product_that_does_not_follow_keeps_its_level(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":8},{\"code\":\"v\",\"warehouse\":\"A\",\"quantity\":9}]");
	sku_row(&w, "5", "x");
	sku_row(&w, "6", "v");
	find_products(&w);
	simple_product(&w, "5", "5.000000", "instock");
	meta_row(&w, "5", "_stockwire_follow", "no", "53");
	lookup_row(&w, "6", "7", "product_variation", NULL, "instock");
	meta_row(&w, "6", "_stockwire_follow", "no", "63");
	simple_product(&w, "7", "5.000000", "instock");
	decide(&w);
	assert_line(&w, 0, "opted_out", "opted_out");
	assert_line(&w, 1, "opted_out", "opted_out");
	assert_int_equal(w.changes.count, 0);
	assert_int_equal(w.levels.count, 1);
	assert_int_equal(w.levels.items[0].holder, 5);
	assert_int_equal(w.levels.items[0].quantity, 8 * SW_QUANTITY_ONE);
	assert_true(w.plan.entries[0].level_changed);
	assert_int_equal(w.plan.entries[1].holder, 0);
	close_world(&w);
}

/* Nothing of a line that was not applied looks as if it had been, also where the chunk is decided again. */
static void lines_that_write_nothing_decide_nothing(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push_for_one(&w, "[{\"code\":\"gone\",\"warehouse\":\"A\",\"quantity\":8},{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":8},{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":9}]");
	decide(&w);
	w.levels = (sw_levels){ .arena = w.arena };
	w.changes.count = 0;
	assert_int_equal(sw_plan_chunk(&w.plan, 0, w.plan.group_count, &w.levels, &w.changes), SW_OK);
	for (size_t i = 0; i < 2; i++) {
		const sw_entry *entry = &w.plan.entries[i];

		assert_false(entry->decider || entry->level_changed || entry->level_was.known || entry->old_known || entry->new_known);
	}
	assert_true(w.plan.entries[2].decider);
	close_world(&w);
}

/* The chunk of what was prepared, after something was read that the plan did not know. */
static void decide_again(world *w)
{
	assert_int_equal(sw_plan_chunk(&w->plan, 0, w->plan.group_count, &w->levels, &w->changes), SW_OK);
}

static void a_product_that_was_switched_off_since_keeps_its_level_alone(void **state)
{
	world w;

	(void) state;
	prepare(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":8}]");
	decide(&w);
	assert_true(w.plan.entries[0].old_known && w.plan.entries[0].new_known && w.plan.entries[0].decider);
	w.changes.count = 0;
	meta_row(&w, "5", "_stockwire_follow", "no", "99");
	decide_again(&w);
	assert_line(&w, 0, "opted_out", "opted_out");
	assert_false(w.plan.entries[0].old_known || w.plan.entries[0].new_known || w.plan.entries[0].decider);
	assert_int_equal(w.changes.count, 0);
	assert_int_equal(w.levels.items[0].quantity, 8 * SW_QUANTITY_ONE);
	assert_true(w.levels.items[0].dirty);
	close_world(&w);
}

static void a_variation_whose_parent_was_switched_off_since_keeps_its_level_alone(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":8}]");
	sku_row(&w, "5", "x");
	find_products(&w);
	simple_product(&w, "5", "5.000000", "instock");
	lookup_row(&w, "5", "20", "product_variation", "5.000000", "instock");
	post_row(&w, "20", "0", "product", "publish");
	term_row(&w, "20", "8");
	decide(&w);
	assert_line(&w, 0, "updated", "set");
	w.changes.count = 0;
	meta_row(&w, "20", "_stockwire_follow", "no", "99");
	decide_again(&w);
	assert_line(&w, 0, "opted_out", "opted_out");
	assert_int_equal(w.changes.count, 0);
	close_world(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_shop_s_own_rounding_decides_the_number),
		cmocka_unit_test(a_rounding_that_throws_ends_the_chunk),
		cmocka_unit_test(a_shop_without_rounding_keeps_fractions),
		cmocka_unit_test(the_buffer_is_kept_back_and_makes_no_debt_and_nothing_is_kept_back_of_nothing),
		cmocka_unit_test(the_smallest_buffer_is_kept_back),
		cmocka_unit_test(a_line_tells_the_status_before_and_after),
		cmocka_unit_test(how_a_line_was_matched_is_said_beside_what_was_done),
		cmocka_unit_test(a_product_s_own_buffer_wins_over_the_shop_s),
		cmocka_unit_test(a_product_that_went_meanwhile_is_not_written),
		cmocka_unit_test(what_a_line_of_a_product_that_went_was_told_before_stays),
		cmocka_unit_test(a_level_alone_changes_where_the_sum_stays),
		cmocka_unit_test(a_sum_is_made_of_the_levels_that_are_known),
		cmocka_unit_test(levels_and_what_became_of_them_are_kept_apart),
		cmocka_unit_test(a_sum_knows_what_became_of_the_number_since),
		cmocka_unit_test(a_sum_with_orders_stays_a_number_that_can_be_stored),
		cmocka_unit_test(a_product_that_does_not_follow_keeps_its_level),
		cmocka_unit_test(lines_that_write_nothing_decide_nothing),
		cmocka_unit_test(a_product_that_was_switched_off_since_keeps_its_level_alone),
		cmocka_unit_test(a_variation_whose_parent_was_switched_off_since_keeps_its_level_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

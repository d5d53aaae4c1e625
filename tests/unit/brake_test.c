/* SPDX-License-Identifier: MIT */
/* The brake: what counts as emptied, when a trial is worth its time, when a run is held. */
#include "world.h"

#include "brake.h"

/* A shop with `count` products of five pieces, and a push that sets each of them to quantity. */
static void push_all(world *w, unsigned count, const char *quantity)
{
	sw_buf json = { 0 };
	char id[16];
	char code[16];

	sw_buf_char(&json, '[');
	for (unsigned i = 1; i <= count; i++) {
		char line[96];

		(void) snprintf(line, sizeof line, "%s{\"code\":\"c%u\",\"warehouse\":\"A\",\"quantity\":%s}", i > 1 ? "," : "", i, quantity);
		sw_buf_str(&json, line);
	}
	sw_buf_char(&json, ']');
	push(w, json.ptr);
	sw_buf_free(&json);
	for (unsigned i = 1; i <= count; i++) {
		(void) snprintf(id, sizeof id, "%u", i + 100);
		(void) snprintf(code, sizeof code, "c%u", i);
		sku_row(w, id, code);
	}
	find_products(w);
	for (unsigned i = 1; i <= count; i++) {
		(void) snprintf(id, sizeof id, "%u", i + 100);
		simple_product(w, id, "5.000000", "instock");
	}
	decide(w);
}

static void a_brake_is_set_by_share_or_by_number(void **state)
{
	sw_shop shop = { 0 };

	(void) state;
	assert_false(sw_brake_is_set(&shop));
	shop.brake_percent = 1;
	assert_true(sw_brake_is_set(&shop));
	shop = (sw_shop){ .brake_products = 1 };
	assert_true(sw_brake_is_set(&shop));
}

static void a_share_trips_above_it_and_not_for_a_handful(void **state)
{
	const sw_shop shop = { .brake_percent = 30 };

	(void) state;
	assert_false(sw_brake_trips(&shop, 30, 100));
	assert_true(sw_brake_trips(&shop, 31, 100));
	assert_false(sw_brake_trips(&shop, SW_BRAKE_FLOOR - 1, SW_BRAKE_FLOOR));
	assert_true(sw_brake_trips(&shop, SW_BRAKE_FLOOR, SW_BRAKE_FLOOR));
	assert_false(sw_brake_trips(&(sw_shop){ .brake_percent = 100 }, 50, 50));
}

static void a_number_trips_above_it(void **state)
{
	const sw_shop shop = { .brake_products = 3 };

	(void) state;
	assert_false(sw_brake_trips(&shop, 3, 4));
	assert_true(sw_brake_trips(&shop, 4, 100000));
	assert_false(sw_brake_trips(&(sw_shop){ 0 }, 100000, 1));
}

static void only_what_had_stock_and_loses_it_counts_as_emptied(void **state)
{
	sw_change items[] = {
		{ .role = SW_ROLE_HOLDER, .stock_known = true, .old_known = true, .old = 5, .stock = 0 },
		{ .role = SW_ROLE_HOLDER, .stock_known = true, .old_known = true, .old = 5, .stock = -1 },
		{ .role = SW_ROLE_HOLDER, .stock_known = true, .old_known = true, .old = 5, .stock = 1 },
		{ .role = SW_ROLE_HOLDER, .stock_known = true, .old_known = true, .old = 0, .stock = -2 },
		{ .role = SW_ROLE_HOLDER, .stock_known = true, .old_known = false, .stock = 0 },
		{ .role = SW_ROLE_PARENT, .stock_known = true, .old_known = true, .old = 5, .stock = 0 },
	};
	const sw_changes changes = { .items = items, .count = sizeof items / sizeof items[0] };

	(void) state;
	assert_int_equal(sw_brake_zeroed(&changes), 2);
}

static void small_pushes_are_not_tried_first(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	w.shop.brake_percent = 1;
	push_all(&w, SW_BRAKE_FLOOR - 1, "0");
	assert_false(sw_brake_may_trip(&w.plan));
	assert_int_equal(sw_brake_zeroed(&w.changes), SW_BRAKE_FLOOR - 1);
	close_world(&w);
	open_world(&w, "a", NULL);
	w.shop.brake_percent = 1;
	push_all(&w, SW_BRAKE_FLOOR, "0");
	assert_true(sw_brake_may_trip(&w.plan));
	w.shop.brake_percent = 0;
	assert_false(sw_brake_may_trip(&w.plan));
	close_world(&w);
}

static void pieces_that_stay_empty_nothing_unless_more_than_a_line_decides(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	w.shop.brake_products = 1;
	push_all(&w, 12, "1");
	assert_false(sw_brake_may_trip(&w.plan));
	/* The buffer takes the one piece, a sum has another part, a shop's own rounding may do anything. */
	w.shop.buffer = 1;
	assert_true(sw_brake_may_trip(&w.plan));
	w.shop.buffer = 0;
	w.shop.rounding = SW_ROUND_CALLBACK;
	assert_true(sw_brake_may_trip(&w.plan));
	w.shop.rounding = SW_ROUND_IDENTITY;
	w.shop.warehouse_count = 2;
	assert_true(sw_brake_may_trip(&w.plan));
	close_world(&w);
	open_world(&w, "a", NULL);
	w.shop.brake_products = 1;
	push_all(&w, 2, "0.999999");
	assert_true(sw_brake_may_trip(&w.plan));
	close_world(&w);
}

static void a_product_s_own_buffer_counts_as_the_shop_s_does(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	w.shop.brake_products = 1;
	push_all(&w, 3, "2");
	assert_false(sw_brake_may_trip(&w.plan));
	for (uint32_t i = 0; i < 2; i++) {
		w.catalog.items[i].buffer_known = true;
		w.catalog.items[i].buffer = 2 * SW_QUANTITY_ONE;
	}
	assert_true(sw_brake_may_trip(&w.plan));
	w.catalog.items[1].buffer = 0;
	assert_false(sw_brake_may_trip(&w.plan));
	close_world(&w);
}

static void a_share_is_of_the_products_in_stock(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	sw_brake_select_followed(&w.shop, &w.sql);
	assert_non_null(strstr(w.sql.ptr, "SELECT COUNT(*) FROM `wp_wc_product_meta_lookup` k JOIN `wp_posts` p"));
	assert_non_null(strstr(w.sql.ptr, "p.post_parent NOT IN (SELECT o.post_id FROM `wp_postmeta` o"));
	close_world(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_brake_is_set_by_share_or_by_number),
		cmocka_unit_test(a_share_trips_above_it_and_not_for_a_handful),
		cmocka_unit_test(a_number_trips_above_it),
		cmocka_unit_test(only_what_had_stock_and_loses_it_counts_as_emptied),
		cmocka_unit_test(small_pushes_are_not_tried_first),
		cmocka_unit_test(pieces_that_stay_empty_nothing_unless_more_than_a_line_decides),
		cmocka_unit_test(a_product_s_own_buffer_counts_as_the_shop_s_does),
		cmocka_unit_test(a_share_is_of_the_products_in_stock),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* Lines that meet: in which order their groups are written, what becomes of levels that nobody follows, and where lists end. */
#include "world.h"

/* Levels that are kept, of all that were heard of. */
static size_t kept(const world *w)
{
	size_t n = 0;

	for (size_t i = 0; i < w->levels.count; i++) {
		n += w->levels.items[i].dirty ? 1U : 0U;
	}
	return n;
}

static void groups_are_written_in_the_order_of_their_last_line(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", "b");
	push(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":1},{\"code\":\"y\",\"warehouse\":\"A\",\"quantity\":1},"
		"{\"code\":\"z\",\"warehouse\":\"A\",\"quantity\":1},{\"code\":\"x\",\"warehouse\":\"B\",\"quantity\":1}]");
	sku_row(&w, "5", "x");
	sku_row(&w, "6", "y");
	find_products(&w);
	simple_product(&w, "5", "5.000000", "instock");
	simple_product(&w, "6", "5.000000", "instock");
	decide(&w);
	assert_int_equal(w.plan.group_count, 3);
	assert_int_equal(w.plan.groups[0].holder, 6);
	assert_int_equal(w.plan.groups[1].holder, 0);
	assert_int_equal(w.plan.groups[1].first, 2);
	assert_int_equal(w.plan.groups[2].holder, 5);
	assert_int_equal(w.plan.groups[2].lines, 2);
	assert_int_equal(w.plan.groups[2].first, 0);
	assert_int_equal(w.plan.groups[2].last, 3);
	close_world(&w);
}

/* Two products of the back office claim one level: whose it is nobody knows, however many more lines follow. */
static void two_codes_for_one_unfollowed_level_keep_none(void **state)
{
	static const char *const bodies[] = {
		"[{\"code\":\"x\",\"warehouse\":\"C\",\"quantity\":1},{\"code\":\"y\",\"warehouse\":\"C\",\"quantity\":2}]",
		"[{\"code\":\"z\",\"warehouse\":\"C\",\"quantity\":1},{\"code\":\"x\",\"warehouse\":\"C\",\"quantity\":1},{\"code\":\"y\",\"warehouse\":\"C\",\"quantity\":2}]",
		"[{\"code\":\"x\",\"warehouse\":\"C\",\"quantity\":1},{\"code\":\"y\",\"warehouse\":\"C\",\"quantity\":2},{\"code\":\"y\",\"warehouse\":\"C\",\"quantity\":3}]",
		"[{\"code\":\"x\",\"warehouse\":\"C\",\"quantity\":1},{\"code\":\"x\",\"warehouse\":\"C\",\"quantity\":2},{\"code\":\"y\",\"warehouse\":\"C\",\"quantity\":3}]",
	};

	(void) state;
	for (size_t i = 0; i < COUNT(bodies); i++) {
		world w;

		open_world(&w, "a", NULL);
		push(&w, bodies[i]);
		sku_row(&w, "5", "x");
		sku_row(&w, "5", "y");
		find_products(&w);
		simple_product(&w, "5", "5.000000", "instock");
		decide(&w);
		for (size_t line = 0; line < w.feed.count; line++) {
			assert_line(&w, line, "other_warehouse", "not_followed");
			assert_int_equal(w.plan.entries[line].holder, 0);
			/* Each stands alone, and is journaled once. */
			assert_int_equal(w.plan.entries[line].next, SW_MAP_NONE);
		}
		assert_int_equal(kept(&w), 0);
		close_world(&w);
	}
}

static void one_code_for_an_unfollowed_level_keeps_its_last_number(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push_for_one(&w, "[{\"code\":\"x\",\"warehouse\":\"C\",\"quantity\":1},{\"code\":\"x\",\"warehouse\":\"c\",\"quantity\":2}]");
	decide(&w);
	assert_int_equal(kept(&w), 1);
	assert_int_equal(w.levels.items[0].quantity, 2 * SW_QUANTITY_ONE);
	close_world(&w);
}

static void of_two_lines_for_an_unfollowed_level_the_sender_s_newer_one_is_kept(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push_for_one(&w, "[{\"code\":\"x\",\"warehouse\":\"C\",\"quantity\":7,\"sequence\":9},{\"code\":\"x\",\"warehouse\":\"C\",\"quantity\":2,\"sequence\":8}]");
	decide(&w);
	assert_int_equal(kept(&w), 1);
	assert_int_equal(w.levels.items[0].quantity, 7 * SW_QUANTITY_ONE);
	assert_int_equal(w.levels.items[0].sequence, 9);
	close_world(&w);
}

static void the_sender_s_sequence_decides_which_of_two_lines_is_last(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push_for_one(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":7,\"sequence\":9},{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":2,\"sequence\":8}]");
	decide(&w);
	assert_line(&w, 0, "updated", "set");
	assert_line(&w, 1, "superseded", "later_line");
	close_world(&w);
}

static void the_newer_time_decides_which_of_two_lines_is_last(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":7,\"as_of\":\"2026-01-02T00:00:00Z\"},"
		"{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":2,\"as_of\":\"2026-01-01T00:00:00Z\"},"
		"{\"code\":\"y\",\"warehouse\":\"A\",\"quantity\":1,\"as_of\":\"2026-01-02T00:00:00Z\",\"sequence\":1},"
		"{\"code\":\"y\",\"warehouse\":\"A\",\"quantity\":2,\"as_of\":\"2026-01-01T00:00:00Z\",\"sequence\":2}]");
	sku_row(&w, "5", "x");
	sku_row(&w, "6", "y");
	find_products(&w);
	simple_product(&w, "5", "5.000000", "instock");
	simple_product(&w, "6", "5.000000", "instock");
	decide(&w);
	assert_line(&w, 0, "updated", "set");
	assert_line(&w, 1, "superseded", "later_line");
	/* Where both give a sequence, that alone counts. */
	assert_line(&w, 2, "superseded", "later_line");
	assert_line(&w, 3, "updated", "set");
	close_world(&w);
}

static void of_two_lines_with_one_sequence_the_newer_time_decides(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push_for_one(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":3,\"sequence\":7,\"as_of\":\"2026-01-01T10:05:00Z\"},"
		"{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":9,\"sequence\":7,\"as_of\":\"2026-01-01T10:01:00Z\"}]");
	decide(&w);
	assert_line(&w, 0, "updated", "set");
	assert_line(&w, 1, "superseded", "later_line");
	close_world(&w);
}

/* Only where both lines have one do the sender's numbers speak. */
static void a_sequence_on_one_line_alone_decides_nothing(void **state)
{
	static const char *const bodies[] = {
		"[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":1},{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":2,\"sequence\":5}]",
		"[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":1,\"sequence\":5},{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":2}]",
		"[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":1,\"sequence\":5},{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":2,\"sequence\":5}]",
		"[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":1,\"as_of\":\"2026-01-02T00:00:00Z\"},"
			"{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":2,\"as_of\":\"2026-01-02T00:00:00Z\"}]",
	};

	(void) state;
	for (size_t i = 0; i < COUNT(bodies); i++) {
		world w;

		open_world(&w, "a", NULL);
		push_for_one(&w, bodies[i]);
		decide(&w);
		assert_line(&w, 0, "superseded", "later_line");
		assert_line(&w, 1, "updated", "set");
		close_world(&w);
	}
}

static void another_warehouse_hides_what_the_shop_would_say_but_not_what_the_line_lacks(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push(&w, "[{\"code\":\"unknown\",\"warehouse\":\"C\",\"quantity\":1},{\"warehouse\":\"C\",\"quantity\":1},{\"code\":\"off\",\"warehouse\":\"C\",\"quantity\":1}]");
	sku_row(&w, "5", "off");
	find_products(&w);
	post_row(&w, "5", "0", "product", "publish");
	decide(&w);
	assert_line(&w, 0, "other_warehouse", "not_followed");
	assert_line(&w, 1, "invalid", "code_and_name_blank");
	assert_line(&w, 2, "other_warehouse", "not_followed");
	close_world(&w);
}

/* A list that belongs to one holder now, though the line was staged for a variation of it. */
static void a_staged_line_whose_stock_went_to_the_parent_is_left_alone(void **state)
{
	sw_line line = { .number = 1, .kind = SW_LINE_SUM, .holder = 8 };
	world w;

	(void) state;
	stage(&w, &line, 1);
	lookup_row(&w, "8", "7", "product_variation", NULL, "instock");
	simple_product(&w, "7", "5.000000", "instock");
	decide(&w);
	assert_line(&w, 0, "not_managed", "stock_not_managed");
	assert_int_equal(w.plan.entries[0].holder, 0);
	close_world(&w);
}

/* Lines and entries in memory of exactly their size: a look behind the last one is reported. */
static void nothing_is_read_behind_the_last_line(void **state)
{
	sw_entry *entries;
	sw_line *lines;
	world w;

	(void) state;
	open_world(&w, "a", "b");
	push(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":1},{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":2},{\"code\":\"y\",\"warehouse\":\"B\",\"quantity\":1}]");
	lines = malloc(w.feed.count * sizeof *lines);
	entries = malloc(w.feed.count * sizeof *entries);
	assert_true(lines != NULL && entries != NULL);
	memcpy(lines, w.feed.lines, w.feed.count * sizeof *lines);
	w.feed.lines = lines;
	w.plan.lines = lines;
	w.plan.entries = entries;
	assert_int_equal(sw_plan_warehouses(&w.plan, NULL), SW_OK);
	sku_row(&w, "5", "x");
	find_products(&w);
	simple_product(&w, "5", "5.000000", "instock");
	decide(&w);
	assert_line(&w, 0, "superseded", "later_line");
	assert_line(&w, 1, "updated", "missing_warehouse");
	assert_line(&w, 2, "unmatched", "no_such_code");
	free(lines);
	free(entries);
	close_world(&w);
}

static void groups_that_are_put_last_keep_their_order(void **state)
{
	const uint64_t holders[][5] = {{3, 4, 5, 1, 2}, {3, 4, 5, 1, 2}, {3, 5, 1, 2, 4}};
	const size_t moves[][2] = {{0, 2}, {3, 5}, {1, 2}};
	sw_group groups[5];
	sw_plan plan = {.groups = groups, .group_count = 5};

	(void) state;
	for (uint32_t i = 0; i < 5; i++) {
		groups[i] = (sw_group){.holder = i + 1U, .first = 10 * i, .last = 20 * i, .lines = i + 7};
	}
	for (size_t m = 0; m < 3; m++) {
		sw_plan_put_last(&plan, moves[m][0], moves[m][1]);
		for (size_t i = 0; i < 5; i++) {
			assert_int_equal(groups[i].holder, holders[m][i]);
			assert_int_equal(groups[i].last, 20 * (holders[m][i] - 1));
			assert_int_equal(groups[i].lines, holders[m][i] + 6);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(groups_are_written_in_the_order_of_their_last_line),
		cmocka_unit_test(two_codes_for_one_unfollowed_level_keep_none),
		cmocka_unit_test(one_code_for_an_unfollowed_level_keeps_its_last_number),
		cmocka_unit_test(of_two_lines_for_an_unfollowed_level_the_sender_s_newer_one_is_kept),
		cmocka_unit_test(the_sender_s_sequence_decides_which_of_two_lines_is_last),
		cmocka_unit_test(of_two_lines_with_one_sequence_the_newer_time_decides),
		cmocka_unit_test(the_newer_time_decides_which_of_two_lines_is_last),
		cmocka_unit_test(a_sequence_on_one_line_alone_decides_nothing),
		cmocka_unit_test(another_warehouse_hides_what_the_shop_would_say_but_not_what_the_line_lacks),
		cmocka_unit_test(a_staged_line_whose_stock_went_to_the_parent_is_left_alone),
		cmocka_unit_test(nothing_is_read_behind_the_last_line),
		cmocka_unit_test(groups_that_are_put_last_keep_their_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

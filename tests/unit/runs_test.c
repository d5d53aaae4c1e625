/* SPDX-License-Identifier: MIT */
/* The row of a run whose lines wait: each statement touches that run only, and moves it only from the states named. */
#include "world.h"

#include "runs.h"

static void a_run_takes_lines_while_it_is_staging(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	sw_runs_lock(&w.shop, 12, &w.sql);
	ASSERT_SQL(w, "SELECT line_count FROM `wp_stockwire_runs` WHERE id = 12 AND state = 'staging' FOR UPDATE");
	sw_runs_set_lines(&w.shop, 12, 4294967296U, &w.sql);
	ASSERT_SQL(w, "UPDATE `wp_stockwire_runs` SET line_count = 4294967296, heartbeat_at = UTC_TIMESTAMP(6) WHERE id = 12");
	close_world(&w);
}

static void only_a_run_that_is_over_and_was_meant_is_taken_back(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	sw_runs_select_undone(&w.shop, 12, &w.sql);
	ASSERT_SQL(w,
		"SELECT line_count FROM `wp_stockwire_runs` WHERE id = 12 AND preview = 0 AND state IN ('done','failed','cancelled','discarded')");
	sw_runs_begin_undo(&w.shop, 13, 12, 500, &w.sql);
	ASSERT_SQL(w,
		"UPDATE `wp_stockwire_runs` SET undo_of = 12, line_count = 500, state = 'applying', heartbeat_at = UTC_TIMESTAMP(6) WHERE id = 13");
	close_world(&w);
}

static void a_move_names_where_it_comes_from(void **state)
{
	const sw_move on = { .from = "'staging','held'", .to = "matching" };
	const sw_move end = { .from = "'held'", .to = "discarded", .drop = true };
	const sw_move again = { .from = "'failed'", .to = "staging", .drop = true, .anew = true };
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	sw_runs_move(&w.shop, 12, &on, &w.sql);
	ASSERT_SQL(w, "UPDATE `wp_stockwire_runs` SET heartbeat_at = UTC_TIMESTAMP(6), position = 0, changed = 0, state = 'matching' "
				  "WHERE id = 12 AND state IN ('staging','held')");
	sw_runs_move(&w.shop, 12, &end, &w.sql);
	ASSERT_SQL(w, "UPDATE `wp_stockwire_runs` SET heartbeat_at = UTC_TIMESTAMP(6), finished_at = UTC_TIMESTAMP(6), state = 'discarded' "
				  "WHERE id = 12 AND state IN ('held')");
	/* What is staged again is not over. */
	sw_runs_move(&w.shop, 12, &again, &w.sql);
	ASSERT_SQL(w, "UPDATE `wp_stockwire_runs` SET heartbeat_at = UTC_TIMESTAMP(6), line_count = 0, state = 'staging' WHERE id = 12 AND "
	              "state IN ('failed')");
	close_world(&w);
}

static void only_the_run_s_own_rows_go(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	w.shop.prefix = "shop_2_";
	sw_runs_drop_staged(&w.shop, 12, &w.sql);
	ASSERT_SQL(w, "DELETE FROM `shop_2_stockwire_staged` WHERE run_id = 12");
	sw_runs_drop_journal(&w.shop, 12, &w.sql);
	ASSERT_SQL(w, "DELETE FROM `shop_2_stockwire_lines` WHERE run_id = 12");
	sw_runs_select_facts(&w.shop, 12, &w.sql);
	ASSERT_SQL(w, "SELECT state, source, preview, position, cursor_holder, zeroed FROM `shop_2_stockwire_runs` WHERE id = 12");
	close_world(&w);
}

static void counts_are_kept_as_they_are_told(void **state)
{
	sw_counts counts = { 0 };
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	sw_runs_set_counts(&w.shop, 12, &counts, &w.sql);
	ASSERT_SQL(w, "UPDATE `wp_stockwire_runs` SET counts = '{}' WHERE id = 12");
	counts.of[SW_UPDATED] = 2;
	counts.of[SW_UNMATCHED] = 1;
	sw_runs_set_counts(&w.shop, 12, &counts, &w.sql);
	ASSERT_SQL(w, "UPDATE `wp_stockwire_runs` SET counts = '{\"updated\":2,\"unmatched\":1}' WHERE id = 12");
	close_world(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_run_takes_lines_while_it_is_staging),
		cmocka_unit_test(only_a_run_that_is_over_and_was_meant_is_taken_back),
		cmocka_unit_test(a_move_names_where_it_comes_from),
		cmocka_unit_test(only_the_run_s_own_rows_go),
		cmocka_unit_test(counts_are_kept_as_they_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

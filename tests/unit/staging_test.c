/* SPDX-License-Identifier: MIT */
/* Lines that wait: what they become in the table, and again as lines; the way back of levels. */
#include "world.h"

#include "limits.h"
#include "links.h"
#include "staging.h"

/* A row of the table, cell by cell. */
static bool staged_row(sw_staged *staged, const char *line, const char *kind, const char *holder, const char *quantity)
{
	const sw_slice cells[] = { cell(line), cell(kind), cell(holder), cell("x"), cell("Name"), cell(""), cell("A"), cell(quantity),
		cell("7"), cell("-1"), cell("3.000000"), cell("2.500000"), cell(NULL), cell("12"), cell("77") };

	return sw_staging_take(staged, cells, 15);
}

static sw_staged room_for(world *w, size_t cap)
{
	sw_staged staged = { .arena = w->arena, .cap = cap };

	staged.lines = sw_arena_alloc(w->arena, cap * sizeof *staged.lines);
	assert_non_null(staged.lines);
	return staged;
}

static void a_row_becomes_the_line_it_was(void **state)
{
	world w;
	sw_staged staged;

	(void) state;
	open_world(&w, "a", NULL);
	staged = room_for(&w, 3);
	assert_true(staged_row(&staged, "4", "0", "9", "1.5"));
	assert_true(staged_row(&staged, "5", "1", "9", NULL));
	assert_true(staged_row(&staged, "6", "2", "9", "8"));
	assert_int_equal(staged.count, 3);
	assert_int_equal(staged.lines[0].number, 4);
	assert_int_equal(staged.lines[0].quantity, 1500000);
	assert_int_equal(staged.lines[0].sequence, 7);
	assert_int_equal(staged.lines[0].as_of, -1);
	assert_int_equal(staged.lines[0].after, 12);
	assert_memory_equal(staged.lines[0].code.ptr, "x", 1);
	assert_int_equal(staged.lines[1].kind, SW_LINE_SUM);
	assert_int_equal(staged.lines[1].holder, 9);
	assert_true(staged.lines[2].restore->number);
	assert_true(staged.lines[2].restore->expected_known);
	assert_true(staged.lines[2].restore->left_known);
	assert_false(staged.lines[2].restore->level_known);
	assert_int_equal(staged.lines[2].restore->told, 77);
	/* Rows beyond what was asked for are dropped, rows of another shape too. */
	assert_true(staged_row(&staged, "7", "0", "9", "1"));
	assert_int_equal(staged.count, 3);
	close_world(&w);
}

static void an_undo_that_something_newer_overtook_expects_no_number(void **state)
{
	const sw_slice cells[] = { cell("1"), cell("2"), cell("9"), cell(""), cell(""), cell(""), cell(""), cell("8"), cell(NULL),
		cell(NULL), cell(NULL), cell(NULL), cell(NULL), cell("1"), cell(NULL) };
	world w;
	sw_staged staged;

	(void) state;
	open_world(&w, "a", NULL);
	staged = room_for(&w, 1);
	assert_true(sw_staging_take(&staged, cells, 15));
	assert_false(staged.lines[0].restore->expected_known);
	close_world(&w);
}

static void no_step_splits_a_holder(void **state)
{
	world w;
	sw_staged staged;

	(void) state;
	open_world(&w, "a", NULL);
	staged = room_for(&w, 4);
	assert_true(staged_row(&staged, "1", "0", "5", "1") && staged_row(&staged, "2", "0", "6", "1"));
	assert_true(staged_row(&staged, "3", "0", "7", "1") && staged_row(&staged, "4", "0", "7", "1"));
	sw_staging_trim(&staged);
	assert_true(staged.full);
	assert_int_equal(staged.count, 2);
	/* A holder that fills a step by itself is taken as it comes; lines without a holder have nothing to split. */
	staged = room_for(&w, 2);
	assert_true(staged_row(&staged, "1", "0", "7", "1") && staged_row(&staged, "2", "0", "7", "1"));
	sw_staging_trim(&staged);
	assert_int_equal(staged.count, 2);
	staged = room_for(&w, 2);
	assert_true(staged_row(&staged, "1", "0", "0", "1") && staged_row(&staged, "2", "0", "0", "1"));
	sw_staging_trim(&staged);
	assert_int_equal(staged.count, 2);
	/* The last of them: nothing follows. */
	staged = room_for(&w, 3);
	assert_true(staged_row(&staged, "1", "0", "7", "1"));
	sw_staging_trim(&staged);
	assert_false(staged.full);
	assert_int_equal(staged.count, 1);
	close_world(&w);
}

static void what_is_invalid_does_not_wait(void **state)
{
	size_t at = 0;
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push(&w, "[{\"code\":\"x\",\"quantity\":\"?\"},{\"code\":\"y\",\"warehouse\":\"A\",\"quantity\":2.5,\"sequence\":3}]");
	assert_true(sw_staging_insert(&w.shop, 8, w.feed.lines, w.feed.count, &at, &w.sql));
	assert_non_null(strstr(w.sql.ptr, "VALUES (8,2,0,0,_utf8mb4 X'79',_utf8mb4 X'',_utf8mb4 X'',_utf8mb4 X'41',2.500000,3,NULL,NULL)"));
	assert_null(strstr(w.sql.ptr, "(8,1,"));
	sw_buf_clear(&w.sql);
	assert_false(sw_staging_insert(&w.shop, 8, w.feed.lines, w.feed.count, &at, &w.sql));
	close_world(&w);
}

/* 500 lines with the longest names do not fit one statement. */
static void long_lines_are_split_over_statements(void **state)
{
	sw_line lines[SW_CHUNK_LINES] = { 0 };
	char *name = test_malloc((size_t) SW_MAX_NAME_CHARS * 4);
	unsigned statements = 0;
	size_t at = 0;
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	for (size_t i = 0; i < (size_t) SW_MAX_NAME_CHARS * 4; i += 4) {
		memcpy(name + i, "🍣", 4);
	}
	for (size_t i = 0; i < SW_CHUNK_LINES; i++) {
		lines[i].name = (sw_slice){ name, (size_t) SW_MAX_NAME_CHARS * 4 };
	}
	while (sw_staging_insert(&w.shop, 8, lines, SW_CHUNK_LINES, &at, &w.sql)) {
		assert_true(w.sql.len < SW_MAX_STATEMENT);
		sw_buf_clear(&w.sql);
		statements++;
	}
	assert_in_range(statements, 4, 20);
	test_free(name);
	close_world(&w);
}

static sw_line restore_line(sw_restore *r, bool left_known, sw_quantity left, bool level_known, sw_quantity level)
{
	*r = (sw_restore){ .left_known = left_known, .left = left, .level_known = level_known, .level = level };
	return (sw_line){ .kind = SW_LINE_RESTORE, .restore = r, .warehouse = cell("A") };
}

static void a_level_goes_back_only_from_what_the_run_left(void **state)
{
	sw_level_was was;
	sw_restore r;
	sw_line line;
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	known_level(&w, "a", "4.000000", "10");
	line = restore_line(&r, true, 3 * SW_QUANTITY_ONE, true, SW_QUANTITY_ONE);
	assert_int_equal(sw_levels_restore(&w.levels, 5, cell("a"), &line, &was), SW_LEVEL_STALE);
	line = restore_line(&r, false, 0, true, SW_QUANTITY_ONE);
	assert_int_equal(sw_levels_restore(&w.levels, 5, cell("a"), &line, &was), SW_LEVEL_STALE);
	line = restore_line(&r, true, 4 * SW_QUANTITY_ONE, true, 4 * SW_QUANTITY_ONE);
	assert_int_equal(sw_levels_restore(&w.levels, 5, cell("a"), &line, &was), SW_LEVEL_SAME);
	line = restore_line(&r, true, 4 * SW_QUANTITY_ONE, true, SW_QUANTITY_ONE);
	assert_int_equal(sw_levels_restore(&w.levels, 5, cell("a"), &line, &was), SW_LEVEL_CHANGED);
	assert_true(was.known);
	assert_int_equal(was.quantity, 4 * SW_QUANTITY_ONE);
	assert_false(sw_levels_delete(&w.levels, &w.shop, &(size_t){ 0 }, &w.sql));
	sw_buf_clear(&w.sql);
	line = restore_line(&r, true, SW_QUANTITY_ONE, false, 0);
	assert_int_equal(sw_levels_restore(&w.levels, 5, cell("a"), &line, &was), SW_LEVEL_CHANGED);
	assert_true(sw_levels_delete(&w.levels, &w.shop, &(size_t){ 0 }, &w.sql));
	assert_string_equal(w.sql.ptr, "DELETE FROM `wp_stockwire_levels` WHERE holder_id IN (5) AND (holder_id, warehouse) IN ((5,X'61'))");
	sw_buf_clear(&w.sql);
	assert_false(sw_levels_write(&w.levels, &w.shop, 1, &(size_t){ 0 }, &w.sql));
	/* What is gone is not there any more, and can come again. */
	line = restore_line(&r, false, 0, true, 2 * SW_QUANTITY_ONE);
	assert_int_equal(sw_levels_restore(&w.levels, 5, cell("a"), &line, &was), SW_LEVEL_CHANGED);
	assert_false(was.known);
	close_world(&w);
}

/* An undo tells nothing new: what was sold since the level was told is still to be taken from it, and no later run has told it. */
static void a_level_that_goes_back_is_as_old_as_it_was(void **state)
{
	sw_level_was was;
	sw_restore r;
	sw_line line;
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	known_level(&w, "a", "4.000000", NULL);
	w.levels.items[0].run = 17;
	line = restore_line(&r, true, 4 * SW_QUANTITY_ONE, true, 4 * SW_QUANTITY_ONE);
	r.told = 7;
	line.after = 15;
	assert_int_equal(sw_levels_restore(&w.levels, 5, cell("a"), &line, &was), SW_LEVEL_SAME);
	assert_int_equal(was.told, 1000000);
	assert_true(sw_levels_write(&w.levels, &w.shop, 18, &(size_t){ 0 }, &w.sql));
	assert_non_null(strstr(w.sql.ptr, ",15,TIMESTAMP'1970-01-01 00:00:00' + INTERVAL 7 MICROSECOND,"));
	sw_buf_clear(&w.sql);
	line = restore_line(&r, true, 4 * SW_QUANTITY_ONE, true, SW_QUANTITY_ONE);
	r.told = 8;
	assert_int_equal(sw_levels_restore(&w.levels, 5, cell("a"), &line, &was), SW_LEVEL_CHANGED);
	assert_int_equal(was.told, 7);
	assert_true(sw_levels_write(&w.levels, &w.shop, 1, &(size_t){ 0 }, &w.sql));
	assert_non_null(strstr(w.sql.ptr, "INTERVAL 8 MICROSECOND"));
	sw_buf_clear(&w.sql);
	/* A line tells it now. */
	assert_int_equal(sw_levels_apply(&w.levels, 5, cell("a"), &(sw_line){ .quantity = 7 }, &was), SW_LEVEL_CHANGED);
	assert_int_equal(was.told, 8);
	assert_true(sw_levels_write(&w.levels, &w.shop, 1, &(size_t){ 0 }, &w.sql));
	assert_non_null(strstr(w.sql.ptr, ",1,UTC_TIMESTAMP(6),"));
	close_world(&w);
}

static void another_sender_s_numbers_say_nothing_about_order(void **state)
{
	const sw_slice level[] = { cell("5"), cell("a"), cell("4.000000"), cell("10"), cell("10"), cell("A"), cell("fetch"), cell("0"), cell("1000000") };
	sw_level_was was;
	const sw_line older = { .quantity = 7, .has_sequence = true, .sequence = 3, .has_as_of = true, .as_of = 3 };
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	w.levels.source = cell("fetch");
	assert_true(sw_levels_take(&w.levels, level, 9));
	assert_int_equal(sw_levels_apply(&w.levels, 5, cell("a"), &older, &was), SW_LEVEL_STALE);
	w.levels.source = cell("v1");
	assert_int_equal(sw_levels_apply(&w.levels, 5, cell("a"), &older, &was), SW_LEVEL_CHANGED);
	assert_int_equal(w.levels.items[0].sequence, 3);
	close_world(&w);
}

static void the_same_number_is_stored_again(void **state)
{
	const sw_slice known[] = { cell("5"), cell("a"), cell("4.000000"), cell(NULL), cell(NULL), cell("A"), cell("v1"), cell("0"), cell("1000000") };
	const sw_line same = { .warehouse = cell("A"), .quantity = 4 * SW_QUANTITY_ONE };
	sw_level_was was;
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	w.levels.source = cell("v1");
	assert_true(sw_levels_take(&w.levels, known, 9));
	assert_false(w.levels.items[0].dirty);
	assert_int_equal(sw_levels_apply(&w.levels, 5, cell("a"), &same, &was), SW_LEVEL_SAME);
	assert_true(w.levels.items[0].dirty);
	close_world(&w);
}

static void a_line_that_waited_is_older_than_what_a_later_run_told(void **state)
{
	const sw_slice newer[] = { cell("5"), cell("a"), cell("4.000000"), cell(NULL), cell(NULL), cell("A"), cell("v1"), cell("18"), cell("1000000") };
	const sw_slice earlier[] = { cell("6"), cell("a"), cell("4.000000"), cell(NULL), cell(NULL), cell("A"), cell("v1"), cell("17"), cell("1000000") };
	const sw_line line = { .warehouse = cell("A"), .quantity = 7 * SW_QUANTITY_ONE, .after = 17 };
	const sw_line numbered = { .warehouse = cell("A"), .quantity = 7 * SW_QUANTITY_ONE, .has_sequence = true, .sequence = 1, .after = 17 };
	sw_level_was was;
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	assert_true(sw_levels_take(&w.levels, newer, 9));
	assert_true(sw_levels_take(&w.levels, earlier, 9));
	assert_int_equal(sw_levels_apply(&w.levels, 5, cell("a"), &line, &was), SW_LEVEL_STALE);
	assert_int_equal(w.levels.items[0].quantity, 4 * SW_QUANTITY_ONE);
	assert_int_equal(sw_levels_apply(&w.levels, 6, cell("a"), &line, &was), SW_LEVEL_CHANGED);
	/* A number of its own helps only where the level has one of the same sender. */
	assert_int_equal(sw_levels_apply(&w.levels, 5, cell("a"), &numbered, &was), SW_LEVEL_STALE);
	w.levels.source = cell("v1");
	assert_int_equal(sw_levels_apply(&w.levels, 5, cell("a"), &numbered, &was), SW_LEVEL_STALE);
	w.levels.items[0].has_sequence = true;
	assert_int_equal(sw_levels_apply(&w.levels, 5, cell("a"), &numbered, &was), SW_LEVEL_CHANGED);
	close_world(&w);
}

static void runs_that_are_counted_anew_are_not_earlier_than_those_of_another_day(void **state)
{
	const sw_line line = { .warehouse = cell("A"), .quantity = 7 * SW_QUANTITY_ONE, .after = 17 };
	sw_level_was was;
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	known_level(&w, "a", "4.000000", NULL);
	w.levels.items[0].run = 18;
	w.levels.begun = w.levels.items[0].told + INT64_C(86400000000);
	assert_int_equal(sw_levels_apply(&w.levels, 5, cell("a"), &line, &was), SW_LEVEL_STALE);
	w.levels.begun++;
	assert_int_equal(sw_levels_apply(&w.levels, 5, cell("a"), &line, &was), SW_LEVEL_CHANGED);
	close_world(&w);
}

/* One that counts in seconds, or days, or sends the same message twice. */
static void a_sender_that_repeats_itself_leaves_it_to_the_order_of_the_runs(void **state)
{
	sw_line line = { .warehouse = cell("A"), .quantity = 7 * SW_QUANTITY_ONE, .has_as_of = true, .as_of = 1000, .after = 17 };
	sw_level_was was;
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	known_level(&w, "a", "4.000000", "3");
	w.levels.items[0].run = 18;
	w.levels.items[0].has_as_of = true;
	w.levels.items[0].as_of = 1000;
	assert_int_equal(sw_levels_apply(&w.levels, 5, cell("a"), &line, &was), SW_LEVEL_STALE);
	line.quantity = 4 * SW_QUANTITY_ONE;
	assert_int_equal(sw_levels_apply(&w.levels, 5, cell("a"), &line, &was), SW_LEVEL_KNOWN);
	assert_false(w.levels.items[0].dirty);
	line.has_sequence = true;
	line.sequence = 3;
	assert_int_equal(sw_levels_apply(&w.levels, 5, cell("a"), &line, &was), SW_LEVEL_KNOWN);
	line.as_of = 1001;
	assert_int_equal(sw_levels_apply(&w.levels, 5, cell("a"), &line, &was), SW_LEVEL_SAME);
	assert_true(w.levels.items[0].dirty);
	line.as_of = 999;
	assert_int_equal(sw_levels_apply(&w.levels, 5, cell("a"), &line, &was), SW_LEVEL_STALE);
	line.as_of = 1001;
	line.after = 18;
	line.quantity = 7 * SW_QUANTITY_ONE;
	assert_int_equal(sw_levels_apply(&w.levels, 5, cell("a"), &line, &was), SW_LEVEL_CHANGED);
	close_world(&w);
}

static void links_are_asked_only_for_what_nothing_was_found_for(void **state)
{
	bool asked = true;
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":1}]");
	sku_row(&w, "5", "x");
	assert_int_equal(sw_links_select(&w.matches, 0, w.matches.count, &w.sql, &asked), SW_OK);
	assert_false(asked);
	close_world(&w);
	open_world(&w, "a", NULL);
	push(&w, "[{\"code\":\"y\",\"warehouse\":\"A\",\"quantity\":1}]");
	assert_int_equal(sw_links_select(&w.matches, 0, w.matches.count, &w.sql, &asked), SW_OK);
	assert_true(asked);
	/* Half of the SHA-256 of "y". */
	assert_non_null(strstr(w.sql.ptr, "l.hash IN (X'a1fce4363854ff888cff4b8e7875d600')"));
	close_world(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_row_becomes_the_line_it_was),
		cmocka_unit_test(an_undo_that_something_newer_overtook_expects_no_number),
		cmocka_unit_test(no_step_splits_a_holder),
		cmocka_unit_test(what_is_invalid_does_not_wait),
		cmocka_unit_test(long_lines_are_split_over_statements),
		cmocka_unit_test(a_level_goes_back_only_from_what_the_run_left),
		cmocka_unit_test(a_level_that_goes_back_is_as_old_as_it_was),
		cmocka_unit_test(another_sender_s_numbers_say_nothing_about_order),
		cmocka_unit_test(the_same_number_is_stored_again),
		cmocka_unit_test(a_line_that_waited_is_older_than_what_a_later_run_told),
		cmocka_unit_test(runs_that_are_counted_anew_are_not_earlier_than_those_of_another_day),
		cmocka_unit_test(a_sender_that_repeats_itself_leaves_it_to_the_order_of_the_runs),
		cmocka_unit_test(links_are_asked_only_for_what_nothing_was_found_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

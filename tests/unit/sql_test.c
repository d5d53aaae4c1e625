/* SPDX-License-Identifier: MIT */
/* Pieces of SQL text, the map, the journal's statements and the receipts. */
#include "world.h"

#include "limits.h"

static void a_table_is_quoted_and_a_list_has_commas(void **state)
{
	static const uint64_t ids[] = { 1, 22, UINT64_MAX };
	sw_buf b = { 0 };

	(void) state;
	sw_sql_format(&b, "wp_", "DELETE FROM %t WHERE id = %u AND x IN ", "posts", UINT64_C(9));
	sw_sql_ids(&b, ids, 3);
	assert_string_equal(b.ptr, "DELETE FROM `wp_posts` WHERE id = 9 AND x IN (1,22,18446744073709551615)");
	sw_buf_free(&b);
}

static void text_and_numbers_are_literals(void **state)
{
	sw_buf b = { 0 };

	(void) state;
	sw_sql_text(&b, cell("ș'"));
	sw_sql_text(&b, (sw_slice){ NULL, 0 });
	sw_sql_quantity(&b, true, -SW_QUANTITY_ONE / 2);
	sw_sql_quantity(&b, false, 1);
	assert_string_equal(b.ptr, "_utf8mb4 X'c89927'_utf8mb4 X''-0.500000NULL");
	sw_buf_free(&b);
}

static void a_cap_never_cuts_inside_a_character(void **state)
{
	(void) state;
	assert_int_equal(sw_sql_cap(cell("șșș"), 2).len, 4);
	assert_int_equal(sw_sql_cap(cell("șșș"), 3).len, 6);
	assert_int_equal(sw_sql_cap(cell("abc"), 9).len, 3);
	assert_int_equal(sw_sql_cap(cell("abc"), 0).len, 0);
}

static void a_cell_that_is_no_number_is_zero(void **state)
{
	(void) state;
	assert_int_equal(sw_sql_u64(cell("42")), 42);
	assert_int_equal(sw_sql_u64(cell("-4")), 0);
	assert_int_equal(sw_sql_u64(cell("4x")), 0);
	assert_int_equal(sw_sql_u64(cell(NULL)), 0);
}

static void a_map_finds_what_was_put_and_keeps_the_first(void **state)
{
	sw_arena *arena = sw_arena_create();
	sw_map map = { 0 };

	(void) state;
	assert_int_equal(sw_map_get_id(&map, 1), SW_MAP_NONE);
	for (uint64_t i = 0; i < 5000; i++) {
		assert_int_equal(sw_map_put_id(&map, arena, i * 7919, (uint32_t) i), i);
	}
	assert_int_equal(sw_map_put_id(&map, arena, 7919, 99), 1);
	for (uint64_t i = 0; i < 5000; i++) {
		assert_int_equal(sw_map_get_id(&map, i * 7919), i);
	}
	assert_int_equal(sw_map_get(&map, cell("absent")), SW_MAP_NONE);
	assert_int_equal(sw_map_put(&map, arena, cell(""), 3), 3);
	assert_int_equal(sw_map_get(&map, cell("")), 3);
	sw_arena_destroy(arena);
}

static void a_map_copies_short_keys_and_points_at_long_ones(void **state)
{
	sw_arena *arena = sw_arena_create();
	char keys[10][10] = { "", "1", "12", "123", "1234", "12345", "123456", "1234567", "12345678", "123456789" };
	sw_map map = { 0 };
	char again[10];

	(void) state;
	for (uint32_t i = 0; i < COUNT(keys); i++) {
		assert_int_equal(sw_map_put(&map, arena, (sw_slice){ keys[i], i }, i), i);
	}
	memset(keys, 'x', 9 * sizeof keys[0]);
	for (uint32_t i = 0; i < COUNT(keys); i++) {
		memcpy(again, "123456789", sizeof again);
		assert_int_equal(sw_map_get(&map, (sw_slice){ again, i }), i);
		/* The same bytes but for the last one, and the same ones but for the length. */
		if (i > 0) {
			again[i - 1] = 'x';
			assert_int_equal(sw_map_get(&map, (sw_slice){ again, i }), SW_MAP_NONE);
		}
	}
	assert_int_equal(sw_map_get(&map, (sw_slice){ "1\0", 2 }), SW_MAP_NONE);
	sw_arena_destroy(arena);
}

static void two_lines(world *w)
{
	open_world(w, "a", NULL);
	push(w, "[{\"code\":\"x\",\"name\":\"Ceai \\\"verde\\\" \\u2028\",\"warehouse\":\"A\",\"quantity\":7},{\"code\":\"?\",\"warehouse\":\"A\",\"quantity\":1}]");
	sku_row(w, "5", "x");
	find_products(w);
	simple_product(w, "5", "5.000000", "instock");
	decide(w);
}

static void a_receipt_in_json_tells_every_line(void **state)
{
	world w;

	(void) state;
	two_lines(&w);
	sw_render_json(&w.plan, 3, true, &w.sql);
	assert_non_null(strstr(w.sql.ptr, "{\"run\":3,\"applied\":true,\"counts\":{\"updated\":1,\"unmatched\":1},\"lines\":[{\"line\":1,\"code\":\"x\""));
	assert_non_null(strstr(w.sql.ptr, "\"outcome\":\"updated\",\"reason\":\"set\",\"message\":\"The stock was set.\",\"product\":5,\"old\":5,\"new\":7}"));
	assert_non_null(strstr(w.sql.ptr, "\"product\":null,\"old\":null,\"new\":null}]}"));
	assert_non_null(strstr(w.sql.ptr, "\\\"verde\\\""));
	close_world(&w);
}

static void a_receipt_for_smartbill_is_one_quoted_sentence_a_line(void **state)
{
	world w;

	(void) state;
	two_lines(&w);
	sw_render_smartbill(&w.plan, &w.sql);
	assert_string_equal(w.sql.ptr, "\"x: updated, 5 → 7. The stock was set.\"\n\"?: unmatched. No product in the shop has this code.\"\n");
	close_world(&w);
}

static void numbers_and_times_of_columns_are_read_and_written(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	assert_int_equal(sw_sql_i64(cell("-12")), -12);
	assert_int_equal(sw_sql_i64(cell("12")), 12);
	assert_int_equal(sw_sql_i64(cell(NULL)), 0);
	assert_int_equal(sw_sql_i64(cell("-x")), 0);
	sw_buf_clear(&w.sql);
	sw_sql_instant(&w.sql, INT64_C(1764194400000001));
	assert_string_equal(w.sql.ptr, "TIMESTAMP'1970-01-01 00:00:00' + INTERVAL 1764194400000001 MICROSECOND");
	close_world(&w);
}

static void the_journal_has_a_row_for_every_line(void **state)
{
	uint32_t line = SW_MAP_NONE;
	size_t group = 0;
	world w;

	(void) state;
	two_lines(&w);
	assert_true(sw_journal_lines(&w.plan, 3, &group, &line, w.plan.group_count, &w.sql));
	assert_non_null(strstr(w.sql.ptr, "(3,1,_utf8mb4 X'78',"));
	assert_non_null(strstr(w.sql.ptr, ",7.000000,'updated','set',5,5,5.000000,7.000000,'instock','instock',1,'',NULL,UTC_TIMESTAMP(6),NULL)"));
	assert_non_null(strstr(w.sql.ptr, ",1.000000,'unmatched','no_such_code',NULL,NULL,NULL,NULL,'','',0,'',NULL,NULL,NULL)"));
	assert_false(sw_journal_lines(&w.plan, 3, &group, &line, w.plan.group_count, &w.sql));
	close_world(&w);
}

/* 500 lines with the longest names do not fit one statement. */
static void the_journal_splits_what_is_too_long_for_a_statement(void **state)
{
	uint32_t line = SW_MAP_NONE;
	size_t group = 0;
	unsigned statements = 0;
	sw_buf json = { 0 };
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	sw_buf_char(&json, '[');
	for (unsigned i = 0; i < 500; i++) {
		sw_buf_str(&json, i > 0 ? ",{\"name\":\"" : "{\"name\":\"");
		for (unsigned k = 0; k < SW_MAX_NAME_CHARS; k++) {
			sw_buf_str(&json, "🍣");
		}
		sw_buf_str(&json, "\",\"warehouse\":\"A\",\"quantity\":1}");
	}
	sw_buf_char(&json, ']');
	push(&w, json.ptr);
	find_products(&w);
	decide(&w);
	sw_buf_clear(&w.sql);
	while (sw_journal_lines(&w.plan, 3, &group, &line, w.plan.group_count, &w.sql)) {
		assert_true(w.sql.len < SW_MAX_STATEMENT);
		sw_buf_clear(&w.sql);
		statements++;
	}
	assert_int_equal(group, w.plan.group_count);
	assert_in_range(statements, 4, 20);
	sw_buf_free(&json);
	close_world(&w);
}

static void the_longest_codes_fit_one_question(void **state)
{
	sw_buf json = { 0 };
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	sw_buf_char(&json, '[');
	for (unsigned i = 0; i < SW_CHUNK_LINES; i++) {
		sw_buf_str(&json, i > 0 ? ",{\"code\":\"" : "{\"code\":\"");
		for (unsigned k = 0; k < SW_MAX_CODE_CHARS - 4; k++) {
			sw_buf_str(&json, "🍣");
		}
		sw_buf_u64(&json, 1000 + i);
		sw_buf_str(&json, "\",\"warehouse\":\"A\",\"quantity\":1}");
	}
	sw_buf_char(&json, ']');
	push(&w, json.ptr);
	assert_true(sw_match_select_codes(&w.matches, 0, SW_CHUNK_LINES, &w.sql));
	assert_true(w.sql.len < SW_MAX_STATEMENT);
	sw_buf_free(&json);
	close_world(&w);
}

static void a_run_s_begin_and_end_are_journaled(void **state)
{
	const sw_counts counts = { .of = { [SW_UPDATED] = 2, [SW_INVALID] = 1 } };
	const sw_run_facts facts = { .source = cell("push"), .token_label = cell("ERP"), .lines = 3, .state = "running", .actor = 4 };
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	sw_journal_begin(&w.shop, &facts, &w.sql);
	assert_non_null(strstr(w.sql.ptr, "VALUES (_utf8mb4 X'70757368','running',0,UTC_TIMESTAMP(6),3,_utf8mb4 X'455250',NULL,NULL,4)"));
	sw_buf_clear(&w.sql);
	sw_journal_end(&w.shop, 9, "done", &counts, true, &w.sql);
	assert_string_equal(w.sql.ptr, "UPDATE `wp_stockwire_runs` SET state = 'done', finished_at = UTC_TIMESTAMP(6), "
		"counts = '{\"updated\":2,\"invalid\":1}' WHERE id = 9");
	sw_buf_clear(&w.sql);
	sw_journal_end(&w.shop, 9, "failed", &counts, false, &w.sql);
	assert_non_null(strstr(w.sql.ptr, "announced_at = UTC_TIMESTAMP(6)"));
	close_world(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_table_is_quoted_and_a_list_has_commas),
		cmocka_unit_test(text_and_numbers_are_literals),
		cmocka_unit_test(a_cap_never_cuts_inside_a_character),
		cmocka_unit_test(a_cell_that_is_no_number_is_zero),
		cmocka_unit_test(a_map_finds_what_was_put_and_keeps_the_first),
		cmocka_unit_test(a_map_copies_short_keys_and_points_at_long_ones),
		cmocka_unit_test(a_receipt_in_json_tells_every_line),
		cmocka_unit_test(a_receipt_for_smartbill_is_one_quoted_sentence_a_line),
		cmocka_unit_test(numbers_and_times_of_columns_are_read_and_written),
		cmocka_unit_test(the_journal_has_a_row_for_every_line),
		cmocka_unit_test(the_journal_splits_what_is_too_long_for_a_statement),
		cmocka_unit_test(the_longest_codes_fit_one_question),
		cmocka_unit_test(a_run_s_begin_and_end_are_journaled),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

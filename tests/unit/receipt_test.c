/* SPDX-License-Identifier: MIT */
/* A receipt's two spellings, whole: what a sender reads of each kind of line. */
#include "world.h"

/* One updated, one ambiguous, one of nobody's, one without a product, one invalid. */
static void mixed(world *w)
{
	open_world(w, "a", NULL);
	push(w, "[{\"code\":\"x\",\"name\":\"\\\"Ț\\\"\",\"warehouse\":\"A\",\"quantity\":7},{\"name\":\"Two\",\"warehouse\":\"A\",\"quantity\":1},"
		"{\"code\":\"y\",\"warehouse\":\"A\",\"quantity\":2.5},{\"warehouse\":\"A\",\"quantity\":1},{\"code\":\"x\",\"quantity\":\"?\"}]");
	sku_row(w, "5", "x");
	name_row(w, SW_KEY_TEXT, "6", "Two", "0");
	name_row(w, SW_KEY_TEXT, "7", "Two", "0");
	find_products(w);
	simple_product(w, "5", "5.000000", "instock");
	decide(w);
}

static void the_receipt_of_v1_has_a_row_a_line(void **state)
{
	world w;

	(void) state;
	mixed(&w);
	sw_render_json(&w.plan, 12, true, &w.sql);
	assert_string_equal(w.sql.ptr,
		"{\"run\":12,\"applied\":true,\"counts\":{\"updated\":1,\"unmatched\":1,\"ambiguous\":1,\"invalid\":2},\"lines\":["
		"{\"line\":1,\"code\":\"x\",\"name\":\"\\\"Ț\\\"\",\"warehouse\":\"A\",\"outcome\":\"updated\",\"reason\":\"set\",\"message\":\"The stock was set.\","
		"\"product\":5,\"old\":5,\"new\":7},"
		"{\"line\":2,\"code\":\"\",\"name\":\"Two\",\"warehouse\":\"A\",\"outcome\":\"ambiguous\",\"reason\":\"several_names\","
		"\"message\":\"Several products in the shop have this name.\",\"product\":null,\"old\":null,\"new\":null,\"candidates\":[6,7]},"
		"{\"line\":3,\"code\":\"y\",\"name\":\"\",\"warehouse\":\"A\",\"outcome\":\"unmatched\",\"reason\":\"no_such_code\","
		"\"message\":\"No product in the shop has this code.\",\"product\":null,\"old\":null,\"new\":null},"
		"{\"line\":4,\"code\":\"\",\"name\":\"\",\"warehouse\":\"A\",\"outcome\":\"invalid\",\"reason\":\"code_and_name_blank\","
		"\"message\":\"The line names no product: code and name are blank.\",\"product\":null,\"old\":null,\"new\":null},"
		"{\"line\":5,\"code\":\"x\",\"name\":\"\",\"warehouse\":\"\",\"outcome\":\"invalid\",\"reason\":\"quantity_not_a_number\","
		"\"message\":\"The quantity is not a plain number such as 7 or 12.5.\",\"product\":null,\"old\":null,\"new\":null}]}");
	close_world(&w);
}

static void candidates_that_are_not_named_are_counted(void **state)
{
	world w;
	char id[16];

	(void) state;
	open_world(&w, "a", NULL);
	push(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":1}]");
	for (int i = 1; i <= 27; i++) {
		(void) snprintf(id, sizeof id, "%d", i);
		sku_row(&w, id, "x");
	}
	find_products(&w);
	decide(&w);
	sw_render_json(&w.plan, 0, false, &w.sql);
	assert_non_null(strstr(w.sql.ptr, ",19,20],\"more_candidates\":7}"));
	sw_buf_clear(&w.sql);
	sw_render_smartbill(&w.plan, &w.sql);
	assert_non_null(strstr(w.sql.ptr, ",19,20 and 7 more.\""));
	close_world(&w);
}

static void no_remark_hides_another(void **state)
{
	world w;
	size_t group = 0;
	uint32_t line = SW_MAP_NONE;

	(void) state;
	open_world(&w, "a", "b");
	w.shop.buffer = SW_QUANTITY_ONE;
	push(&w, "[{\"name\":\"C++ carte\",\"warehouse\":\"A\",\"quantity\":3.5}]");
	name_row(&w, SW_KEY_SLUG, "5", "C# carte", "0");
	find_products(&w);
	simple_product(&w, "5", "5.000000", "instock");
	decide(&w);
	sw_render_json(&w.plan, 0, false, &w.sql);
	assert_non_null(strstr(w.sql.ptr, "\"reason\":\"similar_name\",\"message\":\"Matched by similar name. The shop's own rounding changed the number. "
		"A followed warehouse has never reported this product and counts as 0. The safety buffer was kept back.\","
		"\"remarks\":[\"rounded\",\"missing_warehouse\",\"buffer\"],\"product\":5,\"old\":5,\"new\":2}"));
	sw_buf_clear(&w.sql);
	sw_render_smartbill(&w.plan, &w.sql);
	assert_string_equal(w.sql.ptr, "\"C++ carte: updated, 5 \xE2\x86\x92 2. Matched by similar name. The shop's own rounding changed the number. "
		"A followed warehouse has never reported this product and counts as 0. The safety buffer was kept back.\"\n");
	sw_buf_clear(&w.sql);
	assert_true(sw_journal_lines(&w.plan, 1, &group, &line, 1, &w.sql));
	assert_non_null(strstr(w.sql.ptr, ",1,'rounded,missing_warehouse,buffer',NULL,UTC_TIMESTAMP(6),NULL)"));
	close_world(&w);
}

static void a_preview_has_no_run_and_was_not_applied(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push(&w, "[]");
	assert_int_equal(sw_plan_groups(&w.plan, NULL), SW_OK);
	sw_render_json(&w.plan, 0, false, &w.sql);
	assert_string_equal(w.sql.ptr, "{\"run\":null,\"applied\":false,\"counts\":{},\"lines\":[]}");
	close_world(&w);
}

static void smartbill_reads_a_quoted_sentence_a_line(void **state)
{
	world w;

	(void) state;
	mixed(&w);
	sw_render_smartbill(&w.plan, &w.sql);
	assert_string_equal(w.sql.ptr, "\"x: updated, 5 \xE2\x86\x92 7. The stock was set.\"\n"
		"\"Two: ambiguous. Several products in the shop have this name. Products: 6,7.\"\n"
		"\"y: unmatched. No product in the shop has this code.\"\n"
		"\"Line 4: invalid. The line names no product: code and name are blank.\"\n"
		"\"x: invalid. The quantity is not a plain number such as 7 or 12.5.\"\n");
	close_world(&w);
}

static void a_number_that_was_not_there_before_is_not_said(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":7}]");
	sku_row(&w, "5", "x");
	find_products(&w);
	lookup_row(&w, "5", "0", "product", NULL, "instock");
	meta_row(&w, "5", "_manage_stock", "yes", "1");
	decide(&w);
	sw_render_smartbill(&w.plan, &w.sql);
	assert_string_equal(w.sql.ptr, "\"x: updated, 7. The stock was set.\"\n");
	/* Rows that are missing are made, status and all. */
	assert_non_null(statement(&w, SW_WRITE_NEW_METAS));
	assert_string_equal(w.sql.ptr, "INSERT INTO `wp_postmeta` (post_id, meta_key, meta_value) VALUES (5,'_stock','7.000000'),(5,'_stock_status','instock')");
	close_world(&w);
}

static void an_empty_list_is_the_connection_test(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push(&w, "[]");
	sw_render_smartbill(&w.plan, &w.sql);
	assert_string_equal(w.sql.ptr, "\"Stockwire is connected to the shop.\"\n");
	close_world(&w);
}

/* However large the pieces are, together they are the whole. */
static void is_the_same_in_pieces(world *w, sw_dialect dialect)
{
	static const size_t sizes[] = {1, 2, 50, 100, 400, SIZE_MAX};
	sw_buf all = {0};
	sw_buf piece = {0};

	sw_buf_clear(&w->sql);
	(dialect == SW_DIALECT_V1 ? sw_render_json(&w->plan, 12, true, &w->sql) : sw_render_smartbill(&w->plan, &w->sql));
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		sw_rendering r = {.plan = &w->plan, .run = 12, .applied = true, .dialect = dialect, .enough = sizes[i]};
		size_t pieces = 0;

		for (sw_buf_clear(&all); sw_render_piece(&r, &piece); sw_buf_clear(&piece)) {
			assert_true(piece.len > 0);
			sw_buf_add(&all, piece.ptr, piece.len);
			pieces++;
		}
		assert_string_equal(all.ptr, w->sql.ptr);
		assert_true(sizes[i] == 1 ? pieces >= w->plan.count : sizes[i] < SIZE_MAX || pieces == 1);
	}
	sw_buf_free(&piece);
	sw_buf_free(&all);
}

static void pieces_are_the_whole_receipt(void **state)
{
	world w;

	(void) state;
	mixed(&w);
	is_the_same_in_pieces(&w, SW_DIALECT_V1);
	is_the_same_in_pieces(&w, SW_DIALECT_SMARTBILL);
	close_world(&w);
	open_world(&w, "a", NULL);
	push(&w, "[]");
	assert_int_equal(sw_plan_groups(&w.plan, NULL), SW_OK);
	is_the_same_in_pieces(&w, SW_DIALECT_V1);
	is_the_same_in_pieces(&w, SW_DIALECT_SMARTBILL);
	close_world(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_receipt_of_v1_has_a_row_a_line),
		cmocka_unit_test(candidates_that_are_not_named_are_counted),
		cmocka_unit_test(no_remark_hides_another),
		cmocka_unit_test(a_preview_has_no_run_and_was_not_applied),
		cmocka_unit_test(smartbill_reads_a_quoted_sentence_a_line),
		cmocka_unit_test(a_number_that_was_not_there_before_is_not_said),
		cmocka_unit_test(an_empty_list_is_the_connection_test),
		cmocka_unit_test(pieces_are_the_whole_receipt),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* Which product a line means: codes by bytes, then without case; names by text, then by slug; GTINs where switched on. */
#include "world.h"

static void an_exact_code_wins_over_one_in_another_case(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push(&w, "[{\"code\":\"abc\",\"warehouse\":\"A\",\"quantity\":1}]");
	sku_row(&w, "5", "ABC");
	sku_row(&w, "6", "abc");
	find_products(&w);
	assert_int_equal(w.plan.entries[0].product, 6);
	close_world(&w);
}

static void a_single_code_in_another_case_is_taken(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push(&w, "[{\"code\":\"șurub-1\",\"warehouse\":\"A\",\"quantity\":1}]");
	sku_row(&w, "5", " ȘURUB-1 ");
	find_products(&w);
	assert_int_equal(w.plan.entries[0].product, 5);
	close_world(&w);
}

static void accents_and_emoji_keep_codes_apart(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push(&w, "[{\"code\":\"á\",\"warehouse\":\"A\",\"quantity\":1},{\"code\":\"🍣\",\"warehouse\":\"A\",\"quantity\":1}]");
	/* What some collations would find equal comes back from the database and is dropped here. */
	sku_row(&w, "5", "a");
	sku_row(&w, "6", "🍺");
	find_products(&w);
	decide(&w);
	assert_line(&w, 0, "unmatched", "no_such_code");
	assert_line(&w, 1, "unmatched", "no_such_code");
	close_world(&w);
}

static void leading_zeros_and_exponents_are_other_codes(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push(&w, "[{\"code\":\"00123\",\"warehouse\":\"A\",\"quantity\":1},{\"code\":\"1e3\",\"warehouse\":\"A\",\"quantity\":1}]");
	sku_row(&w, "5", "123");
	sku_row(&w, "6", "1000");
	find_products(&w);
	decide(&w);
	assert_line(&w, 0, "unmatched", "no_such_code");
	assert_line(&w, 1, "unmatched", "no_such_code");
	close_world(&w);
}

static void two_products_with_one_code_are_ambiguous_and_named(void **state)
{
	world w;
	sw_buf text = { 0 };

	(void) state;
	open_world(&w, "a", NULL);
	push(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":1}]");
	sku_row(&w, "5", "x");
	sku_row(&w, "6", "x");
	find_products(&w);
	decide(&w);
	assert_line(&w, 0, "ambiguous", "several_codes");
	sw_journal_candidates(&w.matches.ways[0], &text);
	assert_string_equal(text.ptr, "5,6");
	assert_int_equal(w.changes.count, 0);
	sw_buf_free(&text);
	close_world(&w);
}

static void candidates_beyond_twenty_are_counted_not_named(void **state)
{
	world w;
	sw_buf text = { 0 };
	char id[16];

	(void) state;
	open_world(&w, "a", NULL);
	push(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":1}]");
	for (int i = 1; i <= 230; i++) {
		(void) snprintf(id, sizeof id, "%d", i);
		sku_row(&w, id, "x");
	}
	assert_int_equal(w.matches.ways[0].hit_count, 230);
	sw_journal_candidates(&w.matches.ways[0], &text);
	assert_string_equal(text.ptr, "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20");
	assert_int_equal(sw_journal_more_candidates(&w.matches.ways[0]), 210);
	assert_int_equal(sw_match_held(&w.matches.ways[0]), 100);
	sw_buf_free(&text);
	close_world(&w);
}

static void the_same_text_wins_over_the_same_slug(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push(&w, "[{\"name\":\"C++ carte\",\"warehouse\":\"A\",\"quantity\":1}]");
	name_row(&w, SW_KEY_SLUG, "5", "C# carte", "0");
	name_row(&w, SW_KEY_SLUG, "6", "C++ carte", "0");
	name_row(&w, SW_KEY_TEXT, "6", "c++  CARTE", "0");
	find_products(&w);
	assert_int_equal(w.plan.entries[0].product, 6);
	assert_int_equal(w.plan.entries[0].found, SW_R_NONE);
	close_world(&w);
}

static void one_hit_by_slug_is_taken_and_said(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push(&w, "[{\"name\":\"C++ carte\",\"warehouse\":\"A\",\"quantity\":1}]");
	name_row(&w, SW_KEY_SLUG, "5", "C# carte", "0");
	find_products(&w);
	simple_product(&w, "5", "3.000000", "instock");
	decide(&w);
	assert_line(&w, 0, "updated", "similar_name");
	close_world(&w);
}

static void names_whose_digits_differ_never_meet_by_slug(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push(&w, "[{\"name\":\"Cablu 1,5 mm\",\"warehouse\":\"A\",\"quantity\":1},{\"name\":\"Șurub 3,5x40\",\"warehouse\":\"A\",\"quantity\":1}]");
	name_row(&w, SW_KEY_SLUG, "5", "Cablu 15 mm", "0");
	name_row(&w, SW_KEY_SLUG, "6", "Șurub 35x40", "0");
	find_products(&w);
	decide(&w);
	assert_line(&w, 0, "unmatched", "no_such_name");
	assert_line(&w, 1, "unmatched", "no_such_name");
	close_world(&w);
}

static void the_variation_with_fewer_any_wins(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push(&w, "[{\"name\":\"Tricou (Culoare: Roșu)\",\"warehouse\":\"A\",\"quantity\":1}]");
	name_row(&w, SW_KEY_TEXT, "5", "Tricou (Culoare: Roșu)", "1");
	name_row(&w, SW_KEY_TEXT, "6", "Tricou (Culoare: Roșu)", "0");
	find_products(&w);
	assert_int_equal(w.plan.entries[0].product, 6);
	close_world(&w);
}

static void a_code_decides_alone_without_falling_back_to_the_name(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push(&w, "[{\"code\":\"none\",\"name\":\"Ceai\",\"warehouse\":\"A\",\"quantity\":1}]");
	assert_int_equal(w.matches.count, 1);
	assert_int_equal(w.matches.ways[0].kind, SW_BY_CODE);
	sw_buf_clear(&w.sql);
	assert_false(sw_match_select_keys(&w.matches, 0, 1, &w.sql));
	close_world(&w);
}

static void a_gtin_counts_only_where_switched_on(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push(&w, "[{\"gtin\":\"5941234567899\",\"warehouse\":\"A\",\"quantity\":1}]");
	find_products(&w);
	decide(&w);
	assert_line(&w, 0, "invalid", "code_and_name_blank");
	close_world(&w);

	open_world(&w, "a", NULL);
	w.shop.gtin = true;
	push(&w, "[{\"gtin\":\"5941234567899\",\"warehouse\":\"A\",\"quantity\":1},{\"code\":\"05941234567899\",\"warehouse\":\"A\",\"quantity\":1}]");
	name_row(&w, SW_KEY_GTIN, "5", "5941234567899", "0");
	find_products(&w);
	assert_int_equal(w.plan.entries[0].product, 5);
	assert_int_equal(w.plan.entries[1].product, 5);
	close_world(&w);
}

static void translations_of_one_product_are_one_candidate(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":1}]");
	sku_row(&w, "5", "x");
	sku_row(&w, "6", "x");
	sw_match_replace_hit(&w.matches.ways[0], 6, 5);
	find_products(&w);
	assert_int_equal(w.plan.entries[0].product, 5);
	close_world(&w);
}

static void lines_that_name_a_product_alike_share_one_question(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", "b");
	push(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":1},{\"code\":\"x\",\"warehouse\":\"B\",\"quantity\":2},"
		"{\"name\":\"x\",\"warehouse\":\"B\",\"quantity\":2}]");
	assert_int_equal(w.matches.count, 2);
	assert_int_equal(w.matches.way_of_line[0], w.matches.way_of_line[1]);
	assert_int_not_equal(w.matches.way_of_line[0], w.matches.way_of_line[2]);
	close_world(&w);
}

static void sql_never_holds_a_byte_of_the_push(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push(&w, "[{\"code\":\"A' OR 1=1 -- `%_\\\\\",\"warehouse\":\"A\",\"quantity\":1}]");
	assert_true(sw_match_select_codes(&w.matches, 0, 1, &w.sql));
	assert_null(strstr(w.sql.ptr, "OR 1=1"));
	assert_non_null(strstr(w.sql.ptr, "_utf8mb4 X'4127204f5220313d31202d2d2060255f5c'"));
	close_world(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_exact_code_wins_over_one_in_another_case),
		cmocka_unit_test(a_single_code_in_another_case_is_taken),
		cmocka_unit_test(accents_and_emoji_keep_codes_apart),
		cmocka_unit_test(leading_zeros_and_exponents_are_other_codes),
		cmocka_unit_test(two_products_with_one_code_are_ambiguous_and_named),
		cmocka_unit_test(candidates_beyond_twenty_are_counted_not_named),
		cmocka_unit_test(the_same_text_wins_over_the_same_slug),
		cmocka_unit_test(one_hit_by_slug_is_taken_and_said),
		cmocka_unit_test(names_whose_digits_differ_never_meet_by_slug),
		cmocka_unit_test(the_variation_with_fewer_any_wins),
		cmocka_unit_test(a_code_decides_alone_without_falling_back_to_the_name),
		cmocka_unit_test(a_gtin_counts_only_where_switched_on),
		cmocka_unit_test(translations_of_one_product_are_one_candidate),
		cmocka_unit_test(lines_that_name_a_product_alike_share_one_question),
		cmocka_unit_test(sql_never_holds_a_byte_of_the_push),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

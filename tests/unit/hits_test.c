/* SPDX-License-Identifier: MIT */
/* The questions that ways ask, to the letter, and how hits are shared, counted, and replaced by originals. */
#include "world.h"

#define NO_TRASH "p.post_type IN ('product','product_variation') AND p.post_status NOT IN ('trash','auto-draft')"
#define ASK_KEYS \
	"SELECT n.kind, n.hash, n.product_id, n.`rank` FROM `wp_stockwire_names` n JOIN `wp_posts` p ON p.ID = n.product_id WHERE " NO_TRASH " AND n.kind = "

static void codes_are_asked_for_in_one_list(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":1},{\"name\":\"n\",\"warehouse\":\"A\",\"quantity\":1},{\"code\":\"y\",\"warehouse\":\"A\",\"quantity\":1}]");
	assert_true(sw_match_select_codes(&w.matches, 0, 3, &w.sql));
	assert_string_equal(w.sql.ptr, "SELECT l.product_id, CAST(CONVERT(l.sku USING utf8mb4) AS BINARY) FROM `wp_wc_product_meta_lookup` l "
		"JOIN `wp_posts` p ON p.ID = l.product_id WHERE " NO_TRASH " AND l.sku IN (_utf8mb4 X'78',_utf8mb4 X'79')");
	sw_buf_clear(&w.sql);
	assert_false(sw_match_select_codes(&w.matches, 1, 2, &w.sql));
	close_world(&w);
}

/* A list for each kind of key, with a comma between two of them and nothing for kinds that nobody asks by. */
static void names_are_asked_for_by_both_keys(void **state)
{
	static const char *const names[] = { "Cot", "Dop" };
	sw_buf expected = { 0 };
	sw_buf scratch = { 0 };
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push(&w, "[{\"name\":\"Cot\",\"warehouse\":\"A\",\"quantity\":1},{\"name\":\"Dop\",\"warehouse\":\"A\",\"quantity\":1},{\"code\":\"1\",\"warehouse\":\"A\",\"quantity\":1}]");
	for (unsigned kind = SW_KEY_TEXT; kind <= SW_KEY_SLUG; kind++) {
		sw_buf_str(&expected, kind == SW_KEY_TEXT ? ASK_KEYS "1 AND n.hash IN (" : " UNION ALL " ASK_KEYS "2 AND n.hash IN (");
		for (size_t i = 0; i < COUNT(names); i++) {
			sw_key key;

			assert_int_equal(sw_name_key((sw_key_kind) kind, cell(names[i]), &w.shop.locale, &scratch, &key), SW_OK);
			sw_sql_comma(&expected, i);
			sw_sql_binary(&expected, key.bytes, SW_KEY_BYTES);
		}
		sw_buf_char(&expected, ')');
	}
	assert_true(sw_match_select_keys(&w.matches, 0, 3, &w.sql));
	assert_string_equal(w.sql.ptr, expected.ptr);
	sw_buf_clear(&w.sql);
	/* A code is no name, and is read as a GTIN only where that is switched on. */
	assert_false(sw_match_select_keys(&w.matches, 2, 3, &w.sql));
	assert_int_equal(w.sql.len, 0);
	sw_buf_free(&expected);
	sw_buf_free(&scratch);
	close_world(&w);
}

static void codes_are_asked_for_as_gtins_only_where_switched_on(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push(&w, "[{\"code\":\"5941\",\"warehouse\":\"A\",\"quantity\":1}]");
	name_row(&w, SW_KEY_GTIN, "5", "5941", "0");
	assert_int_equal(w.matches.ways[0].hit_count, 0);
	close_world(&w);
	open_world(&w, "a", NULL);
	w.shop.gtin = true;
	push(&w, "[{\"code\":\"5941\",\"warehouse\":\"A\",\"quantity\":1}]");
	assert_true(sw_match_select_keys(&w.matches, 0, 1, &w.sql));
	assert_ptr_equal(strstr(w.sql.ptr, ASK_KEYS "3 AND n.hash IN (X'"), w.sql.ptr);
	close_world(&w);
}

/* Three spellings of one code fold alike: a row of the shop is a hit of each, exact of its own only. */
static void every_way_of_a_chain_gets_the_hit(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push(&w, "[{\"code\":\"abc\",\"warehouse\":\"A\",\"quantity\":1},{\"code\":\"ABC\",\"warehouse\":\"A\",\"quantity\":1},{\"code\":\"Abc\",\"warehouse\":\"A\",\"quantity\":1},"
		"{\"name\":\"Cot\",\"warehouse\":\"A\",\"quantity\":1},{\"name\":\"COT\",\"warehouse\":\"A\",\"quantity\":1},{\"name\":\" cot \",\"warehouse\":\"A\",\"quantity\":1}]");
	assert_int_equal(w.matches.count, 6);
	sku_row(&w, "5", "ABC");
	name_row(&w, SW_KEY_TEXT, "6", "cot", "0");
	for (uint32_t i = 0; i < 6; i++) {
		assert_int_equal(w.matches.ways[i].hit_count, 1);
		assert_int_equal(w.matches.ways[i].hits[0], i < 3 ? 5 : 6);
		assert_int_equal(w.matches.ways[i].tier, i == 1 || i > 2 ? SW_TIER_EXACT : SW_TIER_SIMILAR);
	}
	close_world(&w);
	/* By slug alone, too. */
	open_world(&w, "a", NULL);
	push(&w, "[{\"name\":\"Cot.\",\"warehouse\":\"A\",\"quantity\":1},{\"name\":\"Cot!\",\"warehouse\":\"A\",\"quantity\":1},{\"name\":\"Cot?\",\"warehouse\":\"A\",\"quantity\":1}]");
	name_row(&w, SW_KEY_SLUG, "6", "Cot", "0");
	for (uint32_t i = 0; i < 3; i++) {
		assert_int_equal(w.matches.ways[i].hit_count, 1);
		assert_int_equal(w.matches.ways[i].tier, SW_TIER_SIMILAR);
	}
	close_world(&w);
}

static void one_product_is_one_hit_however_often_it_is_found(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":1}]");
	sku_row(&w, "5", "x");
	sku_row(&w, "5", " x ");
	assert_int_equal(w.matches.ways[0].hit_count, 1);
	sku_row(&w, "6", "x");
	sku_row(&w, "6", "x");
	sku_row(&w, "5", "x");
	assert_int_equal(w.matches.ways[0].hit_count, 2);
	/* A blank SKU is nobody's. */
	sku_row(&w, "7", "   ");
	assert_int_equal(w.matches.ways[0].hit_count, 2);
	close_world(&w);
}

/* A better fit forgets the worse ones, and what it forgot is no reason to pass a hit over. */
static void a_product_may_be_found_again_by_a_better_fit(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push(&w, "[{\"code\":\"abc\",\"warehouse\":\"A\",\"quantity\":1}]");
	sku_row(&w, "5", "ABC");
	assert_int_equal(w.matches.ways[0].tier, SW_TIER_SIMILAR);
	sku_row(&w, "5", "abc");
	assert_int_equal(w.matches.ways[0].tier, SW_TIER_EXACT);
	assert_int_equal(w.matches.ways[0].hit_count, 1);
	close_world(&w);
}

static void lines_that_cannot_be_used_ask_nothing(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push(&w, "[{\"code\":\"x\",\"quantity\":\"?\"},{\"code\":\"y\",\"warehouse\":\"A\",\"quantity\":1}]");
	assert_int_equal(w.matches.count, 1);
	assert_int_equal(w.matches.way_of_line[0], SW_MAP_NONE);
	assert_int_equal(w.matches.way_of_line[1], 0);
	close_world(&w);
}

/* Hashes of their exact size in memory: of another length they are no keys. */
static void rows_with_another_hash_are_passed_over(void **state)
{
	char *hash = exact_copy("short", 5);
	char *whole = exact_copy("0123456789abcdef", SW_KEY_BYTES);
	const sw_slice narrow[] = { cell("1"), { hash, 5 }, cell("5"), cell("0") };
	const sw_slice few[] = { cell("1"), { whole, SW_KEY_BYTES }, cell("5") };
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push(&w, "[{\"name\":\"Cot\",\"warehouse\":\"A\",\"quantity\":1}]");
	assert_true(sw_match_take_key(&w.matches, narrow, 4));
	assert_true(sw_match_take_key(&w.matches, few, 3));
	assert_int_equal(w.matches.ways[0].hit_count, 0);
	close_world(&w);
	free(hash);
	free(whole);
}

static void more_any_than_the_best_is_no_hit(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push(&w, "[{\"name\":\"Cot\",\"warehouse\":\"A\",\"quantity\":1}]");
	name_row(&w, SW_KEY_TEXT, "5", "Cot", "1");
	name_row(&w, SW_KEY_TEXT, "6", "Cot", "2");
	assert_int_equal(w.matches.ways[0].hit_count, 1);
	assert_int_equal(w.matches.ways[0].hits[0], 5);
	name_row(&w, SW_KEY_TEXT, "7", "Cot", "1");
	assert_int_equal(w.matches.ways[0].hit_count, 2);
	/* A worse key says nothing any more. */
	name_row(&w, SW_KEY_SLUG, "8", "Cot", "0");
	assert_int_equal(w.matches.ways[0].hit_count, 2);
	name_row(&w, SW_KEY_TEXT, "9", "Cot", "0");
	assert_int_equal(w.matches.ways[0].hit_count, 1);
	assert_int_equal(w.matches.ways[0].hits[0], 9);
	close_world(&w);
}

static void originals_take_the_place_of_translations(void **state)
{
	sw_way way = { .hit_count = 3, .hits = { 5, 6, 7 } };

	(void) state;
	sw_match_replace_hit(&way, 6, 5);
	assert_int_equal(way.hit_count, 2);
	assert_int_equal(way.hits[0], 5);
	assert_int_equal(way.hits[1], 7);
	sw_match_replace_hit(&way, 99, 5);
	assert_int_equal(way.hit_count, 2);
	sw_match_replace_hit(&way, 5, 9);
	assert_int_equal(way.hit_count, 2);
	assert_int_equal(way.hits[0], 9);
}

/* More of them than a way holds without further memory, and more than are held at all. */
static void many_translations_of_one_product_are_one_hit(void **state)
{
	static const int translations[] = { 9, 100, 101 };

	(void) state;
	for (size_t n = 0; n < COUNT(translations); n++) {
		world w;
		char id[16];

		open_world(&w, "a", NULL);
		push(&w, "[{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":1}]");
		for (int i = 1; i <= translations[n]; i++) {
			(void) snprintf(id, sizeof id, "%d", i);
			sku_row(&w, id, "x");
		}
		sku_row(&w, "9", "x");
		assert_int_equal(w.matches.ways[0].hit_count, translations[n]);
		for (uint64_t hit = 2; hit <= 101; hit++) {
			sw_match_replace_hit(&w.matches.ways[0], hit, 1);
		}
		/* What those are that are not held nobody can say. */
		assert_int_equal(w.matches.ways[0].hit_count, translations[n] <= 100 ? 1 : 101);
		assert_int_equal(sw_match_hit(&w.matches.ways[0], 0), 1);
		close_world(&w);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_are_asked_for_in_one_list),
		cmocka_unit_test(names_are_asked_for_by_both_keys),
		cmocka_unit_test(codes_are_asked_for_as_gtins_only_where_switched_on),
		cmocka_unit_test(every_way_of_a_chain_gets_the_hit),
		cmocka_unit_test(one_product_is_one_hit_however_often_it_is_found),
		cmocka_unit_test(a_product_may_be_found_again_by_a_better_fit),
		cmocka_unit_test(lines_that_cannot_be_used_ask_nothing),
		cmocka_unit_test(rows_with_another_hash_are_passed_over),
		cmocka_unit_test(more_any_than_the_best_is_no_hit),
		cmocka_unit_test(originals_take_the_place_of_translations),
		cmocka_unit_test(many_translations_of_one_product_are_one_hit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* Facts about the shop: kinds of products, the terms that stand for them, and warehouses' names that are longer than a column. */
#include "world.h"

#include "shop.h"

static void a_type_is_a_slug_that_no_quote_can_be_in(void **state)
{
	char longest[SW_MAX_TYPE_CHARS + 1];

	(void) state;
	memset(longest, 'a', sizeof longest);
	assert_true(sw_shop_is_type(cell("variable-subscription_2")));
	assert_true(sw_shop_is_type((sw_slice){ longest, SW_MAX_TYPE_CHARS }));
	assert_false(sw_shop_is_type((sw_slice){ longest, SW_MAX_TYPE_CHARS + 1 }));
	assert_false(sw_shop_is_type(cell("")));
	assert_false(sw_shop_is_type(cell("Variable")));
	assert_false(sw_shop_is_type(cell("a'b")));
	assert_false(sw_shop_is_type(cell("a\\")));
	assert_false(sw_shop_is_type(cell("a b")));
	assert_false(sw_shop_is_type((sw_slice){ "a\0b", 3 }));
}

static void take_term(sw_shop *shop, const char *slug, const char *id)
{
	const sw_slice cells[] = { cell(slug), cell(id) };

	assert_true(sw_shop_take_term(shop, cells, 2));
}

static void a_plugin_s_type_of_variable_product_counts_as_one(void **state)
{
	sw_slice types[] = { cell("variable-subscription"), cell("unused") };
	sw_shop shop = { .prefix = "wp_", .more_types = types, .more_type_count = 2 };
	sw_buf sql = { 0 };

	(void) state;
	sw_shop_select_terms(&shop, &sql);
	assert_non_null(strstr(sql.ptr, "FROM `wp_term_taxonomy` x JOIN `wp_terms` t ON"));
	assert_non_null(strstr(sql.ptr, "t.slug IN ('variable','grouped','external','variable-subscription','unused'))"));
	sw_buf_free(&sql);
	take_term(&shop, "outofstock", "7");
	take_term(&shop, "variable", "8");
	take_term(&shop, "grouped", "9");
	take_term(&shop, "external", "10");
	take_term(&shop, "variable-subscription", "11");
	take_term(&shop, "simple", "12");
	assert_int_equal(shop.term_outofstock, 7);
	assert_int_equal(shop.term_grouped, 9);
	assert_int_equal(shop.term_external, 10);
	assert_true(sw_shop_is_variable(&shop, 8));
	assert_true(sw_shop_is_variable(&shop, 11));
	assert_false(sw_shop_is_variable(&shop, 9));
	assert_false(sw_shop_is_variable(&shop, 12));
	/* "unused" has no term in this shop: what is no term is no variable product either. */
	assert_false(sw_shop_is_variable(&shop, 0));
}

static void a_row_of_another_shape_tells_no_term(void **state)
{
	const sw_slice cells[] = { cell("variable"), cell("8"), cell("9") };
	sw_shop shop = { .prefix = "wp_" };

	(void) state;
	assert_true(sw_shop_take_term(&shop, cells, 1));
	assert_true(sw_shop_take_term(&shop, cells, 3));
	assert_int_equal(shop.term_variable, 0);
}

/* Folds count times the text, with an end of its own, behind what is in the buffer already. */
static sw_buf folded(const char *text, size_t count, const char *end)
{
	sw_buf name = { 0 };
	sw_buf out = { 0 };

	for (size_t i = 0; i < count; i++) {
		sw_buf_str(&name, text);
	}
	sw_buf_str(&name, end);
	sw_buf_str(&out, "before ");
	assert_int_equal(sw_shop_fold_warehouse((sw_slice){ name.ptr, name.len }, &out), SW_OK);
	sw_buf_free(&name);
	return out;
}

static void a_warehouse_s_name_is_folded_and_kept_whole_as_far_as_there_is_room(void **state)
{
	sw_buf out = folded("Depozit ", 1, "ȘTEFAN");

	(void) state;
	assert_string_equal(out.ptr, "before depozit ștefan");
	sw_buf_free(&out);
	out = folded("x", SW_MAX_PLACE, "");
	assert_int_equal(out.len, strlen("before ") + SW_MAX_PLACE);
	assert_int_equal(strspn(out.ptr + strlen("before "), "x"), SW_MAX_PLACE);
	sw_buf_free(&out);
}

static void longer_names_stay_different_by_their_digest(void **state)
{
	sw_buf one = folded("ș", SW_MAX_PLACE / 2, "one");
	sw_buf two = folded("ș", SW_MAX_PLACE / 2, "two");

	(void) state;
	assert_int_equal(one.len, two.len);
	assert_true(one.len <= strlen("before ") + SW_MAX_PLACE);
	assert_string_not_equal(one.ptr, two.ptr);
	/* Cut between characters: 64 digits follow the last whole one. */
	assert_memory_equal(one.ptr + one.len - 64 - 2, "ș", 2);
	assert_int_equal(strspn(one.ptr + one.len - 64, "0123456789abcdef"), 64);
	sw_buf_free(&one);
	sw_buf_free(&two);
}

static void a_name_that_is_no_text_is_refused(void **state)
{
	sw_buf out = { 0 };

	(void) state;
	assert_int_equal(sw_shop_fold_warehouse(cell("\xff"), &out), SW_E_ENCODING);
	sw_buf_free(&out);
}

static void only_warehouses_of_the_list_are_followed(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", "b");
	assert_ptr_equal(sw_shop_followed(&w.shop, cell("b")), &w.warehouses[1]);
	assert_null(sw_shop_followed(&w.shop, cell("B")));
	assert_null(sw_shop_followed(&w.shop, cell("")));
	close_world(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_type_is_a_slug_that_no_quote_can_be_in),
		cmocka_unit_test(a_plugin_s_type_of_variable_product_counts_as_one),
		cmocka_unit_test(a_row_of_another_shape_tells_no_term),
		cmocka_unit_test(a_warehouse_s_name_is_folded_and_kept_whole_as_far_as_there_is_room),
		cmocka_unit_test(longer_names_stay_different_by_their_digest),
		cmocka_unit_test(a_name_that_is_no_text_is_refused),
		cmocka_unit_test(only_warehouses_of_the_list_are_followed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

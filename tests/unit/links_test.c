/* SPDX-License-Identifier: MIT */
/* What no product carries: the owner's links, former codes, and the list of what waits for one. */
#include "world.h"

#include "links.h"

/* A push whose codes and names nothing was found for, with its keys made. */
static void ask(world *w, const char *json)
{
	bool asked = false;

	open_world(w, "a", NULL);
	push(w, json);
	assert_int_equal(sw_links_select(&w->matches, 0, w->matches.count, &w->sql, &asked), SW_OK);
	assert_true(asked);
	sw_buf_clear(&w->sql);
}

static void link_row(world *w, sw_key_kind kind, const char *text, const char *what, const char *product)
{
	char number[2] = { (char) ('0' + kind), '\0' };
	sw_buf scratch = { 0 };
	sw_key key;

	assert_int_equal(sw_name_key(kind, cell(text), &w->shop.locale, &scratch, &key), SW_OK);
	sw_buf_free(&scratch);
	const sw_slice cells[] = { cell(number), { (const char *) key.bytes, SW_KEY_BYTES }, cell(what), cell(product) };
	assert_true(sw_links_take(&w->matches, cells, 4));
}

static void finish(world *w)
{
	find_products(w);
	simple_product(w, "5", "5.000000", "instock");
	decide(w);
}

static void a_code_that_the_owner_linked_finds_its_product(void **state)
{
	world w;

	(void) state;
	ask(&w, "[{\"code\":\"old\",\"warehouse\":\"A\",\"quantity\":7}]");
	link_row(&w, SW_KEY_CODE, "old", "linked", "5");
	finish(&w);
	assert_line(&w, 0, "updated", "linked");
	assert_int_equal(w.plan.entries[0].product, 5);
	close_world(&w);
}

static void a_former_code_finds_its_product_and_says_so(void **state)
{
	world w;

	(void) state;
	ask(&w, "[{\"code\":\"old\",\"warehouse\":\"A\",\"quantity\":7}]");
	link_row(&w, SW_KEY_CODE, "old", "former", "5");
	finish(&w);
	assert_line(&w, 0, "updated", "former_code");
	close_world(&w);
}

static void a_name_is_linked_by_its_same_text(void **state)
{
	world w;

	(void) state;
	ask(&w, "[{\"name\":\"  Șurub   INOX \",\"warehouse\":\"A\",\"quantity\":7}]");
	link_row(&w, SW_KEY_TEXT, "Şurub inox", "linked", "5");
	finish(&w);
	assert_line(&w, 0, "updated", "linked");
	close_world(&w);
}

static void what_the_owner_ignores_is_unmatched_and_counted_nowhere(void **state)
{
	size_t group = 0;
	world w;

	(void) state;
	ask(&w, "[{\"code\":\"old\",\"warehouse\":\"A\",\"quantity\":7}]");
	link_row(&w, SW_KEY_CODE, "old", "ignored", NULL);
	finish(&w);
	assert_line(&w, 0, "unmatched", "ignored");
	assert_false(sw_links_unmatched(&w.plan, 3, &group, w.plan.group_count, &w.sql));
	close_world(&w);
}

/* A link whose product is gone, a row of nobody's, a row of another shape. */
static void rows_that_say_nothing_link_nothing(void **state)
{
	const sw_slice narrow[] = { cell("0"), cell("short"), cell("linked"), cell("5") };
	world w;

	(void) state;
	ask(&w, "[{\"code\":\"old\",\"warehouse\":\"A\",\"quantity\":7}]");
	link_row(&w, SW_KEY_CODE, "old", "linked", NULL);
	link_row(&w, SW_KEY_CODE, "another", "linked", "5");
	link_row(&w, SW_KEY_TEXT, "old", "linked", "5");
	assert_true(sw_links_take(&w.matches, narrow, 4));
	assert_true(sw_links_take(&w.matches, narrow, 3));
	finish(&w);
	assert_line(&w, 0, "unmatched", "no_such_code");
	close_world(&w);
}

static void what_is_unmatched_is_kept_for_the_inbox(void **state)
{
	size_t group = 0;
	world w;

	(void) state;
	ask(&w, "[{\"code\":\"y\",\"name\":\"N\",\"warehouse\":\"A\",\"quantity\":2.5},{\"code\":\"x\",\"warehouse\":\"A\",\"quantity\":1}]");
	sku_row(&w, "5", "x");
	finish(&w);
	assert_true(sw_links_unmatched(&w.plan, 3, &group, w.plan.group_count, &w.sql));
	assert_int_equal(group, w.plan.group_count);
	assert_non_null(strstr(w.sql.ptr, "VALUES (0,X'a1fce4363854ff888cff4b8e7875d600',X'61',_utf8mb4 X'41',_utf8mb4 X'79',_utf8mb4 X'4e',2.500000,3,"
		"UTC_TIMESTAMP(6),UTC_TIMESTAMP(6)) ON DUPLICATE KEY UPDATE"));
	assert_non_null(strstr(w.sql.ptr, "times = times + 1"));
	close_world(&w);
}

static void a_gtin_that_decided_is_kept_as_the_code(void **state)
{
	size_t group = 0;
	bool asked = false;
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	w.shop.gtin = true;
	push(&w, "[{\"gtin\":\"0059412\",\"name\":\"N\",\"warehouse\":\"A\",\"quantity\":1}]");
	assert_int_equal(sw_links_select(&w.matches, 0, w.matches.count, &w.sql, &asked), SW_OK);
	assert_true(asked);
	sw_buf_clear(&w.sql);
	finish(&w);
	assert_line(&w, 0, "unmatched", "no_such_gtin");
	assert_true(sw_links_unmatched(&w.plan, 3, &group, w.plan.group_count, &w.sql));
	assert_non_null(strstr(w.sql.ptr, "VALUES (3,"));
	assert_non_null(strstr(w.sql.ptr, "_utf8mb4 X'30303539343132'"));
	close_world(&w);
}

/* A name of markup alone has an empty key, and an empty key matches nothing. */
static void a_name_with_an_empty_key_is_never_asked_for(void **state)
{
	size_t group = 0;
	bool asked = true;
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	push(&w, "[{\"name\":\"<b></b>\",\"warehouse\":\"A\",\"quantity\":1}]");
	assert_int_equal(sw_links_select(&w.matches, 0, w.matches.count, &w.sql, &asked), SW_OK);
	assert_false(asked);
	sw_buf_clear(&w.sql);
	finish(&w);
	assert_line(&w, 0, "unmatched", "no_such_name");
	assert_false(sw_links_unmatched(&w.plan, 3, &group, w.plan.group_count, &w.sql));
	close_world(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_code_that_the_owner_linked_finds_its_product),
		cmocka_unit_test(a_former_code_finds_its_product_and_says_so),
		cmocka_unit_test(a_name_is_linked_by_its_same_text),
		cmocka_unit_test(what_the_owner_ignores_is_unmatched_and_counted_nowhere),
		cmocka_unit_test(rows_that_say_nothing_link_nothing),
		cmocka_unit_test(what_is_unmatched_is_kept_for_the_inbox),
		cmocka_unit_test(a_gtin_that_decided_is_kept_as_the_code),
		cmocka_unit_test(a_name_with_an_empty_key_is_never_asked_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

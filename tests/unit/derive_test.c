/* SPDX-License-Identifier: MIT */
/* What is derived from a number: for families when they are healed, and for parents that keep a number or none. */
#include "world.h"

#include "limits.h"

/* A variation that keeps its own number, with rows that agree but for the status. */
static void variation(world *w, const char *id, const char *parent, const char *stock, const char *status)
{
	char meta[2][32];

	(void) snprintf(meta[0], sizeof meta[0], "%s1", id);
	(void) snprintf(meta[1], sizeof meta[1], "%s2", id);
	lookup_row(w, id, parent, "product_variation", stock, status);
	meta_row(w, id, "_manage_stock", stock == NULL ? "no" : "yes", "1");
	if (stock != NULL) {
		meta_row(w, id, "_stock", stock, meta[0]);
	}
	meta_row(w, id, "_stock_status", status, meta[1]);
	meta_row(w, id, "_backorders", "no", "4");
	child_row(w, id, parent);
}

/* A parent whose variations keep the numbers. */
static void parent_of(world *w, const char *id, const char *status)
{
	lookup_row(w, id, "0", "product", NULL, status);
	meta_row(w, id, "_manage_stock", "no", "1");
	meta_row(w, id, "_stock_status", status, "2");
	term_row(w, id, "8");
	if (strcmp(status, "outofstock") == 0) {
		term_row(w, id, "7");
	}
}

/* "" and any other word are not no; without the row a variation has "", any other product no. */
static void backorders_are_allowed_by_every_word_but_no(void **state)
{
	static const struct { const char *type, *word; sw_stock_status status; } cases[] = {
		{ "product", NULL, SW_STOCK_OUT }, { "product", "no", SW_STOCK_OUT }, { "product", "yes", SW_STOCK_BACKORDER },
		{ "product", "notify", SW_STOCK_BACKORDER }, { "product", "", SW_STOCK_BACKORDER }, { "product", "NO", SW_STOCK_BACKORDER },
		{ "product_variation", NULL, SW_STOCK_BACKORDER }, { "product_variation", "no", SW_STOCK_OUT },
	};

	(void) state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		world w;

		open_world(&w, "a", NULL);
		lookup_row(&w, "5", "4", cases[i].type, "5", "instock");
		meta_row(&w, "5", "_manage_stock", "yes", "1");
		meta_row(&w, "5", "_stock", "5.000000", "2");
		meta_row(&w, "5", "_stock_status", "instock", "3");
		if (cases[i].word != NULL) {
			meta_row(&w, "5", "_backorders", cases[i].word, "4");
		}
		assert_true(sw_derive_holder(&w.catalog, sw_catalog_find(&w.catalog, 5), 0, &w.changes));
		assert_int_equal(w.changes.items[0].status, cases[i].status);
		close_world(&w);
	}
}

static void healing_a_variation_heals_its_parent(void **state)
{
	const uint64_t ids[] = { 5, 404 };
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	parent_of(&w, "20", "outofstock");
	variation(&w, "5", "20", "3.000000", "outofstock");
	assert_true(sw_derive_again(&w.catalog, ids, 2, &w.changes));
	assert_int_equal(w.changes.count, 2);
	assert_int_equal(change_of(&w, 5)->status, SW_STOCK_IN);
	assert_true(change_of(&w, 5)->stock_known);
	assert_int_equal(change_of(&w, 5)->stock, 3 * SW_QUANTITY_ONE);
	assert_false(change_of(&w, 5)->set_stock);
	assert_int_equal(change_of(&w, 20)->role, SW_ROLE_PARENT);
	assert_int_equal(change_of(&w, 20)->status, SW_STOCK_IN);
	assert_int_equal(change_of(&w, 20)->term, -1);
	assert_true(change_of(&w, 20)->touch);
	close_world(&w);
}

/* Its parent's prices are those of the variations that are shown. */
static void where_the_sold_out_are_hidden_a_variation_is_healed_with_its_parent(void **state)
{
	const uint64_t ids[] = { 5, 6 };

	(void) state;
	for (int hides = 0; hides < 2; hides++) {
		world w;

		open_world(&w, "a", NULL);
		w.shop.hide_out_of_stock = hides == 1;
		parent_of(&w, "20", "instock");
		variation(&w, "5", "20", "3.000000", "outofstock");
		variation(&w, "6", "20", "4.000000", "instock");
		term_row(&w, "5", "7");
		assert_true(sw_derive_again(&w.catalog, ids, 2, &w.changes));
		assert_int_equal(w.changes.count, 1 + hides);
		if (hides == 1) {
			assert_int_equal(change_of(&w, 20)->role, SW_ROLE_PARENT);
			assert_true(change_of(&w, 20)->touch);
		}
		close_world(&w);
	}
}

static void a_parent_without_a_number_stays_as_its_variations_are(void **state)
{
	const uint64_t ids[] = { 5 };
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	parent_of(&w, "20", "instock");
	variation(&w, "5", "20", "3.000000", "instock");
	assert_true(sw_derive_again(&w.catalog, ids, 1, &w.changes));
	assert_int_equal(w.changes.count, 0);
	close_world(&w);
}

static void a_variation_in_the_trash_keeps_no_parent_in_stock(void **state)
{
	const uint64_t ids[] = { 5 };
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	parent_of(&w, "20", "instock");
	variation(&w, "5", "20", "0.000000", "instock");
	variation(&w, "6", "20", "4.000000", "instock");
	post_row(&w, "6", "20", "product_variation", "trash");
	w.catalog.items[sw_catalog_find(&w.catalog, 6)].lookup_status = SW_STOCK_IN;
	assert_true(sw_derive_again(&w.catalog, ids, 1, &w.changes));
	assert_int_equal(change_of(&w, 20)->status, SW_STOCK_OUT);
	close_world(&w);
}

/* Each of a chunk's holders counts, whatever stands between them. */
static void every_parent_follows_its_own_variations(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	parent_of(&w, "20", "outofstock");
	parent_of(&w, "30", "outofstock");
	variation(&w, "5", "20", "0.000000", "outofstock");
	variation(&w, "6", "30", "0.000000", "outofstock");
	for (uint64_t id = 5; id <= 6; id++) {
		assert_true(sw_derive_holder(&w.catalog, sw_catalog_find(&w.catalog, id), 2 * SW_QUANTITY_ONE, &w.changes));
	}
	assert_true(sw_derive_parents(&w.catalog, &w.changes));
	assert_int_equal(w.changes.count, 4);
	assert_int_equal(change_of(&w, 20)->status, SW_STOCK_IN);
	assert_int_equal(change_of(&w, 30)->status, SW_STOCK_IN);
	assert_true(change_of(&w, 30)->touch);
	close_world(&w);
}

/* A parent that keeps a number and is written itself: its rows come from its new number, and the save of its variation touches it. */
static void a_parent_that_keeps_a_number_is_decided_by_it(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	simple_product(&w, "20", "0.000000", "outofstock");
	term_row(&w, "20", "8");
	variation(&w, "5", "20", "0.000000", "outofstock");
	variation(&w, "6", "20", NULL, "outofstock");
	assert_true(sw_derive_holder(&w.catalog, sw_catalog_find(&w.catalog, 20), 4 * SW_QUANTITY_ONE, &w.changes));
	assert_true(sw_derive_holder(&w.catalog, sw_catalog_find(&w.catalog, 5), 2 * SW_QUANTITY_ONE, &w.changes));
	assert_true(sw_derive_parents(&w.catalog, &w.changes));
	assert_int_equal(w.changes.count, 4);
	assert_int_equal(w.changes.items[0].id, 20);
	assert_int_equal(w.changes.items[0].role, SW_ROLE_HOLDER);
	assert_int_equal(w.changes.items[1].id, 6);
	assert_int_equal(w.changes.items[1].role, SW_ROLE_CHILD);
	assert_int_equal(w.changes.items[1].status, SW_STOCK_IN);
	assert_true(w.changes.items[1].set_lookup);
	assert_int_equal(w.changes.items[2].id, 5);
	assert_int_equal(w.changes.items[3].id, 20);
	assert_int_equal(w.changes.items[3].role, SW_ROLE_PARENT);
	assert_int_equal(w.changes.items[3].status, SW_STOCK_IN);
	assert_false(w.changes.items[3].set_status || w.changes.items[3].set_stock || w.changes.items[3].set_lookup);
	assert_true(w.changes.items[3].touch);
	close_world(&w);
}

/* The same parent where only its variation is written: what it shows is healed from its own number. */
static void a_parent_with_a_number_of_its_own_is_healed_from_it(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	simple_product(&w, "20", "4.000000", "outofstock");
	term_row(&w, "20", "8");
	variation(&w, "5", "20", "0.000000", "outofstock");
	assert_true(sw_derive_holder(&w.catalog, sw_catalog_find(&w.catalog, 5), 2 * SW_QUANTITY_ONE, &w.changes));
	assert_true(sw_derive_parents(&w.catalog, &w.changes));
	assert_int_equal(change_of(&w, 20)->role, SW_ROLE_PARENT);
	assert_int_equal(change_of(&w, 20)->status, SW_STOCK_IN);
	assert_true(change_of(&w, 20)->set_status);
	assert_int_equal(change_of(&w, 20)->term, -1);
	/* Without a readable number there is nothing to go by. */
	w.changes.count = 0;
	w.catalog.items[sw_catalog_find(&w.catalog, 20)].stock_known = false;
	assert_true(sw_derive_holder(&w.catalog, sw_catalog_find(&w.catalog, 5), 3 * SW_QUANTITY_ONE, &w.changes));
	assert_true(sw_derive_parents(&w.catalog, &w.changes));
	assert_int_equal(w.changes.count, 1);
	close_world(&w);
}

/* Only published and private variations without a number show their parent's status. */
static void variations_that_nobody_sees_or_that_keep_a_number_do_not_follow(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	simple_product(&w, "20", "4.000000", "instock");
	term_row(&w, "20", "8");
	variation(&w, "5", "20", NULL, "instock");
	variation(&w, "6", "20", "1.000000", "instock");
	variation(&w, "7", "20", NULL, "instock");
	post_row(&w, "7", "20", "product_variation", "trash");
	variation(&w, "8", "20", NULL, "outofstock");
	assert_true(sw_derive_holder(&w.catalog, sw_catalog_find(&w.catalog, 20), 0, &w.changes));
	/* The last one shows it already, and so does its row of the lookup table. */
	assert_int_equal(w.changes.count, 2);
	assert_int_equal(w.changes.items[1].id, 5);
	assert_int_equal(w.changes.items[1].status, SW_STOCK_OUT);
	assert_true(w.changes.items[1].set_lookup);
	close_world(&w);
}

/* A missing or unreadable number is written, whatever it is taken for. */
static void a_number_that_is_not_there_is_written(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	simple_product(&w, "5", "0.000000", "outofstock");
	w.catalog.items[0].has_stock = false;
	assert_true(sw_derive_holder(&w.catalog, 0, 0, &w.changes));
	assert_true(change_of(&w, 5)->set_stock);
	w.changes.count = 0;
	w.catalog.items[0].has_stock = true;
	w.catalog.items[0].stock_known = false;
	assert_true(sw_derive_holder(&w.catalog, 0, 0, &w.changes));
	assert_true(change_of(&w, 5)->set_stock);
	w.changes.count = 0;
	w.catalog.items[0].stock_known = true;
	assert_true(sw_derive_holder(&w.catalog, 0, 0, &w.changes));
	assert_int_equal(w.changes.count, 0);
	close_world(&w);
}

static void room_for_changes_is_made_once(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	assert_true(sw_changes_reserve(&w.changes, 0));
	assert_int_equal(w.changes.cap, 0);
	assert_true(sw_changes_reserve(&w.changes, 100));
	assert_true(w.changes.cap >= 100);
	const sw_change *room = w.changes.items;
	const size_t cap = w.changes.cap;
	for (size_t i = 0; i < 100; i++) {
		assert_non_null(sw_changes_add(&w.changes));
	}
	assert_ptr_equal(w.changes.items, room);
	assert_int_equal(w.changes.cap, cap);
	assert_true(sw_changes_reserve(&w.changes, cap - 100));
	assert_int_equal(w.changes.cap, cap);
	assert_true(sw_changes_reserve(&w.changes, cap - 99));
	assert_true(w.changes.cap > cap);
	close_world(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(backorders_are_allowed_by_every_word_but_no),
		cmocka_unit_test(healing_a_variation_heals_its_parent),
		cmocka_unit_test(where_the_sold_out_are_hidden_a_variation_is_healed_with_its_parent),
		cmocka_unit_test(a_parent_without_a_number_stays_as_its_variations_are),
		cmocka_unit_test(a_variation_in_the_trash_keeps_no_parent_in_stock),
		cmocka_unit_test(every_parent_follows_its_own_variations),
		cmocka_unit_test(a_parent_that_keeps_a_number_is_decided_by_it),
		cmocka_unit_test(a_parent_with_a_number_of_its_own_is_healed_from_it),
		cmocka_unit_test(variations_that_nobody_sees_or_that_keep_a_number_do_not_follow),
		cmocka_unit_test(a_number_that_is_not_there_is_written),
		cmocka_unit_test(room_for_changes_is_made_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

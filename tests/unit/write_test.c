/* SPDX-License-Identifier: MIT */
/* What a stock number leads to in the shop's rows: status, term, parents, variations, prices, and the statements that write it. */
#include "world.h"

static void the_status_follows_woocommerce_s_rule(void **state)
{
	sw_shop shop = { .status_truncates = true };

	(void) state;
	assert_int_equal(sw_plan_status(&shop, 1 * SW_QUANTITY_ONE, false), SW_STOCK_IN);
	assert_int_equal(sw_plan_status(&shop, 0, false), SW_STOCK_OUT);
	assert_int_equal(sw_plan_status(&shop, 0, true), SW_STOCK_BACKORDER);
	assert_int_equal(sw_plan_status(&shop, -5 * SW_QUANTITY_ONE, false), SW_STOCK_OUT);
	/* 9.x casts to int before it compares: half a piece is none. */
	assert_int_equal(sw_plan_status(&shop, SW_QUANTITY_ONE / 2, false), SW_STOCK_OUT);
	shop.status_truncates = false;
	assert_int_equal(sw_plan_status(&shop, SW_QUANTITY_ONE / 2, false), SW_STOCK_IN);
	shop.no_stock_amount = 3 * SW_QUANTITY_ONE;
	assert_int_equal(sw_plan_status(&shop, 3 * SW_QUANTITY_ONE, false), SW_STOCK_OUT);
	assert_int_equal(sw_plan_status(&shop, 4 * SW_QUANTITY_ONE, false), SW_STOCK_IN);
}

static void derive(world *w, const char *id, sw_quantity q)
{
	assert_true(sw_derive_holder(&w->catalog, sw_catalog_find(&w->catalog, sw_sql_u64(cell(id))), q, &w->changes));
	assert_true(sw_derive_parents(&w->catalog, &w->changes));
}

static void rows_are_written_by_their_primary_key(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	simple_product(&w, "5", "5.000000", "instock");
	derive(&w, "5", 0);
	assert_string_equal(statement(&w, SW_WRITE_METAS),
		"INSERT INTO `wp_postmeta` (meta_id, post_id, meta_key, meta_value) VALUES (51,5,'_stock','0.000000'),"
		"(52,5,'_stock_status','outofstock') ON DUPLICATE KEY UPDATE meta_value = VALUES(meta_value)");
	assert_null(statement(&w, SW_WRITE_NEW_METAS));
	assert_string_equal(statement(&w, SW_WRITE_TERM_ADD),
		"INSERT IGNORE INTO `wp_term_relationships` (object_id, term_taxonomy_id, term_order) VALUES (5,7,0)");
	assert_null(statement(&w, SW_WRITE_TERM_DROP));
	assert_string_equal(statement(&w, SW_WRITE_ATTRIBUTE_OUT),
		"UPDATE `wp_wc_product_attributes_lookup` SET in_stock = 0 WHERE product_or_parent_id IN (5) AND product_id IN (5)");
	assert_non_null(strstr(statement(&w, SW_WRITE_TERM_COUNT), "LEAST(count + 1"));
	close_world(&w);
}

static void the_way_back_drops_the_term_and_its_count(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	simple_product(&w, "5", "0.000000", "outofstock");
	derive(&w, "5", 3 * SW_QUANTITY_ONE);
	assert_string_equal(statement(&w, SW_WRITE_TERM_DROP),
		"DELETE FROM `wp_term_relationships` WHERE term_taxonomy_id = 7 AND object_id IN (5)");
	assert_non_null(strstr(statement(&w, SW_WRITE_TERM_COUNT), "GREATEST(count - 1, 0)"));
	assert_non_null(strstr(statement(&w, SW_WRITE_ATTRIBUTE_IN), "in_stock = 1"));
	close_world(&w);
}

static void missing_rows_are_created(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	post_row(&w, "5", "0", "product", "publish");
	meta_row(&w, "5", "_manage_stock", "yes", "1");
	derive(&w, "5", 3 * SW_QUANTITY_ONE);
	assert_null(statement(&w, SW_WRITE_METAS));
	assert_string_equal(statement(&w, SW_WRITE_NEW_METAS), "INSERT INTO `wp_postmeta` (post_id, meta_key, meta_value) VALUES "
		"(5,'_stock','3.000000'),(5,'_stock_status','instock')");
	assert_null(statement(&w, SW_WRITE_LOOKUP));
	assert_non_null(strstr(statement(&w, SW_WRITE_NEW_LOOKUP), "WHERE p.ID IN (5) GROUP BY p.ID"));
	close_world(&w);
}

static void a_row_that_went_away_is_not_written_again(void **state)
{
	const uint64_t id = 5;
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	simple_product(&w, "5", "5.000000", "instock");
	sw_catalog_forget(&w.catalog, &id, 1);
	lookup_row(&w, "5", "0", "product", "5.000000", "instock");
	meta_row(&w, "5", "_manage_stock", "yes", "1");
	meta_row(&w, "5", "_stock_status", "instock", "52");
	derive(&w, "5", 4 * SW_QUANTITY_ONE);
	assert_null(statement(&w, SW_WRITE_METAS));
	assert_non_null(strstr(statement(&w, SW_WRITE_NEW_METAS), "(5,'_stock','4.000000')"));
	close_world(&w);
}

static void double_rows_are_all_set(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	simple_product(&w, "5", "5.000000", "instock");
	meta_row(&w, "5", "_stock", "2", "59");
	derive(&w, "5", 5 * SW_QUANTITY_ONE);
	assert_non_null(strstr(statement(&w, SW_WRITE_METAS), "(51,5,'_stock','5.000000'),(59,5,'_stock','5.000000')"));
	close_world(&w);
}

static void another_spelling_of_the_same_number_is_no_change(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	simple_product(&w, "5", "5", "instock");
	derive(&w, "5", 5 * SW_QUANTITY_ONE);
	assert_int_equal(w.changes.count, 0);
	close_world(&w);
}

static void what_is_written_is_spelled_as_woocommerce_does(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	simple_product(&w, "5", "5", "outofstock");
	derive(&w, "5", 5 * SW_QUANTITY_ONE);
	assert_non_null(strstr(statement(&w, SW_WRITE_METAS), "(51,5,'_stock','5.000000')"));
	close_world(&w);
}

/* Parent 20 with variations 21 and 22. */
static void family(world *w, const char *managed)
{
	lookup_row(w, "20", "0", "product", strcmp(managed, "yes") == 0 ? "5" : NULL, "instock");
	term_row(w, "20", "8");
	meta_row(w, "20", "_manage_stock", managed, "201");
	meta_row(w, "20", "_stock", "5.000000", "202");
	meta_row(w, "20", "_stock_status", "instock", "203");
	child_row(w, "21", "20");
	child_row(w, "22", "20");
}

static void own_child(world *w, const char *id, const char *stock, const char *status)
{
	simple_product(w, id, stock, status);
	lookup_row(w, id, "20", "product_variation", stock, status);
	meta_row(w, id, "_backorders", "no", "4");
}

static void a_parent_is_out_when_its_last_variation_is(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	family(&w, "no");
	own_child(&w, "21", "4.000000", "instock");
	own_child(&w, "22", "0.000000", "outofstock");
	derive(&w, "21", 0);
	assert_int_equal(change_of(&w, 20)->status, SW_STOCK_OUT);
	assert_int_equal(change_of(&w, 20)->role, SW_ROLE_PARENT);
	assert_int_equal(change_of(&w, 20)->term, 1);
	assert_false(change_of(&w, 20)->set_stock);
	assert_false(change_of(&w, 20)->stock_known);
	close_world(&w);
}

static void a_parent_is_on_backorder_when_a_variation_is_and_none_is_in_stock(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	family(&w, "no");
	own_child(&w, "21", "4.000000", "instock");
	own_child(&w, "22", "-1.000000", "onbackorder");
	derive(&w, "21", 0);
	assert_int_equal(change_of(&w, 20)->status, SW_STOCK_BACKORDER);
	assert_int_equal(change_of(&w, 20)->term, 0);
	close_world(&w);
}

static void a_parent_whose_status_stays_is_still_saved(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	family(&w, "no");
	own_child(&w, "21", "4.000000", "instock");
	own_child(&w, "22", "2.000000", "instock");
	derive(&w, "21", 3 * SW_QUANTITY_ONE);
	assert_true(change_of(&w, 20)->touch);
	assert_false(change_of(&w, 20)->set_status);
	assert_non_null(strstr(statement(&w, SW_WRITE_MODIFIED), "WHERE ID IN (21,20)"));
	close_world(&w);
}

static void variations_without_stock_show_their_parent_s_status_only(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	family(&w, "yes");
	lookup_row(&w, "21", "20", "product_variation", NULL, "instock");
	meta_row(&w, "21", "_manage_stock", "no", "211");
	meta_row(&w, "21", "_stock_status", "instock", "212");
	own_child(&w, "22", "3.000000", "instock");
	derive(&w, "20", 0);
	assert_int_equal(change_of(&w, 21)->role, SW_ROLE_CHILD);
	assert_int_equal(change_of(&w, 21)->status, SW_STOCK_OUT);
	assert_int_equal(change_of(&w, 21)->term, 0);
	assert_false(change_of(&w, 21)->set_attribute);
	assert_false(change_of(&w, 21)->touch);
	/* The one with its own stock is left alone. */
	assert_null(change_of(&w, 22));
	close_world(&w);
}

static void price_row(sw_prices *p, const char *id, const char *value, const char *meta_id)
{
	const sw_slice cells[] = { cell(id), cell(value), cell(meta_id) };

	assert_true(sw_price_take(p, cells, 3));
}

static const char *price_statement(world *w, sw_prices *p, sw_price_step step)
{
	size_t at = 0;

	sw_buf_clear(&w->sql);
	return sw_price_statement(step, p, &w->changes, &at, &w->sql) ? w->sql.ptr : NULL;
}

static void a_hidden_variation_takes_its_price_from_the_parent(void **state)
{
	uint64_t ids[8];
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	w.shop.hide_out_of_stock = true;
	family(&w, "no");
	own_child(&w, "21", "4.000000", "instock");
	own_child(&w, "22", "2.000000", "instock");
	derive(&w, "21", 0);
	sw_prices p = { .arena = w.arena, .catalog = &w.catalog };
	assert_int_equal(sw_price_products(&p, &w.changes, ids, 8), 3);
	price_row(&p, "20", "9.5", "901");
	price_row(&p, "20", "100", "902");
	price_row(&p, "21", "9.5", "903");
	price_row(&p, "22", "100", "904");
	sw_price_ready(&p);
	assert_string_equal(price_statement(&w, &p, SW_PRICE_DROP), "DELETE FROM `wp_postmeta` WHERE meta_id IN (901,902)");
	assert_string_equal(price_statement(&w, &p, SW_PRICE_ADD),
		"INSERT INTO `wp_postmeta` (post_id, meta_key, meta_value) VALUES (20,'_price',_utf8mb4 X'313030')");
	assert_non_null(strstr(price_statement(&w, &p, SW_PRICE_LOOKUP), "(20,_utf8mb4 X'313030',_utf8mb4 X'313030')"));
	close_world(&w);
}

static void prices_that_are_right_are_left_alone_and_sorted_as_numbers(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	family(&w, "no");
	own_child(&w, "21", "4.000000", "instock");
	own_child(&w, "22", "2.000000", "instock");
	derive(&w, "21", 3 * SW_QUANTITY_ONE);
	sw_prices p = { .arena = w.arena, .catalog = &w.catalog };
	price_row(&p, "22", "100", "904");
	price_row(&p, "21", "9.5", "903");
	price_row(&p, "20", "100", "902");
	price_row(&p, "20", "9.5", "901");
	sw_price_ready(&p);
	assert_null(price_statement(&w, &p, SW_PRICE_DROP));
	assert_null(price_statement(&w, &p, SW_PRICE_ADD));
	close_world(&w);
}

/* A family whose parent's prices, and its variations' one each, were read with the stock; 21 gets a number. */
static void priced_family(world *w, bool hides, const char *const prices[4])
{
	open_world(w, "a", NULL);
	w->shop.hide_out_of_stock = hides;
	family(w, "no");
	own_child(w, "21", "4.000000", "instock");
	own_child(w, "22", "2.000000", "instock");
	meta_row(w, "20", "_price", prices[0], "901");
	meta_row(w, "20", "_price", prices[1], "902");
	meta_row(w, "21", "_price", prices[2], "903");
	meta_row(w, "22", "_price", prices[3], "904");
	derive(w, "21", 3 * SW_QUANTITY_ONE);
}

/* What was read with the stock tells of most parents that nothing is to be done. */
static void prices_are_read_anew_only_where_they_may_be_wrong(void **state)
{
	uint64_t ids[8];
	world w;

	(void) state;
	priced_family(&w, false, (const char *const[]){ "100", "9.5", "9.5", "100" });
	sw_prices p = { .arena = w.arena, .catalog = &w.catalog };
	assert_int_equal(sw_price_products(&p, &w.changes, ids, 8), 0);
	/* The rows of stock are read anew under lock, prices are not. */
	sw_catalog_forget(&w.catalog, (const uint64_t[]){ 20 }, 1);
	assert_int_equal(sw_price_products(&p, &w.changes, ids, 8), 0);
	/* Of two variations with one price the parent has one row. */
	meta_row(&w, "21", "_price", "", "905");
	assert_int_equal(sw_price_products(&p, &w.changes, ids, 8), 0);
	w.catalog.items[sw_catalog_find(&w.catalog, 21)].prices = w.catalog.items[sw_catalog_find(&w.catalog, 22)].prices;
	assert_int_equal(sw_price_products(&p, &w.changes, ids, 8), 3);
	w.catalog.items[sw_catalog_find(&w.catalog, 20)].prices = w.catalog.items[sw_catalog_find(&w.catalog, 22)].prices;
	assert_int_equal(sw_price_products(&p, &w.changes, ids, 8), 0);
	/* What was read anew may have been written, and taken back. */
	price_row(&p, "20", "100", "901");
	assert_int_equal(sw_price_products(&p, &w.changes, ids, 8), 3);
	sw_catalog_select_metas(&w.shop, ids, 1, &w.sql);
	assert_non_null(strstr(w.sql.ptr, ",'_price')"));
	close_world(&w);
}

/* Who is hidden may have changed since they were read. */
static void a_shop_that_hides_reads_prices_anew_at_every_write(void **state)
{
	uint64_t ids[8];
	world w;

	(void) state;
	priced_family(&w, true, (const char *const[]){ "100", "9.5", "9.5", "100" });
	sw_prices p = { .arena = w.arena, .catalog = &w.catalog };
	assert_int_equal(sw_price_products(&p, &w.changes, ids, 8), 3);
	sw_catalog_select_metas(&w.shop, ids, 1, &w.sql);
	assert_null(strstr(w.sql.ptr, "_price"));
	/* A plugin's filters choose which variations count: WooCommerce asks them, we do not. */
	w.shop.sync_prices = false;
	assert_int_equal(sw_price_products(&p, &w.changes, ids, 8), 0);
	close_world(&w);
}

/* Both variations became dearer by the same: sums of weak digests would not tell. */
static void prices_that_moved_alike_do_not_look_right(void **state)
{
	static const char *const prices[][4] = { { "20", "30", "21", "31" }, { "5.90", "8.90", "5.99", "8.99" }, { "10", "30", "30", "10.00" } };

	(void) state;
	for (size_t i = 0; i < COUNT(prices); i++) {
		uint64_t ids[8];
		world w;

		priced_family(&w, false, prices[i]);
		sw_prices p = { .arena = w.arena, .catalog = &w.catalog };
		assert_int_equal(sw_price_products(&p, &w.changes, ids, 8), 3);
		close_world(&w);
	}
}

/* As the sizes of a carpet: more of them than any fixed list would hold. */
static void a_parent_of_a_thousand_prices_is_synced(void **state)
{
	sw_prices p = { 0 };
	size_t listed = 0;
	char id[16];
	char price[16];
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	w.shop.hide_out_of_stock = true;
	lookup_row(&w, "9", "0", "product", NULL, "outofstock");
	term_row(&w, "9", "8");
	for (int i = 1; i <= 1000; i++) {
		(void) snprintf(id, sizeof id, "%d", 1000 + i);
		lookup_row(&w, id, "9", "product_variation", "5", "instock");
		child_row(&w, id, "9");
	}
	w.catalog.items[0].parent = 0;
	assert_true(sw_derive_again(&w.catalog, (const uint64_t[]){ 9 }, 1, &w.changes));
	p = (sw_prices){ .arena = w.arena, .catalog = &w.catalog };
	for (int i = 1; i <= 1000; i++) {
		(void) snprintf(id, sizeof id, "%d", 1000 + i);
		(void) snprintf(price, sizeof price, "%d", 1 + i % 999);
		price_row(&p, id, price, id);
	}
	sw_price_ready(&p);
	assert_non_null(price_statement(&w, &p, SW_PRICE_ADD));
	for (const char *at = w.sql.ptr; (at = strstr(at, "'_price'")) != NULL; at++) {
		listed++;
	}
	assert_int_equal(listed, 999);
	assert_non_null(price_statement(&w, &p, SW_PRICE_LOOKUP));
	assert_non_null(strstr(w.sql.ptr, "(9,_utf8mb4 X'31',_utf8mb4 X'393939')"));
	close_world(&w);
}

static void listeners_see_woocommerce_s_own_statement(void **state)
{
	const sw_change change = { .id = 5, .stock = 7 * SW_QUANTITY_ONE };
	const sw_shop shop = { .prefix = "wp_" };
	sw_buf sql = { 0 };

	(void) state;
	sw_write_woocommerce_query(&shop, &change, &sql);
	assert_string_equal(sql.ptr, "UPDATE wp_postmeta SET meta_value = 7.000000 WHERE post_id = 5 AND meta_key='_stock'");
	sw_buf_free(&sql);
}

static void a_foreign_statement_replaces_our_write_of_the_number_only(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	simple_product(&w, "5", "5.000000", "instock");
	derive(&w, "5", 0);
	w.changes.items[0].query = cell("UPDATE x");
	assert_null(strstr(statement(&w, SW_WRITE_METAS), "'_stock',"));
	assert_non_null(strstr(statement(&w, SW_WRITE_METAS), "'_stock_status'"));
	close_world(&w);
}

static void healing_leaves_the_number_alone(void **state)
{
	world w;

	(void) state;
	open_world(&w, "a", NULL);
	simple_product(&w, "5", "49.000000", "outofstock");
	assert_true(sw_derive_again(&w.catalog, (const uint64_t[]){ 5, 5 }, 2, &w.changes));
	assert_int_equal(w.changes.count, 1);
	assert_false(change_of(&w, 5)->set_stock);
	assert_int_equal(change_of(&w, 5)->status, SW_STOCK_IN);
	assert_int_equal(change_of(&w, 5)->term, -1);
	close_world(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_status_follows_woocommerce_s_rule),
		cmocka_unit_test(rows_are_written_by_their_primary_key),
		cmocka_unit_test(the_way_back_drops_the_term_and_its_count),
		cmocka_unit_test(missing_rows_are_created),
		cmocka_unit_test(a_row_that_went_away_is_not_written_again),
		cmocka_unit_test(double_rows_are_all_set),
		cmocka_unit_test(another_spelling_of_the_same_number_is_no_change),
		cmocka_unit_test(what_is_written_is_spelled_as_woocommerce_does),
		cmocka_unit_test(a_parent_is_out_when_its_last_variation_is),
		cmocka_unit_test(a_parent_is_on_backorder_when_a_variation_is_and_none_is_in_stock),
		cmocka_unit_test(a_parent_whose_status_stays_is_still_saved),
		cmocka_unit_test(variations_without_stock_show_their_parent_s_status_only),
		cmocka_unit_test(a_hidden_variation_takes_its_price_from_the_parent),
		cmocka_unit_test(prices_that_are_right_are_left_alone_and_sorted_as_numbers),
		cmocka_unit_test(prices_are_read_anew_only_where_they_may_be_wrong),
		cmocka_unit_test(a_shop_that_hides_reads_prices_anew_at_every_write),
		cmocka_unit_test(prices_that_moved_alike_do_not_look_right),
		cmocka_unit_test(a_parent_of_a_thousand_prices_is_synced),
		cmocka_unit_test(listeners_see_woocommerce_s_own_statement),
		cmocka_unit_test(a_foreign_statement_replaces_our_write_of_the_number_only),
		cmocka_unit_test(healing_leaves_the_number_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

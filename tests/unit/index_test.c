/* SPDX-License-Identifier: MIT */
/* The index of names, fed with rows by hand: what it asks, which names it makes, what it writes, and every allocation failing.
   link: -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc */
#include "failing.h"

#include "index.h"
#include "limits.h"

#include <stdio.h>
#include <stdlib.h>

static const sw_shop shop = { .prefix = "wp_" };

/* Steps by their place in sw_index_steps. */
enum { LOCK, POSTS, CHILDREN, ATTRIBUTES, LABELS, TERMS, VALUES, SLUGS, GTINS, ROWS };

#define MAX_CELLS 4

static bool feed(sw_index *ix, size_t step, const char *const *cells, unsigned n)
{
	sw_slice row[MAX_CELLS];

	for (unsigned i = 0; i < n; i++) {
		row[i] = (sw_slice){ cells[i], cells[i] == NULL ? 0 : strlen(cells[i]) };
	}
	return sw_index_steps[step].take(ix, row, n);
}

#define FEED(ix, step, ...)                                                                                                                \
	feed(ix, step, (const char *const[]){ __VA_ARGS__ }, sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *))

/* The first part of a statement; "" where there is nothing to say. Freed by the caller. */
static sw_buf said(const sw_index *ix, sw_index_ask ask)
{
	sw_buf sql = { 0 };

	(void) ask(ix, 0, &sql);
	assert_false(sql.failed);
	if (sql.ptr == NULL) {
		sw_buf_str(&sql, "");
	}
	return sql;
}

static void assert_said(const sw_index *ix, sw_index_ask ask, const char *expected)
{
	sw_buf sql = said(ix, ask);

	assert_string_equal(sql.ptr, expected);
	sw_buf_free(&sql);
}

/* True where the group writes a row of this name for the id. */
static bool writes(const sw_index *ix, sw_key_kind kind, const char *name, unsigned id, unsigned rank)
{
	static const char digits[] = "0123456789abcdef";
	sw_buf sql = said(ix, sw_index_insert);
	sw_buf scratch = { 0 };
	char row[120];
	char hex[2 * SW_KEY_BYTES + 1] = "";
	sw_key key;
	bool found;

	assert_int_equal(sw_name_key(kind, (sw_slice){ name, strlen(name) }, &shop.locale, &scratch, &key), SW_OK);
	for (size_t i = 0; i < SW_KEY_BYTES; i++) {
		hex[2 * i] = digits[key.bytes[i] >> 4];
		hex[2 * i + 1] = digits[key.bytes[i] & 15];
	}
	(void) snprintf(row, sizeof row, "(%d,X'%s',%u,%u)", (int) kind, hex, id, rank);
	found = strstr(sql.ptr, row) != NULL;
	sw_buf_free(&sql);
	sw_buf_free(&scratch);
	return found;
}

static sw_index *group_of(const uint64_t *ids, size_t n)
{
	sw_index *ix = sw_index_create(&shop);

	assert_non_null(ix);
	for (size_t i = 0; i < n; i++) {
		assert_true(sw_index_add(ix, ids[i]));
	}
	return ix;
}

static void a_range_is_walked_by_the_primary_key_and_its_orphans_by_the_names_own_index(void **state)
{
	sw_buf sql = { 0 };

	(void) state;
	sw_index_select_range(&shop, 5, 10, &sql);
	assert_string_equal(sql.ptr, "SELECT ID FROM `wp_posts` FORCE INDEX (PRIMARY) WHERE ID > 5 AND post_type = 'product' ORDER BY ID LIMIT 10");
	sw_buf_clear(&sql);
	sw_index_select_orphans(&shop, 5, 15, &sql);
	assert_string_equal(sql.ptr,
		"SELECT n.product_id FROM (SELECT DISTINCT product_id FROM `wp_stockwire_names` FORCE INDEX (product_id) WHERE product_id > 5 AND product_id <= 15) n "
		"LEFT JOIN `wp_posts` p ON p.ID = n.product_id WHERE p.ID IS NULL LIMIT 500");
	sw_buf_free(&sql);
}

static void statements_name_ids_and_the_shops_tables(void **state)
{
	static const uint64_t ids[] = { 7, 9, 7 };
	sw_index *ix = group_of(ids, COUNT(ids));

	(void) state;
	assert_int_equal(sw_index_size(ix), 2);
	assert_said(ix, sw_index_steps[LOCK].ask,
		"SELECT product_id, kind, hash, `rank` FROM `wp_stockwire_names` FORCE INDEX (product_id) WHERE product_id IN (7,9) FOR UPDATE");
	assert_said(ix, sw_index_steps[POSTS].ask,
		"SELECT ID, CAST(CONVERT(post_title USING utf8mb4) AS BINARY) FROM `wp_posts` WHERE ID IN (7,9) AND post_type = 'product' "
		"AND post_status NOT IN ('trash','auto-draft')");
	assert_said(ix, sw_index_steps[ATTRIBUTES].ask, "");
	assert_said(ix, sw_index_steps[LABELS].ask, "");
	assert_said(ix, sw_index_steps[GTINS].ask, "");
	assert_said(ix, sw_index_steps[ROWS].ask, "");
	assert_said(ix, sw_index_delete, "");
	assert_said(ix, sw_index_insert, "");
	sw_index_destroy(ix);
}

static void lists_have_at_most_500_members_and_statements_a_mebibyte(void **state)
{
	uint64_t ids[1200];
	sw_index *ix;
	size_t parts = 0;

	(void) state;
	for (size_t i = 0; i < COUNT(ids); i++) {
		ids[i] = UINT64_C(18446744073709500000) + i;
	}
	ix = group_of(ids, COUNT(ids));
	for (size_t i = 0; i < COUNT(ids); i++) {
		char id[24];
		char title[200];

		(void) snprintf(id, sizeof id, "%llu", (unsigned long long) ids[i]);
		(void) snprintf(title, sizeof title, "Product %zu", i);
		assert_true(FEED(ix, POSTS, id, title));
	}
	for (sw_buf sql = { 0 }; sw_index_steps[GTINS].ask(ix, parts, &sql); parts++) {
		size_t commas = 0;

		for (size_t i = 0; i < sql.len; i++) {
			commas += sql.ptr[i] == ',';
		}
		assert_true(commas <= SW_CHUNK_LINES);
		sw_buf_free(&sql);
	}
	assert_int_equal(parts, 3);
	assert_int_equal(sw_index_compare(ix), SW_OK);
	assert_int_equal(sw_index_keys(ix), 2400);
	parts = 0;
	for (sw_buf sql = { 0 }; sw_index_insert(ix, parts, &sql); parts++) {
		assert_true(sql.len < SW_MAX_STATEMENT);
		sw_buf_free(&sql);
	}
	assert_int_equal(parts, 1);
	sw_index_destroy(ix);
}

#define ATTRIBUTES_OF_TSHIRT                                                                                                               \
	"a:3:{s:8:\"pa_color\";a:6:{s:4:\"name\";s:8:\"pa_color\";s:5:\"value\";s:0:\"\";s:8:\"position\";i:2;s:10:\"is_visible\";i:1;"        \
	"s:12:\"is_variation\";i:1;s:11:\"is_taxonomy\";i:1;}"                                                                                 \
	"s:4:\"size\";a:6:{s:4:\"name\";s:4:\"Size\";s:5:\"value\";s:13:\" S | XL | |M \";s:8:\"position\";s:1:\"1\";s:10:\"is_visible\";i:1;" \
	"s:12:\"is_variation\";s:1:\"1\";s:11:\"is_taxonomy\";i:0;}"                                                                           \
	"s:4:\"made\";a:6:{s:4:\"name\";s:4:\"Made\";s:5:\"value\";s:2:\"RO\";s:8:\"position\";i:0;s:10:\"is_visible\";i:1;"                   \
	"s:12:\"is_variation\";i:0;s:11:\"is_taxonomy\";i:0;}}"

static bool feed_tshirt(sw_index *ix)
{
	return FEED(ix, POSTS, "1", "T-shirt") && FEED(ix, CHILDREN, "2", "1", "T-shirt") && FEED(ix, CHILDREN, "3", "1", "T-shirt / L") &&
	       FEED(ix, ATTRIBUTES, "1", ATTRIBUTES_OF_TSHIRT) && FEED(ix, LABELS, "color", "Colour") &&
	       FEED(ix, TERMS, "pa_color", "red", "Red &amp; wine", "1") && FEED(ix, TERMS, "pa_color", "blue", "Blue", "1") &&
	       FEED(ix, VALUES, "2", "pa_color", "red") && FEED(ix, VALUES, "2", "size", "XL") && FEED(ix, VALUES, "2", "size", "S") &&
	       FEED(ix, VALUES, "3", "pa_color", "") && FEED(ix, VALUES, "3", "other", "x") && FEED(ix, GTINS, "3", "0594-2");
}

static void a_variation_has_a_name_for_each_spelling_and_value(void **state)
{
	static const uint64_t ids[] = { 1 };
	static const char *const sizes[] = { "S", "XL", "M" };
	sw_index *ix = group_of(ids, COUNT(ids));

	(void) state;
	assert_true(feed_tshirt(ix));
	assert_int_equal(sw_index_compare(ix), SW_OK);
	assert_true(writes(ix, SW_KEY_TEXT, "T-shirt", 1, 0));
	assert_true(writes(ix, SW_KEY_SLUG, "T-shirt", 1, 0));
	assert_true(writes(ix, SW_KEY_TEXT, "T-shirt (Size: XL; Colour: Red & wine)", 2, 0));
	assert_true(writes(ix, SW_KEY_TEXT, "T-shirt - XL, Red & wine", 2, 0));
	assert_true(writes(ix, SW_KEY_SLUG, "T-shirt - XL, Red &amp; wine", 2, 0));
	for (size_t i = 0; i < COUNT(sizes); i++) {
		char name[60];

		(void) snprintf(name, sizeof name, "T-shirt - %s, Blue", sizes[i]);
		assert_true(writes(ix, SW_KEY_TEXT, name, 3, 2));
	}
	assert_true(writes(ix, SW_KEY_TEXT, "T-shirt / L", 3, 2));
	assert_true(writes(ix, SW_KEY_GTIN, "5942", 3, 0));
	/* Never by the post's title alone, nor in another order, nor by a doubled meta row's second value. */
	assert_false(writes(ix, SW_KEY_TEXT, "T-shirt", 2, 0));
	assert_false(writes(ix, SW_KEY_TEXT, "T-shirt - Red & wine, XL", 2, 0));
	assert_false(writes(ix, SW_KEY_TEXT, "T-shirt - S, Red & wine", 2, 0));
	/* 2 of the parent, 4 of the first, 6 combinations × 4 + 2 + GTIN of the second. */
	assert_int_equal(sw_index_keys(ix), 2 + 4 + 24 + 2 + 1);
	sw_index_destroy(ix);
}

static void a_slug_without_a_known_term_is_asked_for(void **state)
{
	static const uint64_t ids[] = { 1 };
	sw_index *ix = group_of(ids, COUNT(ids));

	(void) state;
	assert_true(feed_tshirt(ix));
	assert_said(ix, sw_index_steps[SLUGS].ask, "");
	assert_true(FEED(ix, CHILDREN, "4", "1", "T-shirt"));
	assert_true(FEED(ix, VALUES, "4", "pa_color", "teal"));
	{
		sw_buf sql = said(ix, sw_index_steps[SLUGS].ask);

		assert_non_null(strstr(sql.ptr, "t.slug IN (_utf8mb4 X'7465616c')"));
		sw_buf_free(&sql);
	}
	assert_true(FEED(ix, SLUGS, "pa_color", "teal", "Teal"));
	assert_int_equal(sw_index_compare(ix), SW_OK);
	assert_true(writes(ix, SW_KEY_TEXT, "T-shirt - S, Teal", 4, 1));
	assert_true(writes(ix, SW_KEY_TEXT, "T-shirt - Teal", 4, 1)); /* WooCommerce's own title of it */
	sw_index_destroy(ix);
}

static void only_differences_are_written(void **state)
{
	static const uint64_t ids[] = { 1, 5, 6 };
	sw_index *ix = group_of(ids, COUNT(ids));
	sw_buf scratch = { 0 };
	sw_key key;
	sw_slice row[4] = { { "1", 1 }, { "1", 1 }, { NULL, SW_KEY_BYTES }, { "0", 1 } };

	(void) state;
	assert_true(FEED(ix, POSTS, "1", "Bulb") && FEED(ix, POSTS, "5", "Tube"));
	assert_int_equal(sw_name_key(SW_KEY_TEXT, (sw_slice){ "Bulb", 4 }, &shop.locale, &scratch, &key), SW_OK);
	row[2].ptr = (const char *) key.bytes;
	assert_true(sw_index_steps[LOCK].take(ix, row, 4)); /* right: stays */
	row[0] = (sw_slice){ "5", 1 };
	assert_true(sw_index_steps[LOCK].take(ix, row, 4)); /* another product's name */
	row[0] = (sw_slice){ "6", 1 };
	assert_true(sw_index_steps[LOCK].take(ix, row, 4)); /* its post is gone */
	row[0] = (sw_slice){ "999", 3 };
	assert_true(sw_index_steps[LOCK].take(ix, row, 4)); /* not asked for */
	assert_int_equal(sw_index_compare(ix), SW_OK);
	assert_said(ix, sw_index_delete, "DELETE n FROM `wp_stockwire_names` n FORCE INDEX (product_id) WHERE n.product_id IN (5,6)");
	assert_false(writes(ix, SW_KEY_TEXT, "Bulb", 1, 0));
	assert_true(writes(ix, SW_KEY_SLUG, "Bulb", 1, 0));
	assert_true(writes(ix, SW_KEY_TEXT, "Tube", 5, 0));
	assert_true(writes(ix, SW_KEY_SLUG, "Tube", 5, 0));
	assert_int_equal(sw_index_keys(ix), 4);
	sw_buf_free(&scratch);
	sw_index_destroy(ix);
}

static void a_changed_rank_is_a_difference(void **state)
{
	static const uint64_t ids[] = { 1 };
	sw_index *ix = group_of(ids, COUNT(ids));
	sw_buf scratch = { 0 };
	sw_key key;
	sw_slice row[4] = { { "1", 1 }, { "1", 1 }, { NULL, SW_KEY_BYTES }, { "3", 1 } };

	(void) state;
	assert_true(FEED(ix, POSTS, "1", "Bulb"));
	assert_int_equal(sw_name_key(SW_KEY_TEXT, (sw_slice){ "Bulb", 4 }, &shop.locale, &scratch, &key), SW_OK);
	row[2].ptr = (const char *) key.bytes;
	assert_true(sw_index_steps[LOCK].take(ix, row, 4));
	assert_int_equal(sw_index_compare(ix), SW_OK);
	assert_said(ix, sw_index_delete, "DELETE n FROM `wp_stockwire_names` n FORCE INDEX (product_id) WHERE n.product_id IN (1)");
	assert_true(writes(ix, SW_KEY_TEXT, "Bulb", 1, 0));
	sw_buf_free(&scratch);
	sw_index_destroy(ix);
}

static void variations_of_a_parent_in_the_trash_have_no_name(void **state)
{
	static const uint64_t ids[] = { 1 };
	sw_index *ix = group_of(ids, COUNT(ids));

	(void) state;
	assert_true(FEED(ix, CHILDREN, "2", "1", "T-shirt"));
	assert_said(ix, sw_index_steps[ATTRIBUTES].ask, "");
	assert_said(ix, sw_index_steps[ROWS].ask, "SELECT product_id, kind, hash, `rank` FROM `wp_stockwire_names` FORCE INDEX (product_id) WHERE product_id IN (2)");
	assert_int_equal(sw_index_compare(ix), SW_OK);
	assert_int_equal(sw_index_keys(ix), 0);
	sw_index_destroy(ix);
}

static void a_title_that_is_not_utf8_names_nobody(void **state)
{
	static const uint64_t ids[] = { 1, 2 };
	sw_index *ix = group_of(ids, COUNT(ids));

	(void) state;
	assert_true(FEED(ix, POSTS, "1", "B\377lb") && FEED(ix, POSTS, "2", "Bulb"));
	assert_int_equal(sw_index_compare(ix), SW_OK);
	assert_int_equal(sw_index_keys(ix), 2);
	sw_index_destroy(ix);
}

/* Everything once, with the nth allocation failing: an error each time, no crash, no leak, no wrong row. */
static bool everything(void)
{
	sw_index *ix = sw_index_create(&shop);
	sw_buf sql = { 0 };
	bool ok = ix != NULL && sw_index_add(ix, 1) && feed_tshirt(ix) && FEED(ix, SLUGS, "pa_color", "teal", "Teal %41");

	for (size_t i = 0; ok && i < sw_index_step_count; i++) {
		(void) sw_index_steps[i].ask(ix, 0, &sql);
		ok = !sql.failed;
		sw_buf_clear(&sql);
	}
	ok = ok && sw_index_compare(ix) == SW_OK;
	if (ok) {
		assert_int_equal(sw_index_keys(ix), 33);
		(void) sw_index_insert(ix, 0, &sql);
		(void) sw_index_delete(ix, 0, &sql);
		ok = !sql.failed;
	}
	sw_buf_free(&sql);
	sw_index_destroy(ix);
	return ok;
}

static void every_allocation_may_fail(void **state)
{
	unsigned long n = 1;

	(void) state;
	for (bool ok = false; !ok; n++) {
		assert_true(n < 10000);
		fail_at(n, false);
		ok = everything();
		/* It went well because none failed. */
		assert_true(!ok || asked < n);
		fail_at(0, false);
	}
	assert_true(n > 20);
}

/* The same for the names themselves. */
static void every_allocation_of_a_key_may_fail(void **state)
{
	static const char *const names[] = { "Bulb", "<b>Bec</b> &amp; \304\203", "e\314\201 50% %41 <", "ca l\302\267l" };
	const sw_locale catalan = { "ca" };

	(void) state;
	for (size_t i = 0; i < 2 * COUNT(names); i++) {
		const sw_slice name = { names[i / 2], strlen(names[i / 2]) };
		const sw_key_kind kind = i % 2 == 0 ? SW_KEY_TEXT : SW_KEY_SLUG;
		sw_status status = SW_E_NOMEM;

		for (unsigned long n = 1; status != SW_OK; n++) {
			sw_buf scratch = { 0 };
			sw_key key;

			fail_at(n, false);
			status = sw_name_key(kind, name, &catalan, &scratch, &key);
			assert_true(status == SW_OK || (status == SW_E_NOMEM && key.empty));
			assert_true(status != SW_OK || asked < n);
			fail_at(0, false);
			sw_buf_free(&scratch);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(statements_name_ids_and_the_shops_tables),
		cmocka_unit_test(a_range_is_walked_by_the_primary_key_and_its_orphans_by_the_names_own_index),
		cmocka_unit_test(lists_have_at_most_500_members_and_statements_a_mebibyte),
		cmocka_unit_test(a_variation_has_a_name_for_each_spelling_and_value), cmocka_unit_test(a_slug_without_a_known_term_is_asked_for),
		cmocka_unit_test(only_differences_are_written), cmocka_unit_test(a_changed_rank_is_a_difference),
		cmocka_unit_test(variations_of_a_parent_in_the_trash_have_no_name), cmocka_unit_test(a_title_that_is_not_utf8_names_nobody),
		cmocka_unit_test(every_allocation_may_fail), cmocka_unit_test(every_allocation_of_a_key_may_fail) };

	return cmocka_run_group_tests_name("index", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* The reader of the back office's answer: what counts, what does not, and that no piece size changes either. */
#include "answers.h"

static const char whole[] =
	"{\"errorText\":\"\",\"list\":[{\"warehouse\":{\"warehouseName\":\"Magazin\",\"warehouseType\":\"x\"},\"products\":["
	"{\"measuringUnit\":\"buc\",\"productCode\":\"A-1\",\"productName\":\"\\u0218urub \\\"M8\\\"\",\"quantity\":5},"
	"{\"productName\":\"Cui\",\"quantity\":\"2.5\"}]}]}\n";

static void lines_are_read_as_they_were_sent(void **state)
{
	answer a = read_answer(SW_PULL_STOCKS, whole, strlen(whole), 0);

	(void) state;
	assert_read(&a, 2);
	assert_string_equal(a.seen.ptr, "s:A-1|s:Șurub \"M8\"|n:5|s:buc;-:|s:Cui|s:2.5|-:;");
	close_answer(&a);
}

static void keys_may_stand_in_any_order(void **state)
{
	static const char *const list[] = {
		"{\"list\":[{\"products\":[{\"quantity\":1,\"productCode\":\"A\"}],\"warehouse\":{\"warehouseName\":\"Magazin\"}}],\"x\":[{}]}",
		" { \"z\" : null , \"list\" : [ { \"a\" : [ 1 , { \"list\" : [ ] } ] , \"products\" : [ { \"productCode\" : \"A\" , \"quantity\" : "
		"1 } ] ,"
		" \"warehouse\" : { \"b\" : { } , \"warehouseName\" : \"MAGAZIN\" } } ] , \"errorText\" : null } ",
		"\xEF\xBB\xBF{\"l\\u0069st\":[{\"w\\u0061rehouse\":{\"warehouseN\\u0061me\":\" "
		"m\\u0061gazin\\u00a0\"},\"products\":[{\"productCode\":\"A\",\"quantity\":1}]}]}",
		"{\"list\":[{\"warehouse\":\"Magazin\",\"products\":[]},{\"products\":[{\"productCode\":\"A\",\"quantity\":1}],\"warehouse\":{"
		"\"warehouseName\":\"magazin\"}}]}",
	};

	(void) state;
	for (size_t i = 0; i < COUNT(list); i++) {
		answer a = read_answer(SW_PULL_STOCKS, list[i], strlen(list[i]), 0);

		assert_read(&a, 1);
		assert_string_equal(a.seen.ptr, "s:A|-:|n:1|-:;");
		close_answer(&a);
	}
}

static void the_warehouses_name_is_compared_without_letter_case_and_with_its_accents(void **state)
{
	answer a = read_for("Depozit Șos. Ștefan", "{\"list\":[{\"warehouse\":{\"warehouseName\":\"DEPOZIT ȘOS. ȘTEFAN\"},\"products\":[]}]}");
	answer b = read_for("Depozit Șos. Ștefan", "{\"list\":[{\"warehouse\":{\"warehouseName\":\"Depozit Sos. Stefan\"},\"products\":[]}]}");

	(void) state;
	assert_read(&a, 0);
	assert_failed(&b, SW_T_WAREHOUSE);
	assert_non_null(strstr(b.failure.message, "\"Depozit Sos. Stefan\""));
	close_answer(&a);
	close_answer(&b);
}

static void an_empty_list_is_a_whole_answer_without_lines(void **state)
{
	static const char *const list[] = { "{\"list\":[]}", "{\"list\":[{\"warehouse\":{\"warehouseName\":\"Magazin\"},\"products\":[]}]}" };

	(void) state;
	for (size_t i = 0; i < COUNT(list); i++) {
		answer a = read_answer(SW_PULL_STOCKS, list[i], strlen(list[i]), 0);

		assert_read(&a, 0);
		close_answer(&a);
	}
}

static void another_warehouse_counts_for_nothing_wherever_it_is_named(void **state)
{
	static const char *const list[] = {
		"{\"list\":[{\"warehouse\":{\"warehouseName\":\"Depozit\"},\"products\":[{\"productCode\":\"A\",\"quantity\":1}]}]}",
		"{\"list\":[{\"products\":[{\"productCode\":\"A\",\"quantity\":1}],\"warehouse\":{\"warehouseName\":\"Depozit\"}}]}",
		"{\"list\":[{\"warehouse\":{\"warehouseName\":\"Magazin\"},\"products\":[]},{\"warehouse\":\"Depozit\",\"products\":[]}]}",
		"{\"list\":[{\"warehouse\":{\"warehouseName\":\"\"},\"products\":[]}]}",
		"{\"list\":[{\"warehouse\":{\"warehouseName\":\"Magazin 2\"},\"products\":[]}]}",
	};

	(void) state;
	for (size_t i = 0; i < COUNT(list); i++) {
		answer a = read_answer(SW_PULL_STOCKS, list[i], strlen(list[i]), 0);

		assert_failed(&a, SW_T_WAREHOUSE);
		close_answer(&a);
	}
}

static void json_of_another_shape_is_refused(void **state)
{
	static const char *const list[] = { "{}", "{\"products\":[]}", "{\"list\":null}", "{\"list\":{}}", "{\"list\":\"\"}", "[]",
		"{\"list\":[1]}", "{\"list\":[null]}", "{\"list\":[[]]}", "{\"list\":[{}]}", "{\"list\":[{\"products\":[]}]}", "{\"List\":[]}",
		"{\"list\":[{\"warehouse\":{\"warehouseName\":\"Magazin\"}}]}",
		"{\"list\":[{\"warehouse\":{\"warehouseName\":\"Magazin\"},\"products\":{}}]}", "{\"list\":[{\"warehouse\":{},\"products\":[]}]}",
		"{\"list\":[{\"warehouse\":null,\"products\":[]}]}", "{\"list\":[{\"warehouse\":{\"warehouseName\":7},\"products\":[]}]}",
		"{\"list\":[{\"warehouse\":7,\"products\":[]}]}" };

	(void) state;
	for (size_t i = 0; i < COUNT(list); i++) {
		answer a = read_answer(SW_PULL_STOCKS, list[i], strlen(list[i]), 0);

		assert_failed(&a, SW_T_SHAPE);
		close_answer(&a);
	}
}

static void every_cut_is_noticed(void **state)
{
	(void) state;
	for (size_t n = 0; n < sizeof whole - 2; n++) {
		answer a = read_answer(SW_PULL_STOCKS, whole, n, 0);

		assert_failed(&a, SW_T_CUT);
		close_answer(&a);
	}
}

static void what_is_not_strict_json_is_refused(void **state)
{
	static const char *const list[] = { "{\"list\":[],}", "{\"list\":[]}x", "{\"list\":[]}{}", "{'list':[]}", "{\"list\" []}",
		"{\"list\":[]]}", "{\"list\":[],\"list\":[]}", "{\"list\":[],\"a\":1,\"\\u0061\":2}", "{\"a\":01,\"list\":[]}",
		"{\"a\":nul,\"list\":[]}", "{\"a\":[1,],\"list\":[]}", "{\"a\":[}],\"list\":[]}", "{\"a\":\"\xFF\",\"list\":[]}",
		"{\"a\":\"\\u0000\",\"list\":[]}", "{\"a\":\"\\ud800\",\"list\":[]}", "{\"a\":\"\x01\",\"list\":[]}", "{,\"list\":[]}",
		"{\"list\":[,]}", "nothing", "null", "5", "\"text\"", "\v{}", "\xEF\xBB{}", "\xEF\xBB\xBF\xEF\xBB\xBF{}",
		"{\"a\":[[[[[[[[1]]]]]]]],\"list\":[]}", "{\"list\":[{\"x\":[[[[[[1]]]]]]}]}", "{\"list\":[{\"products\":[{\"a\":[[[[1]]]]}]}]}",
		"{\"list\":[{\"products\":[{\"productCode\":\"A\",\"productCode\":\"B\"}]}]}", "{\"list\":[{\"products\":[{\"quantity\":1.}]}]}",
		"{\"list\":[{\"products\":[{\"quantity\":+1}]}]}", "{\"list\":[{\"products\":[{\"a\":1 \"b\":2}]}]}",
		"{\"list\":[{\"products\":[tru]}]}", "{\"list\":[{\"warehouse\":{\"warehouseName\":\"Magazin\",\"warehouseName\":\"Magazin\"}}]}",
		"{\"list\":[{\"products\":[],\"products\":[]}]}" };

	(void) state;
	for (size_t i = 0; i < COUNT(list); i++) {
		answer a = read_answer(SW_PULL_STOCKS, list[i], strlen(list[i]), 0);

		assert_failed(&a, SW_T_SYNTAX);
		assert_non_null(strstr(a.failure.message, " The fault is at byte "));
		close_answer(&a);
	}
}

static void the_fault_is_named_by_its_place_in_the_whole_answer(void **state)
{
	answer a = read_answer(SW_PULL_STOCKS, BYTES("{\"list\":[{\"products\":[{\"quantity\":1},{\"quantity\":01}]}]}"), 0);

	(void) state;
	assert_failed(&a, SW_T_SYNTAX);
	assert_non_null(strstr(a.failure.message, " The fault is at byte 49."));
	close_answer(&a);
}

static void eight_levels_are_read_as_in_a_push(void **state)
{
	answer a = read_answer(SW_PULL_STOCKS, BYTES("{\"a\":[[[[[[[1]]]]]]],\"list\":[]}"), 0);
	answer b =
		read_answer(SW_PULL_STOCKS, BYTES("{\"list\":[{\"warehouse\":\"Magazin\",\"products\":[{\"a\":[[[1]]],\"quantity\":1}]}]}"), 0);

	(void) state;
	assert_read(&a, 0);
	assert_read(&b, 1);
	close_answer(&a);
	close_answer(&b);
}

static void a_web_page_and_an_error_are_told_apart(void **state)
{
	answer page = read_answer(SW_PULL_STOCKS, BYTES(" \n<!DOCTYPE html><html>"), 0);
	answer error = read_answer(SW_PULL_STOCKS, BYTES("{\"errorText\":\" Firma nu exist\\u0103. \",\"list\":[]}"), 0);
	answer late = read_answer(SW_PULL_STOCKS, BYTES("{\"list\":[],\"errorText\":\"x\"}"), 0);
	answer blank = read_answer(
		SW_PULL_STOCKS, BYTES("{\"errorText\":\" \",\"list\":[{\"errorText\":\"a field\",\"warehouse\":\"Magazin\",\"products\":[]}]}"), 0);

	(void) state;
	assert_failed(&page, SW_T_PAGE);
	assert_failed(&error, SW_T_REFUSED);
	assert_non_null(strstr(error.failure.message, "It says: \"Firma nu există.\""));
	assert_failed(&late, SW_T_REFUSED);
	assert_read(&blank, 0);
	close_answer(&page);
	close_answer(&error);
	close_answer(&late);
	close_answer(&blank);
}

static void values_of_other_types_keep_their_type(void **state)
{
	answer a = read_answer(SW_PULL_STOCKS,
		BYTES("{\"list\":[{\"warehouse\":\"Magazin\",\"products\":[{\"productCode\":12,\"productName\":null,\"quantity\":true,"
			  "\"measuringUnit\":[1]},"
			  "{\"quantity\":{\"a\":1},\"productCode\":-1e5},7,\"x\",null,[]]}]}"),
		0);

	(void) state;
	assert_read(&a, 6);
	assert_string_equal(a.seen.ptr, "n:12|0:|b:true|a:;n:-1e5|-:|o:|-:;-:|-:|-:|-:;-:|-:|-:|-:;-:|-:|-:|-:;-:|-:|-:|-:;");
	close_answer(&a);
}

static void the_piece_size_changes_nothing(void **state)
{
	static const char *const list[] = { whole, "{\"list\":[{\"products\":[{\"quantity\":1},{\"quantity\":01}]}]}",
		"\xEF\xBB\xBF{\"list\":[]} x", "{\"errorText\":\"\\u0218\"}", "{\"list\":[{\"warehouse\":\"Depozit\"" };

	(void) state;
	for (size_t i = 0; i < COUNT(list); i++) {
		answer once = read_answer(SW_PULL_STOCKS, list[i], strlen(list[i]), 0);

		for (size_t piece = 1; piece < 40; piece++) {
			answer again = read_answer(SW_PULL_STOCKS, list[i], strlen(list[i]), piece);

			assert_same(&once, &again);
			close_answer(&again);
		}
		close_answer(&once);
	}
}

static void warehouses_are_read_in_each_known_shape(void **state)
{
	static const char *const list[] = {
		"{\"list\":[{\"warehouseName\":\"Magazin\"},{\"warehouseName\":\"Depozit\",\"warehouseType\":\"en-gros\"}]}",
		"{\"errorText\":\"\",\"warehouses\":[\"Magazin\",\"Depozit\"]}",
		"[\"Magazin\",{\"warehouseName\":\"Depozit\"}]",
		"{\"list\":[\" Magazin\\t\",\"MAGAZIN\",\"\",\" \",\"Depozit\",{\"warehouseName\":\"depozit\"}]}",
	};

	(void) state;
	for (size_t i = 0; i < COUNT(list); i++) {
		answer a = read_answer(SW_PULL_WAREHOUSES, list[i], strlen(list[i]), 0);

		assert_read(&a, 0);
		assert_string_equal(a.seen.ptr, "Magazin;Depozit;");
		close_answer(&a);
	}
}

static void warehouses_of_another_shape_are_refused(void **state)
{
	static const char *const list[] = { "{}", "{\"warehouse\":[]}", "{\"list\":[1]}", "{\"list\":[{\"name\":\"Magazin\"}]}",
		"{\"list\":[null]}", "{\"list\":[{\"warehouseName\":null}]}", "{\"list\":\"Magazin\"}" };

	(void) state;
	for (size_t i = 0; i < COUNT(list); i++) {
		answer a = read_answer(SW_PULL_WAREHOUSES, list[i], strlen(list[i]), 0);

		assert_failed(&a, SW_T_SHAPE);
		close_answer(&a);
	}
}

static void an_error_text_is_found_in_a_refusal(void **state)
{
	sw_arena *arena = sw_arena_create();

	(void) state;
	assert_true(sw_slice_equal(
		sw_pull_error_text(BYTES("{\"a\":1,\"errorText\":\" Cont \\u0219ters \"}"), arena), (sw_slice){ BYTES("Cont șters") }));
	assert_int_equal(sw_pull_error_text(BYTES("<html>"), arena).len, 0);
	assert_int_equal(sw_pull_error_text(BYTES(""), arena).len, 0);
	assert_int_equal(sw_pull_error_text(BYTES("{\"errorText\":5}"), arena).len, 0);
	assert_int_equal(sw_pull_error_text(BYTES("{\"errorText\":\"x\"} y"), arena).len, 0);
	assert_int_equal(sw_pull_error_text(BYTES("[\"errorText\"]"), arena).len, 0);
	sw_arena_destroy(arena);
}

static void a_warehouse_can_be_called_by_a_plain_short_name_only(void **state)
{
	char name[203];

	(void) state;
	for (size_t i = 0; i < 101; i++) {
		memcpy(name + 2 * i, "\xC8\x98", 2);
	}
	assert_true(sw_pull_is_warehouse((sw_slice){ BYTES(" Magazin ") }));
	assert_true(sw_pull_is_warehouse((sw_slice){ name, 200 }));
	assert_false(sw_pull_is_warehouse((sw_slice){ name, 202 }));
	assert_false(sw_pull_is_warehouse((sw_slice){ BYTES("") }));
	assert_false(sw_pull_is_warehouse((sw_slice){ BYTES(" \xC2\xA0") }));
	assert_false(sw_pull_is_warehouse((sw_slice){ BYTES("\xFF") }));
	assert_false(sw_pull_is_warehouse((sw_slice){ BYTES("a\0b") }));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_are_read_as_they_were_sent),
		cmocka_unit_test(keys_may_stand_in_any_order),
		cmocka_unit_test(the_warehouses_name_is_compared_without_letter_case_and_with_its_accents),
		cmocka_unit_test(an_empty_list_is_a_whole_answer_without_lines),
		cmocka_unit_test(another_warehouse_counts_for_nothing_wherever_it_is_named),
		cmocka_unit_test(json_of_another_shape_is_refused),
		cmocka_unit_test(every_cut_is_noticed),
		cmocka_unit_test(what_is_not_strict_json_is_refused),
		cmocka_unit_test(the_fault_is_named_by_its_place_in_the_whole_answer),
		cmocka_unit_test(eight_levels_are_read_as_in_a_push),
		cmocka_unit_test(a_web_page_and_an_error_are_told_apart),
		cmocka_unit_test(values_of_other_types_keep_their_type),
		cmocka_unit_test(the_piece_size_changes_nothing),
		cmocka_unit_test(warehouses_are_read_in_each_known_shape),
		cmocka_unit_test(warehouses_of_another_shape_are_refused),
		cmocka_unit_test(an_error_text_is_found_in_a_refusal),
		cmocka_unit_test(a_warehouse_can_be_called_by_a_plain_short_name_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* The arena and the byte buffer: growth, alignment, limits, and what a failed append leaves. */
#include "support.h"

#include <stdalign.h>

static void pieces_of_an_arena_are_zeroed_aligned_and_apart(void **state)
{
	static const size_t sizes[] = { 0, 1, 15, 16, 17, 4096, 65535, 65536, 65537, 300000, 3 };
	sw_arena *arena = sw_arena_create();

	(void) state;
	for (size_t round = 0; round < 3; round++) {
		for (size_t i = 0; i < COUNT(sizes); i++) {
			unsigned char *p = sw_arena_alloc(arena, sizes[i]);

			assert_non_null(p);
			assert_int_equal((uintptr_t) p % alignof(max_align_t), 0);
			for (size_t k = 0; k < sizes[i]; k++) {
				assert_int_equal(p[k], 0);
			}
			/* Were two pieces to overlap, the next one would not be zeroed. */
			memset(p, 0xFF, sizes[i]);
		}
	}
	sw_arena_destroy(arena);
}

static void a_large_piece_leaves_the_open_block_usable(void **state)
{
	sw_arena *arena = sw_arena_create();
	char *before = sw_arena_alloc(arena, 16);
	char *large = sw_arena_alloc(arena, 1000000);
	char *after = sw_arena_alloc(arena, 16);

	(void) state;
	assert_non_null(large);
	assert_ptr_equal(after, before + 16);
	sw_arena_destroy(arena);
}

static void an_arena_may_begin_with_a_large_piece(void **state)
{
	sw_arena *arena = sw_arena_create();
	char *large = sw_arena_alloc(arena, 100000);

	(void) state;
	assert_non_null(large);
	memset(large, 0xFF, 100000);
	assert_string_equal(sw_arena_copy(arena, "abc", 3), "abc");
	sw_arena_destroy(arena);
}

static void small_pieces_share_a_block_also_behind_a_full_one(void **state)
{
	sw_arena *arena = sw_arena_create();
	char *first;
	char *second;

	(void) state;
	(void) sw_arena_alloc(arena, 65536);
	first = sw_arena_alloc(arena, 16);
	second = sw_arena_alloc(arena, 16);
	assert_ptr_equal(second, first + 16);
	sw_arena_destroy(arena);
}

static void a_list_keeps_its_items_however_large_it_grows(void **state)
{
	sw_arena *arena = sw_arena_create();
	uint64_t *lists[3] = { NULL };
	size_t caps[3] = { 0 };

	(void) state;
	/* Three of them in turn, so that each has to move past the others; the first ones share a block. */
	for (uint64_t i = 0; i < 50000; i++) {
		for (size_t k = 0; k < COUNT(lists); k++) {
			lists[k] = sw_arena_grow(arena, lists[k], i, &caps[k], sizeof *lists[k]);
			assert_non_null(lists[k]);
			lists[k][i] = i * 3 + k;
		}
	}
	for (uint64_t i = 0; i < 50000; i++) {
		for (size_t k = 0; k < COUNT(lists); k++) {
			assert_int_equal(lists[k][i], i * 3 + k);
		}
	}
	assert_string_equal(sw_arena_copy(arena, "abc", 3), "abc");
	sw_arena_destroy(arena);
}

static void a_list_that_cannot_grow_stays_as_it_was(void **state)
{
	sw_arena *arena = sw_arena_create();
	size_t cap = SIZE_MAX / 16;
	char list[] = "abc";

	(void) state;
	assert_null(sw_arena_grow(arena, list, cap, &cap, 16));
	assert_int_equal(cap, SIZE_MAX / 16);
	assert_string_equal(list, "abc");
	sw_arena_destroy(arena);
}

static void large_pieces_go_one_by_one_and_leave_the_others_alone(void **state)
{
	static const size_t orders[][3] = { { 0, 1, 2 }, { 2, 1, 0 }, { 1, 0, 2 } };

	(void) state;
	for (size_t o = 0; o < COUNT(orders); o++) {
		/* Also where no small piece has opened a block yet. */
		for (int small = 0; small < 2; small++) {
			sw_arena *arena = sw_arena_create();
			char *kept = small ? sw_arena_copy(arena, "kept", 4) : NULL;
			char *large[3];

			for (size_t i = 0; i < 3; i++) {
				large[i] = sw_arena_alloc(arena, 100000 + i);
				memset(large[i], (int) ('a' + i), 100000 + i);
			}
			sw_arena_drop(arena, large[orders[o][0]], 100000 + orders[o][0]);
			assert_int_equal(large[orders[o][1]][99999], 'a' + orders[o][1]);
			sw_arena_drop(arena, large[orders[o][1]], 100000 + orders[o][1]);
			assert_int_equal(large[orders[o][2]][99999], 'a' + orders[o][2]);
			assert_string_equal(sw_arena_copy(arena, "abc", 3), "abc");
			sw_arena_drop(arena, large[orders[o][2]], 100000 + orders[o][2]);
			assert_true(!small || strcmp(kept, "kept") == 0);
			sw_arena_destroy(arena);
		}
	}
}

static void a_small_piece_stays_when_it_is_dropped(void **state)
{
	sw_arena *arena = sw_arena_create();
	char *small = sw_arena_copy(arena, "abc", 3);

	(void) state;
	sw_arena_drop(arena, small, 4);
	sw_arena_drop(arena, NULL, 100000);
	assert_string_equal(small, "abc");
	assert_ptr_not_equal(sw_arena_copy(arena, "def", 3), small);
	sw_arena_destroy(arena);
}

static void an_arena_refuses_what_cannot_be_had(void **state)
{
	sw_arena *arena = sw_arena_create();

	(void) state;
	assert_null(sw_arena_alloc(arena, SIZE_MAX));
	assert_null(sw_arena_alloc(arena, SIZE_MAX - 40));
	assert_null(sw_arena_copy(arena, "", SIZE_MAX));
	assert_non_null(sw_arena_alloc(arena, 1));
	sw_arena_destroy(arena);
	sw_arena_destroy(NULL);
}

static void a_copy_ends_in_nul(void **state)
{
	sw_arena *arena = sw_arena_create();

	(void) state;
	assert_string_equal(sw_arena_copy(arena, "abcdef", 3), "abc");
	assert_string_equal(sw_arena_copy(arena, NULL, 0), "");
	assert_string_equal(sw_arena_copy(arena, "0123456789abcdef", 16), "0123456789abcdef");
	sw_arena_destroy(arena);
}

static void slices_are_equal_by_bytes(void **state)
{
	(void) state;
	assert_true(sw_slice_equal((sw_slice){ "ab", 2 }, (sw_slice){ "abc", 2 }));
	assert_false(sw_slice_equal((sw_slice){ "ab", 2 }, (sw_slice){ "abc", 3 }));
	assert_false(sw_slice_equal((sw_slice){ "ab", 2 }, (sw_slice){ "aB", 2 }));
	assert_true(sw_slice_equal((sw_slice){ NULL, 0 }, (sw_slice){ "", 0 }));
	assert_true(sw_slice_equal((sw_slice){ "a\0b", 3 }, (sw_slice){ "a\0b", 3 }));
	assert_false(sw_slice_equal((sw_slice){ "a\0b", 3 }, (sw_slice){ "a\0c", 3 }));
}

static void a_buffer_grows_and_ends_in_nul(void **state)
{
	sw_buf b = { 0 };

	(void) state;
	for (size_t i = 0; i < 5000; i++) {
		sw_buf_add(&b, "ab", 2);
		sw_buf_char(&b, 'c');
		assert_int_equal(b.ptr[b.len], '\0');
	}
	assert_int_equal(b.len, 15000);
	assert_memory_equal(b.ptr + 14997, "abc", 4);
	assert_true(b.cap > b.len);
	sw_buf_free(&b);
	assert_null(b.ptr);
	assert_int_equal(b.cap, 0);
}

static void an_empty_append_makes_an_empty_text(void **state)
{
	sw_buf b = { 0 };

	(void) state;
	sw_buf_add(&b, NULL, 0);
	assert_string_equal(b.ptr, "");
	sw_buf_free(&b);
}

static void a_buffer_that_just_fits_does_not_overflow(void **state)
{
	char bytes[600];

	(void) state;
	memset(bytes, 'x', sizeof bytes);
	for (size_t n = 250; n < 260; n++) {
		sw_buf b = { 0 };

		sw_buf_add(&b, bytes, n);
		sw_buf_add(&b, bytes, 512 - n - 1);
		assert_int_equal(strlen(b.ptr), 511);
		sw_buf_free(&b);
	}
}

static void a_cleared_buffer_keeps_its_memory(void **state)
{
	sw_buf b = { 0 };
	size_t cap;

	(void) state;
	sw_buf_clear(&b);
	assert_null(b.ptr);
	sw_buf_str(&b, "text");
	cap = b.cap;
	sw_buf_clear(&b);
	assert_string_equal(b.ptr, "");
	assert_int_equal(b.len, 0);
	assert_int_equal(b.cap, cap);
	sw_buf_free(&b);
}

static void a_failed_append_stays_failed_until_cleared(void **state)
{
	sw_buf b = { 0 };

	(void) state;
	sw_buf_str(&b, "kept");
	assert_false(sw_buf_reserve(&b, SIZE_MAX));
	assert_true(b.failed);
	sw_buf_str(&b, "lost");
	sw_buf_hex(&b, (const unsigned char *) "x", 1);
	sw_buf_u64(&b, 1);
	assert_string_equal(b.ptr, "kept");
	sw_buf_clear(&b);
	assert_false(b.failed);
	sw_buf_str(&b, "new");
	assert_string_equal(b.ptr, "new");
	sw_buf_free(&b);
}

static void numbers_are_printed_to_both_ends_of_their_range(void **state)
{
	sw_buf b = { 0 };

	(void) state;
	sw_buf_i64(&b, INT64_MIN);
	sw_buf_char(&b, ' ');
	sw_buf_i64(&b, INT64_MAX);
	sw_buf_char(&b, ' ');
	sw_buf_u64(&b, UINT64_MAX);
	sw_buf_char(&b, ' ');
	sw_buf_i64(&b, 0);
	sw_buf_char(&b, ' ');
	sw_buf_i64(&b, -10);
	assert_string_equal(b.ptr, "-9223372036854775808 9223372036854775807 18446744073709551615 0 -10");
	sw_buf_free(&b);
}

static void bytes_are_printed_in_hexadecimal(void **state)
{
	sw_buf b = { 0 };

	(void) state;
	sw_buf_hex(&b, (const unsigned char *) "\x00\x7f\xff\xa0", 4);
	assert_string_equal(b.ptr, "007fffa0");
	sw_buf_free(&b);
}

static void text_is_escaped_as_a_json_string(void **state)
{
	sw_buf b = { 0 };

	(void) state;
	sw_buf_json(&b, BYTES("a\"b\\c\n\x01\x1f\x7f/Șurub 🍣\0z"));
	assert_string_equal(b.ptr, "\"a\\\"b\\\\c\\u000a\\u0001\\u001f\x7f/Șurub 🍣\\u0000z\"");
	sw_buf_clear(&b);
	sw_buf_json(&b, "", 0);
	assert_string_equal(b.ptr, "\"\"");
	sw_buf_clear(&b);
	sw_buf_json(&b, "\"", 1);
	assert_string_equal(b.ptr, "\"\\\"\"");
	sw_buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces_of_an_arena_are_zeroed_aligned_and_apart),
		cmocka_unit_test(a_large_piece_leaves_the_open_block_usable),
		cmocka_unit_test(an_arena_may_begin_with_a_large_piece),
		cmocka_unit_test(small_pieces_share_a_block_also_behind_a_full_one),
		cmocka_unit_test(a_list_keeps_its_items_however_large_it_grows),
		cmocka_unit_test(a_list_that_cannot_grow_stays_as_it_was),
		cmocka_unit_test(large_pieces_go_one_by_one_and_leave_the_others_alone),
		cmocka_unit_test(a_small_piece_stays_when_it_is_dropped),
		cmocka_unit_test(an_arena_refuses_what_cannot_be_had),
		cmocka_unit_test(a_copy_ends_in_nul),
		cmocka_unit_test(slices_are_equal_by_bytes),
		cmocka_unit_test(a_buffer_grows_and_ends_in_nul),
		cmocka_unit_test(an_empty_append_makes_an_empty_text),
		cmocka_unit_test(a_buffer_that_just_fits_does_not_overflow),
		cmocka_unit_test(a_cleared_buffer_keeps_its_memory),
		cmocka_unit_test(a_failed_append_stays_failed_until_cleared),
		cmocka_unit_test(numbers_are_printed_to_both_ends_of_their_range),
		cmocka_unit_test(bytes_are_printed_in_hexadecimal),
		cmocka_unit_test(text_is_escaped_as_a_json_string),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

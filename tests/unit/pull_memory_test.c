/* SPDX-License-Identifier: MIT */
/* The answer's reader holds one element however long the answer is, and says so where memory runs out.
   link: -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=free */
#include "answers.h"

#include <malloc.h>

/* Calls inside libcjson are not reached by the linker's wrapping, so its hooks are set. Never do this inside PHP: they are the
   whole process'. */
#include <cjson/cJSON.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void __real_free(void *bytes);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void __wrap_free(void *bytes);

static unsigned long countdown; /* allocations until the one that fails, 0: none */
static unsigned long asked;
static size_t live;
static size_t peak;

static bool refuse(void)
{
	return ++asked == countdown;
}

static void *note(void *bytes)
{
	live += bytes != NULL ? malloc_usable_size(bytes) : 0;
	peak = live > peak ? live : peak;
	return bytes;
}

void *__wrap_malloc(size_t size)
{
	return refuse() ? NULL : note(__real_malloc(size));
}

void *__wrap_calloc(size_t count, size_t size)
{
	return refuse() ? NULL : note(__real_calloc(count, size));
}

void *__wrap_realloc(void *old, size_t size)
{
	const size_t before = old != NULL ? malloc_usable_size(old) : 0;
	void *grown;

	if (refuse()) {
		return NULL;
	}
	grown = __real_realloc(old, size);
	live -= grown != NULL ? before : 0;
	return note(grown);
}

void __wrap_free(void *bytes)
{
	live -= bytes != NULL ? malloc_usable_size(bytes) : 0;
	__real_free(bytes);
}

/* Feeds text once, and forgets what was read as a caller would. */
static bool feed(sw_pull *pull, const char *text, size_t n, sw_failure *f)
{
	size_t used;

	for (size_t at = 0; at < n; at += used) {
		size_t count;

		if (!sw_pull_feed(pull, text + at, n - at, &used, f)) {
			return false;
		}
		(void) sw_pull_lines(pull, &count);
		if (count > 0 && at + used < n && !sw_pull_clear(pull)) {
			return false;
		}
	}
	return true;
}

/* Feeds head, then `times` times the middle; returns the most memory that was held at once. */
static size_t held_by(const char *head, const char *middle, unsigned times)
{
	const size_t before = live;
	sw_pull *pull = sw_pull_create(SW_PULL_STOCKS, (sw_slice){ BYTES("Magazin") });
	sw_failure f = { 0 };

	peak = live;
	assert_true(feed(pull, head, strlen(head), &f));
	for (unsigned i = 0; i < times; i++) {
		if (!feed(pull, middle, strlen(middle), &f)) {
			fail_msg("%s", f.message);
		}
	}
	sw_pull_destroy(pull);
	assert_int_equal(live, before);
	return peak - before;
}

static void memory_does_not_grow_with_the_answer(void **state)
{
	static const struct {
		const char *head;
		const char *middle;
	} list[] = {
		{ "{\"list\":[{\"products\":[1", ",{\"productCode\":\"A\",\"productName\":\"\\u0218urub\",\"quantity\":1,\"x\":[1,2]}" },
		{ "{\"list\":[{\"warehouse\":\"Magazin\",\"products\":[]}", ",{\"k\\u0065y\":1,\"warehouse\":\"Magazin\",\"products\":[]}" },
		{ "{\"list\":[{\"warehouse\":\"Magazin\",\"products\":[0]}", ",{\"warehouse\":{\"warehouseName\":\"MAGAZIN\"},\"products\":[0]}" },
		{ "{\"list\":[", "          \n" },
	};

	(void) state;
	for (size_t i = 0; i < COUNT(list); i++) {
		const size_t little = held_by(list[i].head, list[i].middle, 2000);
		const size_t much = held_by(list[i].head, list[i].middle, 40000);

		if (much > little || much > 1024 * 1024) {
			fail_msg("answer %zu: %zu bytes, then %zu", i, little, much);
		}
	}
}

static void long_texts_are_handed_on_before_many_of_them_are_held(void **state)
{
	sw_buf middle = { 0 };

	(void) state;
	sw_buf_str(&middle, ",{\"productName\":\"");
	for (int i = 0; i < 9000; i++) {
		sw_buf_str(&middle, "0123456789");
	}
	sw_buf_str(&middle, "\"}");
	assert_true(held_by("{\"list\":[{\"products\":[1", middle.ptr, 300) < 2 * 1024 * 1024);
	sw_buf_free(&middle);
}

static void an_element_above_its_cap_is_refused_before_it_is_held(void **state)
{
	static const char *const heads[] = { "{\"list\":[{\"products\":[{\"productName\":\"", "{\"x\":[\"", "{\"list\":[{\"warehouse\":\"",
		"{\"", "{\"x\":1" };
	char block[4096];

	(void) state;
	memset(block, '1', sizeof block);
	for (size_t i = 0; i < COUNT(heads); i++) {
		sw_pull *pull = sw_pull_create(SW_PULL_STOCKS, (sw_slice){ BYTES("Magazin") });
		sw_failure f = { 0 };
		const size_t before = live;
		unsigned blocks = 0;

		peak = live;
		assert_true(feed(pull, heads[i], strlen(heads[i]), &f));
		while (blocks < 1000 && feed(pull, block, sizeof block, &f)) {
			blocks++;
		}
		assert_true(blocks <= SW_MAX_ELEMENT / sizeof block);
		assert_int_equal(f.trouble, SW_T_TOO_LARGE);
		assert_true(peak - before < 3 * SW_MAX_ELEMENT);
		sw_pull_destroy(pull);
	}
}

static void more_lines_than_the_cap_are_refused(void **state)
{
	sw_pull *pull = sw_pull_create(SW_PULL_STOCKS, (sw_slice){ BYTES("Magazin") });
	sw_failure f = { 0 };

	(void) state;
	assert_true(feed(pull, BYTES("{\"list\":[{\"products\":[{}"), &f));
	for (unsigned i = 1; i < SW_MAX_PULL_LINES; i++) {
		assert_true(feed(pull, BYTES(",{}"), &f));
	}
	assert_int_equal(sw_pull_total(pull), SW_MAX_PULL_LINES);
	assert_false(feed(pull, BYTES(",{}"), &f));
	assert_int_equal(f.trouble, SW_T_TOO_LARGE);
	sw_pull_destroy(pull);
}

static void more_warehouses_than_the_cap_are_refused(void **state)
{
	sw_pull *pull = sw_pull_create(SW_PULL_WAREHOUSES, (sw_slice){ NULL, 0 });
	sw_failure f = { 0 };
	char name[16];
	size_t count;

	(void) state;
	assert_true(feed(pull, BYTES("[\"0\""), &f));
	for (unsigned i = 1; i < SW_MAX_WAREHOUSES; i++) {
		assert_true(feed(pull, name, (size_t) snprintf(name, sizeof name, ",\"%u\"", i), &f));
	}
	(void) sw_pull_names(pull, &count);
	assert_int_equal(count, SW_MAX_WAREHOUSES);
	/* One that is known already takes no room. */
	assert_true(feed(pull, BYTES(",\"7\""), &f));
	assert_false(feed(pull, BYTES(",\"one more\""), &f));
	assert_int_equal(f.trouble, SW_T_TOO_LARGE);
	sw_pull_destroy(pull);
}

static void every_failing_allocation_is_said(void **state)
{
	static const char text[] =
		"{\"l\\u0069st\":[{\"warehouse\":{\"warehouseName\":\"M\\u0061gazin\"},\"products\":[{\"productCode\":\"\\u0041\","
		"\"quantity\":1,\"productName\":\"x\"},{\"quantity\":2}]}],\"errorText\":\"\"}";
	const size_t before = live;

	(void) state;
	for (unsigned long nth = 1;; nth++) {
		sw_failure f = { 0 };
		sw_pull *pull;
		bool read;

		asked = 0;
		countdown = nth;
		pull = sw_pull_create(SW_PULL_STOCKS, (sw_slice){ BYTES("Magazin") });
		read = pull != NULL && feed(pull, text, sizeof text - 1, &f) && sw_pull_finish(pull, &f);
		countdown = 0;
		sw_pull_destroy(pull);
		assert_int_equal(live, before);
		if (asked < nth) {
			assert_true(read);
			assert_true(nth > 20);
			return;
		}
		if (read || (pull != NULL && f.trouble != SW_T_MEMORY)) {
			fail_msg("allocation %lu failed: %s", nth, read ? "not noticed" : f.message);
		}
	}
}

static int set_hooks(void **state)
{
	cJSON_Hooks hooks = { .malloc_fn = __wrap_malloc, .free_fn = __wrap_free };

	(void) state;
	cJSON_InitHooks(&hooks);
	return 0;
}

static int clear_hooks(void **state)
{
	(void) state;
	cJSON_InitHooks(NULL);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_does_not_grow_with_the_answer),
		cmocka_unit_test(long_texts_are_handed_on_before_many_of_them_are_held),
		cmocka_unit_test(an_element_above_its_cap_is_refused_before_it_is_held),
		cmocka_unit_test(more_lines_than_the_cap_are_refused),
		cmocka_unit_test(more_warehouses_than_the_cap_are_refused),
		cmocka_unit_test(every_failing_allocation_is_said),
	};

	return cmocka_run_group_tests(tests, set_hooks, clear_hooks);
}

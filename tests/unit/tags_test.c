/* SPDX-License-Identifier: MIT */
/* Tags are taken out of a name as PHP's strip_tags() takes them out: what it says of odd markup decides about slugs. */
#include "name_parts.h"
#include "support.h"

/* Printed by PHP 8.2 for these very texts. */
static void odd_markup_is_stripped_as_php_strips_it(void **state)
{
	static const struct {
		const char *name;
		const char *stripped;
	} cases[] = {
		{ "a<?php echo \"x>y\"; ?>b", "ab" },
		{ "a<? if (1 > 2) { } ?>b", "ab" },
		{ "a<? echo '?>'; ?>b", "ab" },
		{ "a<? echo (1; ?>b", "a" },
		{ "a<? x < y > z ?>b", "ab" },
		{ "a<? 'it\\'s ?>' ?>b", "ab" },
		{ "a<?xml version=\"1.0\"?>b", "ab" },
		{ "ab<?xml version=\"1.0\"?>c", "abc" },
		{ "a<!DOCTYPE html>b", "ab" },
		{ "abcd<!doctype html>b", "abcdb" },
		{ "a<!-- x > y -->b", "ab" },
		{ "a<!-- <b> -->c", "ac" },
		{ "a<!b \"x>y\" z>c", "ac" },
		{ "a<!b 'x>y' z>c", "ac" },
		{ "a<!b < c > d>e", "a d>e" },
		{ "a<!-->b", "ab" },
		{ "a<!- x>b", "ab" },
		{ "a< b>c", "a< b>c" },
		{ "a<b <c> d>e", "ae" },
		{ "a<b x=\"<y>\">c", "ac" },
		{ "a<b x='>'>c", "ac" },
		{ "a>b", "a>b" },
		{ "a<b", "a" },
		{ "a<!b", "a" },
		{ "a<?b", "a" },
		{ "a<!-- b", "a" },
		{ "<b>a</b>", "a" },
		{ "a<b \"c", "a" },
		{ "x<? ) ( ?>y", "xy" },
		{ "x<? \"a\" (b) ?>y", "xy" },
		{ "a<?l?>b", "ab" },
		{ "abcde<?XML x?>f", "abcdef" },
		{ "a<!\"b\\\"c>d\">e", "ae" },
		{ "a<!edoctype x>y", "ay" },
		{ "a<? \"\\\"?>b\" ?>c", "ac" },
		{ "a<b ?>c", "ac" },
		{ "a<!b!c>d", "ad" },
		{ "a<? ?b ?>c", "ac" },
		{ "<<b>a", "" },
		{ "a<b<c>>d", "ad" },
		{ "a<x-->b", "ab" },
		{ "a<?xml x-->b?>c", "ac" },
		{ "a <?\"<?xml\" --><?>?>b", "a b" },
	};

	(void) state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		/* In memory of exactly its size: nothing may be read behind it. */
		char *name = exact_copy(cases[i].name, strlen(cases[i].name));
		sw_buf out = { 0 };

		sw_tags_strip((sw_slice){ name, strlen(cases[i].name) }, &out);
		sw_buf_char(&out, '\0');
		if (strcmp(out.ptr, cases[i].stripped) != 0) {
			fail_msg("%s became %s, not %s", cases[i].name, out.ptr, cases[i].stripped);
		}
		sw_buf_free(&out);
		free(name);
	}
}

static void a_text_without_tags_stays(void **state)
{
	sw_buf out = { 0 };

	(void) state;
	sw_tags_strip((sw_slice){ BYTES("3 < 4 > 2, \"Țeavă\" & 'cot'") }, &out);
	assert_string_equal(out.ptr, "3 < 4 > 2, \"Țeavă\" & 'cot'");
	sw_buf_clear(&out);
	sw_tags_strip((sw_slice){ "", 0 }, &out);
	assert_int_equal(out.len, 0);
	sw_buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(odd_markup_is_stripped_as_php_strips_it),
		cmocka_unit_test(a_text_without_tags_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

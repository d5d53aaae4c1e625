/* SPDX-License-Identifier: MIT */
/* Lines of an HTTP header: names in any letter case, values without blanks, and which of them mean a packed answer. */
#include "header.h"
#include "support.h"

static void assert_value(const char *line, const char *expected)
{
	char *copy = exact_copy(line, strlen(line));
	sw_slice value = { "", 0 };
	const bool found = sw_header_value((sw_slice){ copy, strlen(line) }, "Retry-After", &value);

	if (found != (expected != NULL) || (found && !sw_slice_equal(value, (sw_slice){ expected, strlen(expected) }))) {
		fail_msg("\"%s\": %s \"%.*s\"", line, found ? "found" : "not found", (int) value.len, value.ptr);
	}
	free(copy);
}

static void a_value_is_found_by_its_name_without_blanks(void **state)
{
	(void) state;
	assert_value("Retry-After: 5\r\n", "5");
	assert_value("RETRY-AFTER:5", "5");
	assert_value("retry-after: \t 5 s \t\r\n", "5 s");
	assert_value("Retry-After:", "");
	assert_value("Retry-After: \r\n", "");
	assert_value("Retry-After", NULL);
	assert_value("Retry-After : 5", NULL);
	assert_value("X-Retry-After: 5", NULL);
	assert_value("Retry-Afte: 5", NULL);
	assert_value(" Retry-After: 5", NULL);
	assert_value("\r\n", NULL);
	assert_value("", NULL);
}

static void packing_is_told_from_none(void **state)
{
	static const char *const packed[] = { "Content-Encoding: gzip", "content-encoding:br\r\n", "Content-Encoding: identity, gzip",
		"Transfer-Encoding: gzip", "Transfer-Encoding: gzip, chunked", "Content-Encoding: x" };
	static const char *const plain[] = { "Content-Encoding: identity", "Content-Encoding: IDENTITY\r\n",
		"Content-Encoding:", "Transfer-Encoding: chunked", "Transfer-Encoding: Chunked\r\n", "Content-Type: gzip",
		"X-Content-Encoding: gzip", "" };

	(void) state;
	for (size_t i = 0; i < COUNT(packed); i++) {
		assert_true(sw_header_packs((sw_slice){ packed[i], strlen(packed[i]) }));
	}
	for (size_t i = 0; i < COUNT(plain); i++) {
		assert_false(sw_header_packs((sw_slice){ plain[i], strlen(plain[i]) }));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_value_is_found_by_its_name_without_blanks),
		cmocka_unit_test(packing_is_told_from_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

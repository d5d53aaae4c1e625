/* SPDX-License-Identifier: MIT */
/* A test-only extension: faults on purpose, which the sanitizers must report, and the switch of faults.c. */
#include <php.h>

#include <dlfcn.h>
#include <limits.h>
#include <stdlib.h>

ZEND_BEGIN_ARG_INFO_EX(no_arguments, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(one_number, 0, 0, 1)
ZEND_ARG_TYPE_INFO(0, nth, IS_LONG, 0)
ZEND_END_ARG_INFO()

static PHP_FUNCTION(canary_overflow)
{
	volatile char *bytes = malloc(8);

	ZEND_PARSE_PARAMETERS_NONE();
	bytes[8] = 1;
	free((void *) bytes);
}

static PHP_FUNCTION(canary_leak)
{
	char *volatile lost = malloc(4711);

	ZEND_PARSE_PARAMETERS_NONE();
	lost[0] = 1;
	lost = NULL;
	RETURN_BOOL(lost == NULL);
}

static PHP_FUNCTION(canary_undefined)
{
	volatile int most = INT_MAX;

	ZEND_PARSE_PARAMETERS_NONE();
	most = most + 1;
	RETURN_LONG(most);
}

/* The counters live in the extension under test, where its own malloc() is wrapped. */
static long *counter(const char *name)
{
	long *address = dlsym(RTLD_DEFAULT, name);

	if (address == NULL) {
		php_error_docref(NULL, E_ERROR, "stockwire.so was built without faults.c");
	}
	return address;
}

/* The nth allocation from now on fails, once; 0 switches it off. */
static PHP_FUNCTION(canary_fail_at)
{
	zend_long nth;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_LONG(nth)
	ZEND_PARSE_PARAMETERS_END();
	*counter("sw_fault_count") = 0;
	*counter("sw_fault_at") = (long) nth;
}

/* How many allocations there were since canary_fail_at(). */
static PHP_FUNCTION(canary_allocations)
{
	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_LONG(*counter("sw_fault_count"));
}

static const zend_function_entry functions[] = {
	PHP_FE(canary_overflow, no_arguments)
	PHP_FE(canary_leak, no_arguments)
	PHP_FE(canary_undefined, no_arguments)
	PHP_FE(canary_fail_at, one_number)
	PHP_FE(canary_allocations, no_arguments)
	PHP_FE_END
};

zend_module_entry canary_module_entry = {
	STANDARD_MODULE_HEADER, "canary", functions, NULL, NULL, NULL, NULL, NULL, "1", STANDARD_MODULE_PROPERTIES
};

ZEND_GET_MODULE(canary)

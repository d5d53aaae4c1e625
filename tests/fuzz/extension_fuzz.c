/* SPDX-License-Identifier: MIT */
/* Any bytes as calls of the whole extension inside PHP, which libphp embeds: embed/harness.php turns them into calls and says what
   is wrong. The extension is part of this program; of PHP only mysqli is loaded. Every input is run with PHP's own allocator off,
   so that the sanitizer sees each block, and again for as long as memory grows: what grows each time is a leak.
   needs: php
   wants: database
   parts: ext tests/fuzz/embed
   link: -Wl,--wrap=sw_http_create,--wrap=sw_http_destroy,--wrap=sw_http_get,--wrap=sw_http_step,--wrap=sw_http_drop,--wrap=sw_http_bytes,--wrap=sw_http_take,--wrap=sw_http_received,--wrap=sw_http_status,--wrap=sw_http_retry_after,--wrap=sw_http_clock_ms,--wrap=nanosleep -lphp */
#include "target.h"

#include "embed/embed.h"

#include <sapi/embed/php_embed.h>

#include <stdio.h>

#define INPUTS_A_REQUEST 1000 /* then the request ends and another begins */
#define GROWING 8             /* runs of one input, each of which keeps memory, are no cache that fills */

static void __attribute__((noreturn)) broken(const char *what)
{
	(void) fprintf(stderr, "extension_fuzz: %s\n", what);
	abort();
}

/* What PHP loads and does, instead of a php.ini of this machine. */
static int start_module(sapi_module_struct *module)
{
	static const char ini[] = "extension=mysqlnd\nextension=mysqli\nerror_reporting=-1\ndisplay_errors=0\nlog_errors=0\nhtml_errors=0\n"
						"max_execution_time=0\nmemory_limit=-1\nimplicit_flush=0\n";

	/* Until PHP 8.3 both are on the heap, and PHP frees the one it finds; 8.4 has a constant there. What is held is no leak in any of them. */
	static const void *volatile before;

	before = module->ini_entries;
	(void) before;
	module->ini_entries = strdup(ini);
	module->additional_functions = sw_embed_functions;
#if PHP_VERSION_ID < 80200
	return php_module_startup(module, &stockwire_module_entry, 1);
#else
	return php_module_startup(module, &stockwire_module_entry);
#endif
}

static void load_harness(void)
{
	zend_file_handle file;

	zend_stream_init_filename(&file, sw_embed_harness());
	if (!php_execute_script(&file)) {
		broken("the harness does not run");
	}
	zend_destroy_file_handle(&file);
}

static void start(void)
{
	/* So that every block is the sanitizer's, and frames of unloaded libraries have names. */
	(void) setenv("USE_ZEND_ALLOC", "0", 1);
	(void) setenv("ZEND_DONT_UNLOAD_MODULES", "1", 1);
	php_embed_module.php_ini_ignore = 1;
	php_embed_module.startup = start_module;
	if (php_embed_init(0, NULL) != SUCCESS) {
		broken("PHP does not start");
	}
	(void) atexit(php_embed_shutdown);
	load_harness();
}

static void restart(void)
{
	php_request_shutdown(NULL);
	if (php_request_startup() != SUCCESS) {
		broken("no other request begins");
	}
	load_harness();
}

/* The harness' verdict is "", or what is wrong. */
static void run(const uint8_t *data, size_t size)
{
	zval function;
	zval argument;
	zval verdict;

	ZVAL_STRING(&function, "Stockwire\\Fuzz\\fuzz");
	ZVAL_STRINGL(&argument, (const char *) data, size);
	ZVAL_EMPTY_STRING(&verdict);
	zend_first_try {
		(void) call_user_function(NULL, NULL, &function, &verdict, 1, &argument);
	} zend_catch {
		/* Fatal errors leave a message; exit() in a callback, which has unwound every frame, leaves none. */
		if (PG(last_error_message) != NULL) {
			broken(ZSTR_VAL(PG(last_error_message)));
		}
		CG(unclean_shutdown) = 0;
		(void) gc_protect(false);
		ZVAL_EMPTY_STRING(&verdict);
	} zend_end_try();
	if (EG(exception) != NULL) {
		broken("an exception escapes the harness");
	}
	if (Z_TYPE(verdict) != IS_STRING || Z_STRLEN(verdict) > 0) {
		broken(Z_TYPE(verdict) == IS_STRING ? Z_STRVAL(verdict) : "no verdict");
	}
	zval_ptr_dtor(&verdict);
	zval_ptr_dtor(&argument);
	zval_ptr_dtor(&function);
	sw_embed_forget();
	(void) gc_collect_cycles();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static unsigned inputs;
	size_t before;
	size_t grown = 0;

	if (inputs == 0) {
		start();
	} else if (inputs % INPUTS_A_REQUEST == 0) {
		restart();
	}
	inputs++;
	for (unsigned i = 0; i < GROWING; i++) {
		before = sw_embed_memory();
		run(data, size);
		if (sw_embed_memory() <= before) {
			return 0;
		}
		grown = sw_embed_memory() - before;
	}
	(void) fprintf(stderr, "extension_fuzz: %zu bytes the last time\n", grown);
	sw_embed_find_leaks();
	broken("each run of this input keeps more memory");
}

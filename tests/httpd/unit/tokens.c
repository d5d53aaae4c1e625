/* SPDX-License-Identifier: MIT */
/* The file of digests under bad luck: every allocation failing in turn, spoiled files, threads that ask while it changes. */
#include <stdbool.h>
#include <stdlib.h>

/* The file under test is included below, so that its allocations come here. */
static int fail_at; /* 1: the next one */

static bool is_failing(void)
{
	return fail_at > 0 && --fail_at == 0;
}

static void *spoiled_malloc(size_t size)
{
	return is_failing() ? NULL : malloc(size);
}

static void *spoiled_calloc(size_t count, size_t size)
{
	return is_failing() ? NULL : calloc(count, size);
}

#define malloc spoiled_malloc
#define calloc spoiled_calloc
#include "../../../apache-module/mod_stockwire_tokens.c"
#undef malloc
#undef calloc

#include "check.h"

#include "apr_general.h"
#include "apr_thread_proc.h"

#include <stdarg.h>
#include <unistd.h>

module stockwire_module;

void ap_log_error_(const char *file, int line, int index, int level, apr_status_t status, const server_rec *s, const char *format, ...)
{
	(void) file, (void) line, (void) index, (void) level, (void) status, (void) s, (void) format;
}

static const char known[] = "known";
static char path[256];
static server_rec server;
static _Atomic apr_time_t now;

static void write_text(const char *text, size_t len)
{
	char beside[sizeof(path) + 4];
	FILE *file;

	(void) snprintf(beside, sizeof(beside), "%s.new", path);
	file = fopen(beside, "wb");
	if (!file || fwrite(text, 1, len, file) != len || fclose(file) != 0 || rename(beside, path) != 0)
		abort();
}

/* A good line for each of these hosts, then more. */
static void write_file(const char *more, size_t len)
{
	char digest[SW_DIGEST_HEX + 1];
	char *text = malloc(len + 512);
	int at;

	if (!text || sw_token_digest((sw_slice){ known, strlen(known) }, digest) != SW_OK)
		abort();
	at = snprintf(text, 512, "a.test / %s\nm.test /shop/ %s\nz.test / %s\n", digest, digest, digest);
	memcpy(text + at, more, len);
	write_text(text, (size_t) at + len);
	free(text);
}

static sw_tokens_state ask_about(sw_tokens *tokens, apr_pool_t *p, const char *host, const char *site, const char *token)
{
	char digest[SW_DIGEST_HEX + 1];
	request_rec r;

	memset(&r, 0, sizeof(r));
	r.pool = p;
	r.server = &server;
	r.hostname = host;
	r.request_time = now;
	if (sw_token_digest((sw_slice){ token, strlen(token) }, digest) != SW_OK)
		abort();
	return sw_tokens_ask(tokens, &r, site, digest);
}

static void test_answers(sw_tokens *tokens, apr_pool_t *p)
{
	check("a known token", ask_about(tokens, p, "m.test", "/shop", known) == SW_TOKENS_KNOWN);
	check("an unknown one", ask_about(tokens, p, "m.test", "/shop", "other") == SW_TOKENS_UNKNOWN);
	check("another path of the host", ask_about(tokens, p, "m.test", "/", known) == SW_TOKENS_UNLISTED);
	check("a host that sorts first", ask_about(tokens, p, "a", "/", known) == SW_TOKENS_UNLISTED);
	check("a host that sorts last", ask_about(tokens, p, "zz.test", "/", known) == SW_TOKENS_UNLISTED);
	check("no host", ask_about(tokens, p, NULL, "/", known) == SW_TOKENS_UNLISTED);
}

static void test_memory(sw_tokens *tokens, apr_pool_t *p)
{
	bool undecided = true, healed = true;
	int n;

	for (n = 1; n < 20; n++) {
		write_file("# again\n", 8);
		now += 2 * APR_USEC_PER_SEC;
		fail_at = n;
		sw_tokens_state state = ask_about(tokens, p, "a.test", "/", known);
		if (fail_at > 0) /* there are no n allocations */
			break;
		undecided = undecided && state == SW_TOKENS_NO_FILE;
		now += 2 * APR_USEC_PER_SEC;
		healed = healed && ask_about(tokens, p, "a.test", "/", known) == SW_TOKENS_KNOWN;
	}
	fail_at = 0;
	check("allocations failed in turn", n > 3 && n < 20);
	check("without memory PHP decides", undecided);
	check("with memory it is read at the next look", healed);
}

static void test_spoiled(sw_tokens *tokens, apr_pool_t *p)
{
	static const char bytes[] = "a.test / \n\t#/0123456789abcdef \r\0z";
	unsigned state = 7, lost = 0;
	char more[300];

	for (int i = 0; i < 3000; i++) {
		for (size_t at = 0; at < sizeof(more); at++) {
			state = state * 1664525U + 1013904223U;
			more[at] = bytes[(state >> 8) % (sizeof(bytes) - 1)];
		}
		write_file(more, (state >> 8) % sizeof(more));
		now += 2 * APR_USEC_PER_SEC;
		lost += ask_about(tokens, p, "z.test", "/", known) != SW_TOKENS_KNOWN;
		if (i % 100 == 0)
			apr_pool_clear(p);
	}
	check("3,000 spoiled files keep their good lines", lost == 0);
}

static sw_tokens *shared_tokens;
static _Atomic unsigned wrong;

static void *APR_THREAD_FUNC ask_often(apr_thread_t *thread, void *data)
{
	apr_pool_t *p;

	(void) data;
	if (apr_pool_create_unmanaged_ex(&p, NULL, NULL) != APR_SUCCESS)
		abort();
	for (int i = 0; i < 20000; i++) {
		now += 1000;
		wrong += ask_about(shared_tokens, p, "a.test", "/", known) != SW_TOKENS_KNOWN;
		if (i % 100 == 0)
			apr_pool_clear(p);
	}
	apr_pool_destroy(p);
	(void) thread;
	return NULL;
}

static void test_threads(sw_tokens *tokens, apr_pool_t *p)
{
	apr_thread_t *threads[4];
	apr_status_t rv;

	shared_tokens = tokens;
	for (int i = 0; i < 4; i++)
		if (apr_thread_create(&threads[i], NULL, ask_often, NULL, p) != APR_SUCCESS)
			abort();
	for (int i = 0; i < 300; i++) {
		char more[32];
		int len = snprintf(more, sizeof(more), "# %d\n", i);
		write_file(more, (size_t) len);
		usleep(500);
	}
	for (int i = 0; i < 4; i++)
		apr_thread_join(&rv, threads[i]);
	check("four threads ask 80,000 times while the file changes 300 times", wrong == 0);
}

int main(int argc, char **argv)
{
	apr_pool_t *child, *p;

	if (argc < 2 || apr_initialize() != APR_SUCCESS || apr_pool_create(&child, NULL) != APR_SUCCESS ||
		apr_pool_create(&p, child) != APR_SUCCESS)
		return 2;
	(void) snprintf(path, sizeof(path), "%s", argv[1]);
	now = apr_time_from_sec(1800000000);
	write_file("", 0);
	sw_tokens *tokens = sw_tokens_create(child, path);
	check("before its child starts PHP decides", ask_about(tokens, p, "a.test", "/", known) == SW_TOKENS_NO_FILE);
	sw_tokens_child_init(child, &server, tokens);
	test_answers(tokens, p);
	test_memory(tokens, p);
	test_spoiled(tokens, p);
	test_threads(tokens, child);
	apr_pool_destroy(child);
	apr_terminate();
	return finish();
}

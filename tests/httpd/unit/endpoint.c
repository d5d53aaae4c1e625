/* SPDX-License-Identifier: MIT */
/* Throws spoiled URLs at the endpoint's reader: it never crashes, never reads beyond, and always names a site. */
#include "../../../apache-module/mod_stockwire.h"

#include "check.h"

#include "apr_general.h"
#include "apr_strings.h"

#include <stdlib.h>
#include <string.h>

static const char *const seeds[] = {
	"/wp-json/stockwire/v1/stock",
	"/shop/wp-json/smartbill_woocommerce/v1/stocks/",
	"/index.php/wp-json/stockwire/v1/receipts/7?x=1",
	"/?a=b&rest_route=/stockwire/v1/stock&c",
	"/shop/index.php?rest%5Froute=%2Fstockwire%2Fv1%2Fstock",
	"http://example.test/wp-json/stockwire/v1/stock?rest_route=",
	"/wp%2Djson//stockwire%2",
};
static const char spoilers[] = "/%?&=#.+[\\ 0aF\x01\xff";

/* A small generator, so that a failure can be repeated. */
static unsigned next(unsigned *state)
{
	*state = *state * 1664525U + 1013904223U;
	return *state >> 8;
}

/* A seed with some bytes changed, dropped or doubled, in memory that ends with it. */
static char *spoil(unsigned *state)
{
	const char *seed = seeds[next(state) % (sizeof(seeds) / sizeof(seeds[0]))];
	size_t len = strlen(seed);
	char *made = malloc(2 * len + 1);
	char *exact;
	size_t at = 0;

	if (!made)
		abort();
	for (size_t i = 0; i < len; i++) {
		switch (next(state) % 24) {
		case 0: break;
		case 1: made[at++] = spoilers[next(state) % (sizeof(spoilers) - 1)]; break;
		case 2:
			made[at++] = seed[i];
			made[at++] = seed[i];
			break;
		default: made[at++] = seed[i];
		}
	}
	exact = malloc(at + 1);
	if (!exact)
		abort();
	memcpy(exact, made, at);
	exact[at] = '\0';
	free(made);
	return exact;
}

static bool is_sound(const sw_endpoint *e)
{
	size_t len = strlen(e->site);
	return e->site[0] == '/' && (len == 1 || e->site[len - 1] != '/') && e->kind <= SW_ENDPOINT_GUARDED;
}

int main(void)
{
	sw_server_config server = { .rest_prefix = "wp-json" };
	sw_dir_config dir = { .enabled = true };
	unsigned state = 20240607, guarded = 0, unsound = 0;
	apr_pool_t *p;

	if (apr_initialize() != APR_SUCCESS || apr_pool_create(&p, NULL) != APR_SUCCESS)
		return 2;
	for (int i = 0; i < 200000; i++) {
		char *uri = spoil(&state);
		sw_endpoint e = sw_endpoint_find(p, uri, &server, &dir);
		guarded += e.kind == SW_ENDPOINT_GUARDED;
		unsound += !is_sound(&e);
		free(uri);
		apr_pool_clear(p);
	}
	check("200,000 spoiled URLs all name a site", unsound == 0);
	check("some of them are still push URLs, most are not", guarded > 1000 && guarded < 150000);

	sw_endpoint none = sw_endpoint_find(p, NULL, &server, &dir);
	check("no URL is no endpoint", none.kind == SW_ENDPOINT_NONE);
	none = sw_endpoint_find(p, "*", &server, &dir);
	check("OPTIONS * is no endpoint", none.kind == SW_ENDPOINT_NONE);
	apr_pool_destroy(p);
	apr_terminate();
	return finish();
}

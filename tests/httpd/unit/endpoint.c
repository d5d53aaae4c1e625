/* SPDX-License-Identifier: MIT */
/* Throws odd and spoiled URLs at the endpoint's reader: it never crashes, never reads beyond, always names a site, and the short look
   never calls foreign what the long one takes for ours. */
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
	"/api/v2/json/stockwire/v1/stock/",
	"/shop/?+rest[route=/wc/v3/orders&ver=6.9",
	"/wp-content/themes/one/style.min.css?ver=6.9&r=1",
};
static const char spoilers[] = "/%?&=#.+[\\ 0aF\x01\xff";
static const char *const prefixes[] = { "wp-json", "api/v2/json", "w" };

/* What the short look may say, and what the long one says. */
static const struct {
	const char *uri;
	bool foreign;
	sw_endpoint_kind kind;
} odd[] = {
	{ "/", true, SW_ENDPOINT_NONE },
	{ "/page.html", true, SW_ENDPOINT_NONE },
	{ "/wp-content/style.css?ver=6.9", true, SW_ENDPOINT_NONE },
	{ "/?REST_ROUTE=/stockwire/v1/stock", true, SW_ENDPOINT_NONE },
	{ "/wp-jso/stockwire/v1/stock", true, SW_ENDPOINT_NONE },
	{ "/WP-JSON/stockwire/v1/stock", true, SW_ENDPOINT_NONE },
	{ "/\\wp-json/stockwire/v1/stock", true, SW_ENDPOINT_NONE },
	{ "/wp-json", false, SW_ENDPOINT_NONE },
	{ "/wp-jsonp/stockwire/v1/stock", false, SW_ENDPOINT_NONE },
	{ "/page%20one.html", false, SW_ENDPOINT_NONE },
	{ "/shop//page.html", false, SW_ENDPOINT_NONE },
	{ "/?interest=5", false, SW_ENDPOINT_NONE },
	{ "http://host/page.html", false, SW_ENDPOINT_NONE },
	{ "*", false, SW_ENDPOINT_NONE },
	{ "", false, SW_ENDPOINT_NONE },
	{ NULL, false, SW_ENDPOINT_NONE },
	{ "/wp-json/stockwire/v1/stock", false, SW_ENDPOINT_GUARDED },
	{ "/wp-json/stockwire/v1/stock#", false, SW_ENDPOINT_GUARDED },
	{ "/wp-json/stockwire/v1/stock\\", false, SW_ENDPOINT_GUARDED },
	{ "//wp-json//stockwire/v1//stock", false, SW_ENDPOINT_GUARDED },
	{ "/wp-jso/wp-json/stockwire/v1/stock", false, SW_ENDPOINT_GUARDED },
	{ "/a/b?/c/../wp-json", false, SW_ENDPOINT_NONE },
	{ "/wp%2djson/stockwire/v1/stock", false, SW_ENDPOINT_GUARDED },
	{ "/%77p-json/stockwire/v1/stock", false, SW_ENDPOINT_GUARDED },
	{ "/shop%2fwp-json/stockwire/v1/stock", false, SW_ENDPOINT_GUARDED },
	{ "http://host/wp-json/stockwire/v1/stock", false, SW_ENDPOINT_GUARDED },
	{ "http://host?rest_route=/stockwire/v1/stock", false, SW_ENDPOINT_NONE },
	{ "/?rest_route=/stockwire/v1/stock", false, SW_ENDPOINT_GUARDED },
	{ "/?rest.route=/stockwire/v1/stock", false, SW_ENDPOINT_GUARDED },
	{ "/?++rest[route=/stockwire/v1/stock", false, SW_ENDPOINT_GUARDED },
	{ "/?%72est_route=/stockwire/v1/stock", false, SW_ENDPOINT_GUARDED },
	{ "/page.html?a&rest+route=/stockwire/v1/receipts", false, SW_ENDPOINT_FORWARDED },
};

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

static void odd_urls(apr_pool_t *p, const sw_dir_config *dir)
{
	const sw_server_config server = { .rest_prefix = prefixes[0] };

	for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
		const sw_endpoint e = sw_endpoint_find(p, odd[i].uri, &server, dir);
		const char *uri = odd[i].uri ? odd[i].uri : "no URL";
		check(apr_psprintf(p, "%s is %sforeign at once", uri, odd[i].foreign ? "" : "not "),
			sw_endpoint_is_foreign(odd[i].uri, server.rest_prefix) == odd[i].foreign);
		check(apr_psprintf(p, "%s is of kind %d", uri, odd[i].kind), e.kind == odd[i].kind);
	}
}

int main(void)
{
	sw_server_config server = { .rest_prefix = prefixes[0] };
	sw_dir_config dir = { .enabled = true };
	unsigned state = 20240607, guarded = 0, unsound = 0, foreign = 0, wrong = 0;
	apr_pool_t *p;

	if (apr_initialize() != APR_SUCCESS || apr_pool_create(&p, NULL) != APR_SUCCESS)
		return 2;
	for (int i = 0; i < 200000; i++) {
		char *uri = spoil(&state);
		server.rest_prefix = prefixes[i % 8 < 6 ? 0 : i % 8 - 5];
		dir.forward = apr_array_make(p, 1, sizeof(const char *));
		APR_ARRAY_PUSH(dir.forward, const char *) = "/wc/v3/";
		sw_endpoint e = sw_endpoint_find(p, uri, &server, &dir);
		const bool short_look = sw_endpoint_is_foreign(uri, server.rest_prefix);
		guarded += e.kind == SW_ENDPOINT_GUARDED;
		unsound += !is_sound(&e);
		foreign += short_look;
		wrong += short_look && e.kind != SW_ENDPOINT_NONE;
		free(uri);
		apr_pool_clear(p);
	}
	dir.forward = NULL;
	server.rest_prefix = prefixes[0];
	check("200,000 spoiled URLs all name a site", unsound == 0);
	check("some of them are still push URLs, most are not", guarded > 1000 && guarded < 150000);
	check("many are foreign at once", foreign > 10000);
	check("and none of those is ours on a longer look", wrong == 0);
	odd_urls(p, &dir);
	apr_pool_destroy(p);
	apr_terminate();
	return finish();
}

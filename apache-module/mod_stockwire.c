/* SPDX-License-Identifier: MIT */
/* The Apache module: its hooks, and how Authorization gets to PHP for our endpoints alone. */
#include "mod_stockwire.h"

#include "http_request.h"

/* Runs for every request of a chain (redirects, sub-requests): after a rewrite the environment of the first one arrives
   with REDIRECT_ before each name, which WordPress does not read. */
static int pass_authorization(request_rec *r)
{
	request_rec *first = sw_endpoint_first(r);
	/* The URL that was asked for decides, not the index.php it was rewritten to. */
	const sw_dir_config *dir = ap_get_module_config(first->per_dir_config, &stockwire_module);
	const sw_server_config *server = ap_get_module_config(r->server->module_config, &stockwire_module);

	if (!dir->enabled)
		return DECLINED;

	sw_endpoint endpoint = sw_endpoint_find(r->pool, first->unparsed_uri, server, dir);
	if (endpoint.kind == SW_ENDPOINT_NONE)
		return DECLINED;

	const char *authorization = apr_table_get(r->headers_in, "Authorization");
	if (authorization)
		apr_table_setn(r->subprocess_env, "HTTP_AUTHORIZATION", authorization);
	return DECLINED;
}

static void register_hooks(apr_pool_t *p)
{
	(void) p;
	/* Last, so that `RequestHeader unset Authorization` and access rules of the site have had their say. */
	ap_hook_fixups(pass_authorization, NULL, NULL, APR_HOOK_REALLY_LAST);
}

/* Built with hidden visibility: the PHP extension in the same process has core functions of the same names. */
__attribute__((visibility("default"))) AP_DECLARE_MODULE(stockwire) = {
	STANDARD20_MODULE_STUFF,
	sw_config_create_dir,
	sw_config_merge_dir,
	sw_config_create_server,
	sw_config_merge_server,
	sw_config_commands,
	register_hooks,
	0
};

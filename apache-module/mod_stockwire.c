/* SPDX-License-Identifier: MIT */
/* The Apache module: its hooks, and how Authorization gets to PHP for our endpoints alone. */
#include "mod_stockwire.h"

#include "http_request.h"
#include "mod_status.h"

sw_verdict *sw_verdict_of(const request_rec *r)
{
	return ap_get_module_config(r->request_config, &stockwire_module);
}

static const sw_verdict *judge_once(request_rec *r, const sw_endpoint *endpoint, const sw_server_config *server)
{
	sw_verdict *verdict = apr_palloc(r->pool, sizeof(*verdict));

	if (endpoint->kind == SW_ENDPOINT_GUARDED) {
		*verdict = sw_guard_judge(r, endpoint, server);
	} else {
		*verdict = (sw_verdict){ .state = "forwarded" };
		sw_shared_count(SW_COUNT_FORWARDED);
	}
	verdict->site = endpoint->site;
	ap_set_module_config(r->request_config, &stockwire_module, verdict);
	return verdict;
}

/* Runs for every request of a chain (redirects, sub-requests): after a rewrite the environment of the first one arrives
   with REDIRECT_ before each name, which WordPress does not read. */
static int look_at_request(request_rec *r)
{
	request_rec *first = sw_endpoint_first(r);
	/* The URL that was asked for decides, not the index.php it was rewritten to. */
	const sw_dir_config *dir = ap_get_module_config(first->per_dir_config, &stockwire_module);
	const sw_server_config *server = ap_get_module_config(r->server->module_config, &stockwire_module);

	if (!dir->enabled || sw_endpoint_is_foreign(first->unparsed_uri, server->rest_prefix))
		return DECLINED;

	sw_endpoint endpoint = sw_endpoint_find(r->pool, first->unparsed_uri, server, dir);
	if (endpoint.kind == SW_ENDPOINT_NONE)
		return DECLINED;

	const sw_verdict *verdict = r == first ? judge_once(r, &endpoint, server) : sw_verdict_of(first);
	if (verdict)
		apr_table_setn(r->subprocess_env, "STOCKWIRE_MODULE", verdict->state);
	if (sw_lane_is_offered(server))
		apr_table_setn(r->subprocess_env, "STOCKWIRE_LANE", server->lane);
	if (verdict && verdict->spool)
		sw_spool_attach(r, verdict->spool);
	if (verdict && verdict->lane)
		sw_lane_prepare(r, verdict, server);

	const char *authorization = apr_table_get(r->headers_in, "Authorization");
	if (authorization)
		apr_table_setn(r->subprocess_env, "HTTP_AUTHORIZATION", authorization);
	return DECLINED;
}

/* Reads a body of unknown length; what is wrong with it turns the verdict into a refusal. */
static void spool(request_rec *r, sw_verdict *verdict)
{
	const sw_server_config *server = ap_get_module_config(r->server->module_config, &stockwire_module);

	verdict->spool = sw_spool_read(r, verdict->spools, &verdict->answer);
	if (verdict->spool) {
		sw_spool_attach(r, verdict->spool);
		return;
	}
	verdict->refused = true;
	if (verdict->answer == SW_A_UNAVAILABLE)
		verdict->retry_after = 30; /* as PHP says */
	if (verdict->answer == SW_A_TOO_LARGE && verdict->spools < server->max_body) {
		verdict->answer = SW_A_FORBIDDEN; /* more than an unknown token is worth */
		sw_shared_count(SW_COUNT_FORBIDDEN);
	} else if (verdict->answer == SW_A_TOO_LARGE)
		sw_shared_count(SW_COUNT_TOO_LARGE);
}

/* Before every other handler, a rewrite's redirect and a proxy included. */
static int refuse_or_hand_on(request_rec *r)
{
	sw_verdict *verdict = sw_verdict_of(r);

	if (!verdict)
		return DECLINED;
	if (verdict->spools && !verdict->spool)
		spool(r, verdict);
	if (verdict->refused)
		return sw_refuse_send(r, verdict);
	return verdict->fast ? sw_lane_take(r, verdict, ap_get_module_config(r->server->module_config, &stockwire_module)) : DECLINED;
}

static int post_config(apr_pool_t *p, apr_pool_t *log, apr_pool_t *temporary, server_rec *s)
{
	(void) p, (void) log, (void) temporary;
	sw_shared_create(s->process->pool, s);
	return OK;
}

static void child_init(apr_pool_t *p, server_rec *s)
{
	for (; s; s = s->next) {
		const sw_server_config *server = ap_get_module_config(s->module_config, &stockwire_module);
		if (server->tokens)
			sw_tokens_child_init(p, s, server->tokens);
	}
}

static void register_hooks(apr_pool_t *p)
{
	(void) p;
	sw_spool_register();
	ap_hook_post_config(post_config, NULL, NULL, APR_HOOK_MIDDLE);
	ap_hook_child_init(child_init, NULL, NULL, APR_HOOK_MIDDLE);
	/* Before a rewrite or a proxy of the whole server looks at an address that is none of theirs. */
	ap_hook_translate_name(sw_lane_translate, NULL, NULL, APR_HOOK_REALLY_FIRST);
	/* Last, so that `RequestHeader unset Authorization` and access rules of the site have had their say. */
	ap_hook_fixups(look_at_request, NULL, NULL, APR_HOOK_REALLY_LAST);
	ap_hook_handler(refuse_or_hand_on, NULL, NULL, APR_HOOK_REALLY_FIRST);
	APR_OPTIONAL_HOOK(ap, status_hook, sw_status_page, NULL, NULL, APR_HOOK_MIDDLE);
}

AP_DECLARE_MODULE(stockwire) = { STANDARD20_MODULE_STUFF, sw_config_create_dir, sw_config_merge_dir, sw_config_create_server,
	sw_config_merge_server, sw_config_commands, register_hooks, 0 };

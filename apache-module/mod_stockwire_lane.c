/* SPDX-License-Identifier: MIT */
/* The fast lane: lets push.php answer a push, which starts a tenth of WordPress, where the shop said that this is safe. */
#include "mod_stockwire.h"

#include "apr_strings.h"
#include "http_request.h"

#include <string.h>

#define LANE_URL "/stockwire-lane"

/* What the site's own PHP runs with, from a look at its index.php. */
struct sw_lane {
	const char *file;
	const char *handler;
	ap_conf_vector_t *per_dir_config;
};

bool sw_lane_is_offered(const sw_server_config *server)
{
	return server->wordpress && server->lane;
}

/* May the client have this file, and is it there? The sub-request lives as long as r: its settings are used. */
static request_rec *look_up(request_rec *r, const char *path)
{
	request_rec *found = ap_sub_req_lookup_file(path, r, NULL);
	return found && found->status == HTTP_OK && found->finfo.filetype == APR_REG ? found : NULL;
}

/* Runs PHP, as far as the name of a handler tells; a rewrite or the default handler does not. */
static bool runs_php(const char *handler)
{
	return handler && (strstr(handler, "php") || strstr(handler, "fcgi"));
}

/* NULL where the ordinary way would not run PHP either, or push.php is not to be had. */
static const sw_lane *open_lane(request_rec *r, const sw_server_config *server)
{
	request_rec *index = look_up(r, apr_pstrcat(r->pool, server->wordpress, "/index.php", NULL));
	sw_lane *lane;

	if (!index || !runs_php(index->handler) || !look_up(r, server->lane))
		return NULL;
	lane = apr_palloc(r->pool, sizeof(*lane));
	*lane = (sw_lane){ server->lane, index->handler, index->per_dir_config };
	return lane;
}

/* May the client have the lane's own address? A <Location> of the site is asked about it once it is redirected to: a refusal there
   would be the push's answer. */
static bool may_go(request_rec *r)
{
	request_rec *asked = ap_sub_req_method_uri(r->method, LANE_URL, r, NULL);
	bool may = asked->status == HTTP_OK;

	ap_destroy_sub_req(asked);
	return may;
}

int sw_lane_take(request_rec *r, sw_verdict *verdict, const sw_server_config *server)
{
	verdict->fast = false;
	verdict->lane = open_lane(r, server);
	if (verdict->lane && !may_go(r))
		verdict->lane = NULL;
	if (!verdict->lane)
		return DECLINED;
	sw_shared_count(SW_COUNT_LANE);
	ap_internal_redirect(r->args ? apr_pstrcat(r->pool, LANE_URL "?", r->args, NULL) : LANE_URL, r);
	verdict->lane = NULL;
	return OK;
}

int sw_lane_translate(request_rec *r)
{
	/* Every request of the server comes by here: one byte tells most of them apart. */
	if (!r->uri || r->uri[0] != '/' || r->uri[1] != LANE_URL[1] || strncmp(r->uri, LANE_URL, sizeof(LANE_URL) - 1) != 0)
		return DECLINED;
	const request_rec *from = r->prev ? r->prev : r->main;
	const sw_verdict *verdict = from ? sw_verdict_of(from) : NULL;
	const char *rest = r->uri + sizeof(LANE_URL) - 1;
	if (*rest != '\0' && *rest != '/')
		return DECLINED;
	if (*rest == '\0' && verdict && verdict->lane) {
		r->filename = apr_pstrdup(r->pool, verdict->lane->file);
		return OK;
	}
	/* Where there is no lane the address is the site's. */
	const sw_server_config *server = ap_get_module_config(r->server->module_config, &stockwire_module);
	return sw_lane_is_offered(server) ? HTTP_NOT_FOUND : DECLINED;
}

/* What the site's <Directory> or .htaccess sets, as by SetEnv. */
static int give(void *to, const char *name, const char *value)
{
	if (strncmp(name, "REDIRECT_", 9) != 0 && !apr_table_get(to, name))
		apr_table_setn(to, name, value);
	return 1;
}

void sw_lane_prepare(request_rec *r, const sw_verdict *verdict, const sw_server_config *server)
{
	if (!r->filename || strcmp(r->filename, verdict->lane->file) != 0)
		return;
	r->handler = verdict->lane->handler;
	/* PHP's own settings in .htaccess or <Directory> are the site's for its index.php, and so for this. */
	r->per_dir_config = verdict->lane->per_dir_config;
	/* The environment was made by those of push.php's own folder before. */
	if (r->prev)
		apr_table_do(give, r->subprocess_env, r->prev->subprocess_env, NULL);
	apr_table_setn(r->subprocess_env, "STOCKWIRE_DIALECT", verdict->dialect == SW_DIALECT_V1 ? "v1" : "smartbill");
	apr_table_setn(r->subprocess_env, "STOCKWIRE_SITE", verdict->site);
	apr_table_setn(r->subprocess_env, "STOCKWIRE_WORDPRESS", server->wordpress);
}

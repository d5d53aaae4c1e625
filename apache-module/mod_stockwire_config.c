/* SPDX-License-Identifier: MIT */
/* The directives: read, checked at start, merged. */
#include "mod_stockwire.h"

#include "apr_lib.h"
#include "apr_strings.h"

#include <string.h>

#define DEFAULT_REST_PREFIX "wp-json"
#define MAX_ROUTE 200

void *sw_config_create_dir(apr_pool_t *p, char *dir)
{
	(void) dir;
	return apr_pcalloc(p, sizeof(sw_dir_config));
}

void *sw_config_merge_dir(apr_pool_t *p, void *base, void *add)
{
	const sw_dir_config *parent = base, *child = add;
	sw_dir_config *merged = apr_palloc(p, sizeof(*merged));

	merged->enabled = child->enabled_set ? child->enabled : parent->enabled;
	merged->enabled_set = child->enabled_set || parent->enabled_set;
	merged->forward = child->forward_set ? child->forward : parent->forward;
	merged->forward_set = child->forward_set || parent->forward_set;
	return merged;
}

void *sw_config_create_server(apr_pool_t *p, server_rec *s)
{
	sw_server_config *config = apr_pcalloc(p, sizeof(*config));
	(void) s;
	config->rest_prefix = DEFAULT_REST_PREFIX;
	return config;
}

void *sw_config_merge_server(apr_pool_t *p, void *base, void *add)
{
	const sw_server_config *parent = base, *child = add;
	sw_server_config *merged = apr_palloc(p, sizeof(*merged));

	merged->rest_prefix = child->rest_prefix_set ? child->rest_prefix : parent->rest_prefix;
	merged->rest_prefix_set = child->rest_prefix_set || parent->rest_prefix_set;
	return merged;
}

static const char *set_enabled(cmd_parms *cmd, void *config, int on)
{
	sw_dir_config *dir = config;
	(void) cmd;
	dir->enabled = on != 0;
	dir->enabled_set = true;
	return NULL;
}

/* Names and digits, and what else stands in WordPress' routes. */
static bool is_plain(const char *text)
{
	for (; *text; text++)
		if (!apr_isalnum(*text) && !strchr("/-_.", *text))
			return false;
	return true;
}

static const char *check_route(cmd_parms *cmd, const char *route)
{
	const char *fault = NULL;

	if (*route != '/')
		fault = "must begin with a slash, as in /wc/v3/";
	else if (strspn(route, "/") == strlen(route))
		fault = "would hand the header to the whole site; that is what CGIPassAuth On is for";
	else if (strlen(route) > MAX_ROUTE)
		fault = "is longer than 200 bytes";
	else if (!is_plain(route) || strstr(route, "//") || strstr(route, "/."))
		fault = "must be a plain REST route, as in /wc/v3/";
	return fault ? apr_psprintf(cmd->pool, "%s: the route \"%s\" %s.", cmd->cmd->name, route, fault) : NULL;
}

static const char *add_forward(cmd_parms *cmd, void *config, const char *route)
{
	sw_dir_config *dir = config;
	const char *fault;

	if (!dir->forward_set) {
		dir->forward = apr_array_make(cmd->pool, 2, sizeof(const char *));
		dir->forward_set = true;
	}
	if (strcasecmp(route, "None") == 0) {
		if (dir->forward->nelts)
			return "StockwireForward: None must stand alone.";
		return NULL;
	}
	if ((fault = check_route(cmd, route)) != NULL)
		return fault;
	APR_ARRAY_PUSH(dir->forward, const char *) = route;
	return NULL;
}

static const char *set_rest_prefix(cmd_parms *cmd, void *config, const char *prefix)
{
	sw_server_config *server = ap_get_module_config(cmd->server->module_config, &stockwire_module);
	(void) config;

	if (!*prefix || !is_plain(prefix) || strlen(prefix) > MAX_ROUTE || *prefix == '/' || prefix[strlen(prefix) - 1] == '/')
		return apr_psprintf(cmd->pool, "StockwireRestPrefix: \"%s\" must be what rest_url_prefix gives, as in wp-json.", prefix);
	server->rest_prefix = prefix;
	server->rest_prefix_set = true;
	return NULL;
}

/* The initialiser macros of httpd cast each function to one type. */
const command_rec sw_config_commands[] = {
	AP_INIT_FLAG("Stockwire", set_enabled, NULL, RSRC_CONF | OR_AUTHCFG,
		"On: guard the push URLs and hand Authorization to PHP for Stockwire's endpoints. Default Off."),
	AP_INIT_ITERATE("StockwireForward", add_forward, NULL, RSRC_CONF | OR_AUTHCFG,
		"REST routes for which Authorization is handed to PHP too, as in /wc/v3/, or None."),
	AP_INIT_TAKE1("StockwireRestPrefix", set_rest_prefix, NULL, RSRC_CONF,
		"The site's rest_url_prefix where it is not wp-json."),
	{ NULL }
};

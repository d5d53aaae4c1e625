/* SPDX-License-Identifier: MIT */
/* The directives: read, checked at start, merged. */
#include "mod_stockwire.h"

#include "apr_lib.h"
#include "apr_strings.h"

#include "core/limits.h"

#include <string.h>

#define DEFAULT_REST_PREFIX "wp-json"
#define DEFAULT_LANE "/usr/share/stockwire/push.php" /* where make install puts it */
#define DEFAULT_RATE 30
#define MAX_RATE 60000        /* what a slot of shared memory counts */
#define MIN_BODY (64 * 1024L) /* bytes; less would refuse honest pushes */
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
	config->max_body = SW_MAX_BODY;
	config->rate = DEFAULT_RATE;
	config->lane = DEFAULT_LANE;
	return config;
}

void *sw_config_merge_server(apr_pool_t *p, void *base, void *add)
{
	const sw_server_config *parent = base, *child = add;
	sw_server_config *merged = apr_palloc(p, sizeof(*merged));

	merged->rest_prefix = child->rest_prefix_set ? child->rest_prefix : parent->rest_prefix;
	merged->rest_prefix_set = child->rest_prefix_set || parent->rest_prefix_set;
	merged->tokens = child->tokens_set ? child->tokens : parent->tokens;
	merged->tokens_set = child->tokens_set || parent->tokens_set;
	merged->max_body = child->max_body_set ? child->max_body : parent->max_body;
	merged->max_body_set = child->max_body_set || parent->max_body_set;
	merged->rate = child->rate_set ? child->rate : parent->rate;
	merged->rate_set = child->rate_set || parent->rate_set;
	merged->wordpress = child->wordpress_set ? child->wordpress : parent->wordpress;
	merged->wordpress_set = child->wordpress_set || parent->wordpress_set;
	merged->lane = child->lane_set ? child->lane : parent->lane;
	merged->lane_set = child->lane_set || parent->lane_set;
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

	/* Set without a list: None was said. */
	if (strcasecmp(route, "None") == 0 ? dir->forward_set : dir->forward_set && !dir->forward)
		return "StockwireForward: None must stand alone.";
	dir->forward_set = true;
	if (strcasecmp(route, "None") == 0)
		return NULL;
	if ((fault = check_route(cmd, route)) != NULL)
		return fault;
	if (!dir->forward)
		dir->forward = apr_array_make(cmd->pool, 2, sizeof(const char *));
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

static const char *set_token_file(cmd_parms *cmd, void *config, const char *name)
{
	sw_server_config *server = ap_get_module_config(cmd->server->module_config, &stockwire_module);
	const char *path;
	(void) config;

	server->tokens_set = true;
	server->tokens = NULL;
	if (strcasecmp(name, "None") == 0)
		return NULL;
	path = *name ? ap_server_root_relative(cmd->pool, name) : NULL;
	/* A missing file is fine: the plugin writes it when the first token is made. */
	if (!path || name[strlen(name) - 1] == '/' || ap_is_directory(cmd->temp_pool, path))
		return apr_psprintf(cmd->pool, "StockwireTokenFile: \"%s\" must be the path of a file, or None.", name);
	server->tokens = sw_tokens_create(cmd->pool, path);
	return NULL;
}

static const char *set_max_body(cmd_parms *cmd, void *config, const char *text)
{
	sw_server_config *server = ap_get_module_config(cmd->server->module_config, &stockwire_module);
	apr_off_t bytes = 0;
	char *unit = NULL;
	bool fits;
	(void) config;

	fits = apr_isdigit(*text) && apr_strtoff(&bytes, text, &unit, 10) == APR_SUCCESS && bytes <= (apr_off_t) SW_MAX_BODY;
	if (fits && (*unit == 'K' || *unit == 'k'))
		bytes *= 1024, unit++;
	else if (fits && (*unit == 'M' || *unit == 'm'))
		bytes *= (apr_off_t) 1024 * 1024, unit++;
	if (!fits || *unit || bytes < MIN_BODY || bytes > (apr_off_t) SW_MAX_BODY)
		return apr_psprintf(cmd->pool, "StockwireMaxBody: \"%s\" must be a number of bytes between 64K and 32M, as in 8M.", text);
	server->max_body = bytes;
	server->max_body_set = true;
	return NULL;
}

static const char *set_rate(cmd_parms *cmd, void *config, const char *text)
{
	sw_server_config *server = ap_get_module_config(cmd->server->module_config, &stockwire_module);
	apr_int64_t rate = 0;
	char *end = NULL;
	(void) config;

	if (strcasecmp(text, "Off") != 0) {
		rate = apr_isdigit(*text) ? apr_strtoi64(text, &end, 10) : 0;
		if (rate < 1 || rate > MAX_RATE || *end)
			return apr_psprintf(
				cmd->pool, "StockwireRate: \"%s\" must be a number of wrong tokens a minute between 1 and 60000, or Off.", text);
	}
	server->rate = (unsigned) rate;
	server->rate_set = true;
	return NULL;
}

/* Is this the whole path of a file that is there? */
static bool is_file(cmd_parms *cmd, const char *path)
{
	apr_finfo_t info;
	return *path == '/' && apr_stat(&info, path, APR_FINFO_TYPE, cmd->temp_pool) == APR_SUCCESS && info.filetype == APR_REG;
}

static const char *set_wordpress(cmd_parms *cmd, void *config, const char *folder)
{
	sw_server_config *server = ap_get_module_config(cmd->server->module_config, &stockwire_module);
	char *root = apr_pstrdup(cmd->pool, folder);
	(void) config;

	server->wordpress_set = true;
	server->wordpress = NULL;
	if (strcasecmp(folder, "None") == 0)
		return NULL;
	for (size_t len = strlen(root); len > 1 && root[len - 1] == '/'; len--)
		root[len - 1] = '\0';
	if (!is_file(cmd, apr_pstrcat(cmd->temp_pool, root, "/wp-load.php", NULL)))
		return apr_psprintf(
			cmd->pool, "StockwireWordPress: \"%s\" must be the whole path of the folder that holds wp-load.php, or None.", folder);
	server->wordpress = root;
	return NULL;
}

static const char *set_lane(cmd_parms *cmd, void *config, const char *word)
{
	sw_server_config *server = ap_get_module_config(cmd->server->module_config, &stockwire_module);
	(void) config;

	server->lane_set = true;
	server->lane = NULL;
	if (strcasecmp(word, "Off") == 0)
		return NULL;
	server->lane = strcasecmp(word, "On") == 0 ? DEFAULT_LANE : apr_pstrdup(cmd->pool, word);
	if (!is_file(cmd, server->lane))
		return apr_psprintf(cmd->pool, "StockwireLane: there is no file %s; give On, Off or the whole path of push.php.", server->lane);
	return NULL;
}

/* The initialiser macros of httpd cast each function to one type. */
const command_rec sw_config_commands[] = {
	AP_INIT_FLAG("Stockwire", set_enabled, NULL, RSRC_CONF | OR_AUTHCFG,
		"On: guard the push URLs and hand Authorization to PHP for Stockwire's endpoints. Default Off."),
	AP_INIT_ITERATE("StockwireForward", add_forward, NULL, RSRC_CONF | OR_AUTHCFG,
		"REST routes for which Authorization is handed to PHP too, as in /wc/v3/, or None."),
	AP_INIT_TAKE1("StockwireRestPrefix", set_rest_prefix, NULL, RSRC_CONF, "The site's rest_url_prefix where it is not wp-json."),
	AP_INIT_TAKE1("StockwireTokenFile", set_token_file, NULL, RSRC_CONF,
		"The file of token digests that the plugin keeps, or None. Without it PHP decides about tokens."),
	AP_INIT_TAKE1(
		"StockwireMaxBody", set_max_body, NULL, RSRC_CONF, "The largest push, 64K to 32M. Not more than PHP's post_max_size is of use."),
	AP_INIT_TAKE1(
		"StockwireRate", set_rate, NULL, RSRC_CONF, "Wrong tokens a minute from one address before it has to wait, or Off. Default 30."),
	AP_INIT_TAKE1("StockwireWordPress", set_wordpress, NULL, RSRC_CONF,
		"The folder of the site's WordPress, for the fast lane, or None. Without it WordPress answers every push."),
	AP_INIT_TAKE1("StockwireLane", set_lane, NULL, RSRC_CONF, "Off: no fast lane. On (the default), or the path of push.php."), { NULL }
};

/* SPDX-License-Identifier: MIT */
/* What the files of mod_stockwire share: its configuration records and the way an endpoint is told. */
#ifndef MOD_STOCKWIRE_H
#define MOD_STOCKWIRE_H

#include "httpd.h"
#include "http_config.h"
#include "http_log.h"

#include "core/line.h"

#include <stdbool.h>

extern module AP_MODULE_DECLARE_DATA stockwire_module;

/* What a directory, a location or an .htaccess may say. Unset is not zero: each value has its _set bit. */
typedef struct sw_dir_config {
	bool enabled;
	bool enabled_set;
	apr_array_header_t *forward; /* const char *: REST routes below which Authorization is handed to PHP too */
	bool forward_set;
} sw_dir_config;

/* What only the server's own configuration may say. */
typedef struct sw_server_config {
	const char *rest_prefix; /* WordPress' rest_url_prefix, without slashes: "wp-json" */
	bool rest_prefix_set;
} sw_server_config;

typedef enum sw_endpoint_kind {
	SW_ENDPOINT_NONE = 0,
	SW_ENDPOINT_FORWARDED, /* Authorization is handed to PHP, nothing is refused */
	SW_ENDPOINT_GUARDED    /* a push URL: also looked at before PHP starts */
} sw_endpoint_kind;

typedef struct sw_endpoint {
	sw_endpoint_kind kind;
	sw_dialect dialect; /* of a guarded one */
	const char *site;   /* the site's home path: "/" or "/shop" */
} sw_endpoint;

/* mod_stockwire_config.c */
extern const command_rec sw_config_commands[];
void *sw_config_create_dir(apr_pool_t *p, char *dir);
void *sw_config_merge_dir(apr_pool_t *p, void *base, void *add);
void *sw_config_create_server(apr_pool_t *p, server_rec *s);
void *sw_config_merge_server(apr_pool_t *p, void *base, void *add);

/* mod_stockwire_endpoint.c */
/* The request that the client sent, of which r may be a redirect or a sub-request. */
request_rec *sw_endpoint_first(request_rec *r);
/* Tells what WordPress would make of the client's URL `uri` (as sent, with its query). Memory comes from p. */
sw_endpoint sw_endpoint_find(apr_pool_t *p, const char *uri, const sw_server_config *server, const sw_dir_config *dir);

#endif

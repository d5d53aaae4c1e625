/* SPDX-License-Identifier: MIT */
/* Tells from the URL that a client sent whether WordPress would serve one of our REST routes for it. */
#include "mod_stockwire.h"

#include "apr_lib.h"
#include "apr_strings.h"

#include <string.h>

/* Wider than WordPress where that is simpler (case, doubled slashes): a request that WordPress would not serve loses
   nothing, since a right token passes and the header it carries was meant for these routes. Narrower is safe too: what is
   not recognised goes to PHP, which checks everything again. */

static const struct {
	const char *route;
	sw_dialect dialect;
} guarded[] = {
	{ "/smartbill_woocommerce/v1/stocks", SW_DIALECT_SMARTBILL },
	{ "/stockwire/v1/stock", SW_DIALECT_V1 },
};

static const char own_namespace[] = "/stockwire/v1";

request_rec *sw_endpoint_first(request_rec *r)
{
	while (r->prev || r->main)
		r = r->prev ? r->prev : r->main;
	return r;
}

static int hex_value(char c)
{
	if (apr_isdigit(c))
		return c - '0';
	c = (char) apr_tolower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Decodes %XX as PHP's urldecode() does: what is no such pair stays. Returns NULL where a NUL comes out. */
static char *decode(apr_pool_t *p, const char *from, size_t len, bool plus)
{
	char *text = apr_palloc(p, len + 1);
	char *to = text;

	for (const char *end = from + len; from < end; from++) {
		int high = -1, low = -1;
		if (*from == '%' && end - from > 2) {
			high = hex_value(from[1]);
			low = hex_value(from[2]);
		}
		if (high >= 0 && low >= 0) {
			*to++ = (char) ((unsigned) high << 4 | (unsigned) low);
			from += 2;
		} else if (plus && *from == '+') {
			*to++ = ' ';
		} else {
			*to++ = *from;
		}
		if (to[-1] == '\0')
			return NULL;
	}
	*to = '\0';
	return text;
}

/* Collapses doubled slashes and drops the trailing ones; "/" becomes "". */
static void normalise(char *path)
{
	char *to = path;
	for (const char *from = path; *from; from++)
		if (*from != '/' || from[1] != '/')
			*to++ = *from;
	while (to > path && (to[-1] == '/' || to[-1] == '\\'))
		to--;
	*to = '\0';
}

/* The path part of a request target that may be absolute ("http://host/path"). */
static const char *target_path(const char *uri)
{
	const char *host;

	if (*uri == '/' || !(host = strstr(uri, "://")))
		return uri;
	host += 3;
	const char *path = host + strcspn(host, "/?");
	return *path ? path : "/";
}

/* Is this name `rest_route` in the eyes of PHP, which makes an underscore of each of these? */
static bool is_rest_route(char *name)
{
	name += strspn(name, " ");
	for (char *c = name; *c; c++)
		if (*c == '.' || *c == ' ' || *c == '[')
			*c = '_';
	return strcmp(name, "rest_route") == 0;
}

/* The value of ?rest_route=, NULL where it is not there. As in PHP the last one counts. */
static char *query_route(apr_pool_t *p, const char *query)
{
	char *route = NULL;

	while (*query) {
		size_t len = strcspn(query, "&");
		const char *equals = memchr(query, '=', len);
		size_t name_len = equals ? (size_t) (equals - query) : len;
		char *name = decode(p, query, name_len, true);

		if (name && is_rest_route(name))
			route = equals ? decode(p, equals + 1, len - name_len - 1, true) : apr_pstrdup(p, "");
		query += len + (query[len] != '\0');
	}
	return route;
}

/* Does the route lie at or below this one? */
static bool is_below(const char *route, const char *top)
{
	size_t len = strlen(top);
	while (len > 0 && top[len - 1] == '/')
		len--;
	return strncasecmp(route, top, len) == 0 && (route[len] == '\0' || route[len] == '/');
}

static sw_endpoint_kind classify(const char *route, const sw_dir_config *dir, sw_dialect *dialect)
{
	for (size_t i = 0; i < sizeof(guarded) / sizeof(guarded[0]); i++)
		if (strcasecmp(route, guarded[i].route) == 0) {
			*dialect = guarded[i].dialect;
			return SW_ENDPOINT_GUARDED;
		}
	if (is_below(route, own_namespace))
		return SW_ENDPOINT_FORWARDED;
	for (int i = 0; dir->forward && i < dir->forward->nelts; i++)
		if (is_below(route, APR_ARRAY_IDX(dir->forward, i, const char *)))
			return SW_ENDPOINT_FORWARDED;
	return SW_ENDPOINT_NONE;
}

/* The home path of the site whose page or index.php has this path. */
static const char *site_of(apr_pool_t *p, const char *path, size_t len)
{
	static const char index[] = "/index.php";
	const size_t index_len = sizeof(index) - 1;

	if (len >= index_len && memcmp(path + len - index_len, index, index_len) == 0)
		len -= index_len;
	return len ? apr_pstrmemdup(p, path, len) : "/";
}

/* Looks at /wp-json/… below any folder, since the folder is the site's. */
static sw_endpoint find_in_path(apr_pool_t *p, const char *path, const char *prefix, const sw_dir_config *dir)
{
	sw_endpoint found = { SW_ENDPOINT_NONE, SW_DIALECT_V1, "/" };
	size_t len = strlen(prefix);

	for (const char *at = path; (at = strchr(at, '/')) != NULL; at++) {
		if (strncmp(at + 1, prefix, len) != 0 || at[1 + len] != '/')
			continue;
		found.kind = classify(at + 1 + len, dir, &found.dialect);
		if (found.kind != SW_ENDPOINT_NONE) {
			found.site = site_of(p, path, (size_t) (at - path));
			break;
		}
	}
	return found;
}

bool sw_endpoint_is_foreign(const char *uri, const char *rest_prefix)
{
	const char *query;

	/* An absolute URL, and what has to be decoded, takes the long way. */
	if (!uri || *uri != '/' || strchr(uri, '%'))
		return false;
	for (const char *slash = uri; slash; slash = strchr(slash + 1, '/'))
		if (slash[1] == '/' || (slash[1] == *rest_prefix && strncmp(slash + 1, rest_prefix, strlen(rest_prefix)) == 0))
			return false;
	query = strchr(uri, '?');
	return !query || !strstr(query, "rest");
}

sw_endpoint sw_endpoint_find(apr_pool_t *p, const char *uri, const sw_server_config *server, const sw_dir_config *dir)
{
	sw_endpoint none = { SW_ENDPOINT_NONE, SW_DIALECT_V1, "/" };
	const char *target = uri ? target_path(uri) : "";
	size_t len = strcspn(target, "?#");
	char *path = decode(p, target, len, false);
	char *route = target[len] == '?' ? query_route(p, target + len + 1) : NULL;

	if (!path || *path != '/')
		return none;
	normalise(path);
	if (!route)
		return find_in_path(p, path, server->rest_prefix, dir);

	/* WordPress asks the query first: /wp-json/stockwire/v1/stock?rest_route=/wp/v2/posts is about posts. */
	normalise(route);
	none.kind = classify(route, dir, &none.dialect);
	none.site = site_of(p, path, strlen(path));
	return none;
}

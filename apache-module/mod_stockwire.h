/* SPDX-License-Identifier: MIT */
/* What the files of mod_stockwire share: configuration records, and what each file does for the others. */
#ifndef MOD_STOCKWIRE_H
#define MOD_STOCKWIRE_H

#include "httpd.h"
#include "http_config.h"
#include "http_log.h"

#include "core/answer.h"
#include "core/token.h"

#include <stdbool.h>
#include <stdint.h>

/* All else is hidden: the PHP extension in the same process has core functions of the same names. */
extern __attribute__((visibility("default"))) module AP_MODULE_DECLARE_DATA stockwire_module;

typedef struct sw_tokens sw_tokens;
typedef struct sw_spool sw_spool;
typedef struct sw_lane sw_lane;

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
	sw_tokens *tokens;       /* NULL: PHP decides about every token */
	apr_off_t max_body;      /* bytes of a push */
	const char *wordpress;   /* WordPress' folder, without a slash at its end; NULL: there is no fast lane */
	const char *lane;        /* path of push.php; NULL: switched off */
	unsigned rate;           /* wrong tokens a minute from one address; 0: no limit */
	bool rest_prefix_set;
	bool tokens_set;
	bool max_body_set;
	bool wordpress_set;
	bool lane_set;
	bool rate_set;
} sw_server_config;

/* mod_stockwire_config.c */
extern const command_rec sw_config_commands[];
void *sw_config_create_dir(apr_pool_t *p, char *dir);
void *sw_config_merge_dir(apr_pool_t *p, void *base, void *add);
void *sw_config_create_server(apr_pool_t *p, server_rec *s);
void *sw_config_merge_server(apr_pool_t *p, void *base, void *add);

/* mod_stockwire_endpoint.c */
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

/* The request that the client sent, of which r may be a redirect or a sub-request. */
request_rec *sw_endpoint_first(request_rec *r);
/* True only where sw_endpoint_find() is sure to say SW_ENDPOINT_NONE: nothing to decode, no doubled slash, neither the prefix in it
   nor a parameter that could be rest_route. Most requests of a site are like this, and a look that costs no memory is enough. */
bool sw_endpoint_is_foreign(const char *uri, const char *rest_prefix);
/* Tells what WordPress would make of the client's URL `uri` (as sent, with its query). Memory comes from p. */
sw_endpoint sw_endpoint_find(apr_pool_t *p, const char *uri, const sw_server_config *server, const sw_dir_config *dir);

/* mod_stockwire_tokens.c: the file of digests that the plugin keeps, a line `host path digest` a token, `fast` after it
   where its pushes may take the fast lane. */
typedef enum sw_tokens_state {
	SW_TOKENS_NO_FILE,  /* missing or unreadable: PHP decides */
	SW_TOKENS_UNLISTED, /* no token of this site: PHP decides */
	SW_TOKENS_UNKNOWN,
	SW_TOKENS_KNOWN,
	SW_TOKENS_FAST /* known, and the site's fast lane is open */
} sw_tokens_state;

/* Lives in p, which must live as long as the configuration. */
sw_tokens *sw_tokens_create(apr_pool_t *p, const char *path);
/* Once in each child, before its first request. */
void sw_tokens_child_init(apr_pool_t *p, server_rec *s, sw_tokens *tokens);
/* Looks a digest up (NULL: only whether the site is listed). Where the file changed it is read again: looked at once a second,
   and for an unknown token ten times a second. */
sw_tokens_state sw_tokens_ask(sw_tokens *tokens, request_rec *r, const char *site, const char *digest);

/* mod_stockwire_shared.c: memory that all children share. It survives a graceful restart. */
typedef enum sw_counter {
	SW_COUNT_ACCEPTED = 0, /* pushes with a known token */
	SW_COUNT_LANE,         /* those of them that took the fast lane */
	SW_COUNT_LET_THROUGH,  /* unknown tokens given to PHP */
	SW_COUNT_UNDECIDED,    /* pushes of sites without a token here: PHP decided */
	SW_COUNT_FORWARDED,    /* Authorization handed to PHP, push URLs apart */
	SW_COUNT_METHOD,
	SW_COUNT_UNAUTHORIZED,
	SW_COUNT_FORBIDDEN,
	SW_COUNT_LENGTH,
	SW_COUNT_TOO_LARGE,
	SW_COUNT_RATE,
	SW_COUNTERS
} sw_counter;

/* Two words of one address; see mod_stockwire_rate.c. */
typedef struct sw_rate_slot {
	_Atomic uint64_t address;
	_Atomic uint64_t state;
} sw_rate_slot;

#define SW_RATE_SLOTS 8192U /* a power of two; 128 KiB in all */

typedef struct sw_shared {
	_Atomic uint64_t counters[SW_COUNTERS];
	uint64_t seed; /* spreads addresses, so that nobody can aim at one slot */
	sw_rate_slot slots[SW_RATE_SLOTS];
} sw_shared;

/* NULL before sw_shared_create(), and where the system gave no shared memory: then nothing is counted or limited. */
sw_shared *sw_shared_get(void);
void sw_shared_create(apr_pool_t *process, server_rec *s);
void sw_shared_count(sw_counter counter);

/* mod_stockwire_rate.c */
typedef enum sw_rate_verdict { SW_RATE_REFUSE, SW_RATE_LET_THROUGH, SW_RATE_LIMITED } sw_rate_verdict;

/* Notes a wrong token of the client's address. may_pass: PHP could be asked about this one. retry_after gets seconds where
   the verdict is SW_RATE_LIMITED. */
sw_rate_verdict sw_rate_note(const request_rec *r, unsigned limit, bool may_pass, unsigned *retry_after);

/* mod_stockwire_guard.c */
typedef struct sw_verdict {
	bool refused;
	sw_answer answer;
	sw_dialect dialect;
	unsigned retry_after; /* seconds, 0 for none */
	const char *state;    /* what PHP reads in STOCKWIRE_MODULE; README.md lists the words */
	const char *site;     /* home path of the site that it is about */
	apr_off_t spools;     /* bytes at most of a body that has to be read before PHP starts; 0: it need not be */
	sw_spool *spool;      /* once it was */
	bool fast;            /* push.php may answer */
	const sw_lane *lane;  /* while it does */
} sw_verdict;

sw_verdict sw_guard_judge(request_rec *r, const sw_endpoint *endpoint, const sw_server_config *server);

/* mod_stockwire_refuse.c: writes the answer of a verdict. Returns OK: no ErrorDocument takes over. */
int sw_refuse_send(request_rec *r, const sw_verdict *verdict);

/* mod_stockwire_spool.c */
void sw_spool_register(void);
/* Is there a body whose length is not known? */
bool sw_spool_is_needed(const request_rec *r);
/* Reads the body, which gets a Content-Length by that. NULL and *fault: cut, larger than max_body, or no room to keep it. */
sw_spool *sw_spool_read(request_rec *r, apr_off_t max_body, sw_answer *fault);
/* Lets r (the same request, or one that it was redirected to) read it. */
void sw_spool_attach(request_rec *r, sw_spool *spool);

/* mod_stockwire_lane.c */
/* Is there a fast lane in this server? */
bool sw_lane_is_offered(const sw_server_config *server);
/* Lets push.php answer in place of the site's index.php. DECLINED where it cannot: the ordinary way is still open. */
int sw_lane_take(request_rec *r, sw_verdict *verdict, const sw_server_config *server);
/* Finds push.php for a request that sw_lane_take() sent, and answers 404 to everybody else who asks for its address. */
int sw_lane_translate(request_rec *r);
/* Gives the request that was sent to push.php the handler and the settings of the site's own PHP. */
void sw_lane_prepare(request_rec *r, const sw_verdict *verdict, const sw_server_config *server);

/* What is noted about a request of ours; NULL for others. */
sw_verdict *sw_verdict_of(const request_rec *r);

/* mod_stockwire_status.c: the part of /server-status. */
int sw_status_page(request_rec *r, int flags);

#endif

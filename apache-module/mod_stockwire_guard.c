/* SPDX-License-Identifier: MIT */
/* Decides about a request to a push URL before PHP starts: method, token, rate, length. */
#include "mod_stockwire.h"

#include "apr_strings.h"

#include <string.h>

APLOG_USE_MODULE(stockwire);

#define UNKNOWN_BODY ((apr_off_t) 512 * 1024) /* bytes of unknown length that are read for a token that nobody knows */

/* What the header says about the body: -1 where it says nothing usable. */
static apr_off_t body_length(const request_rec *r)
{
	const char *header = apr_table_get(r->headers_in, "Content-Length");
	apr_off_t length;
	char *end;

	if (!header || apr_table_get(r->headers_in, "Transfer-Encoding"))
		return -1;
	if (apr_strtoff(&length, header, &end, 10) != APR_SUCCESS || *end || length < 0)
		return -1;
	return length;
}

static bool is_too_large(const request_rec *r, const sw_server_config *server)
{
	return body_length(r) > server->max_body;
}

/* HTTP/2 ends a body without saying its length first. */
static bool lacks_length(const request_rec *r)
{
	return r->proto_num < HTTP_VERSION(2, 0) && !apr_table_get(r->headers_in, "Content-Length") &&
	       !apr_table_get(r->headers_in, "Transfer-Encoding");
}

static sw_verdict pass(const char *state, sw_counter counter)
{
	sw_shared_count(counter);
	return (sw_verdict){ .refused = false, .state = state };
}

static sw_verdict refuse(request_rec *r, const sw_endpoint *endpoint, sw_answer answer, sw_counter counter)
{
	sw_shared_count(counter);
	/* The token stays out of every log. */
	ap_log_rerror(APLOG_MARK, APLOG_INFO, 0, r, "stockwire: push to %s%s refused: %s", r->hostname ? r->hostname : "", endpoint->site,
		sw_answer_code(answer));
	return (sw_verdict){ .refused = true, .answer = answer, .dialect = endpoint->dialect, .state = "refused" };
}

/* For PHP to ask about the token; a body whose end nobody knows is not read to it for that. */
static sw_verdict let_through(const request_rec *r, const sw_endpoint *endpoint, const sw_server_config *server)
{
	sw_verdict verdict = pass("unknown", SW_COUNT_LET_THROUGH);

	verdict.dialect = endpoint->dialect;
	if (sw_spool_is_needed(r))
		verdict.spools = server->max_body < UNKNOWN_BODY ? server->max_body : UNKNOWN_BODY;
	return verdict;
}

static sw_verdict judge_unknown(request_rec *r, const sw_endpoint *endpoint, const sw_server_config *server)
{
	unsigned retry_after = 0;
	sw_verdict verdict;

	/* A token that was just rotated on another node is unknown here until PHP has seen it and written our file anew. */
	switch (sw_rate_note(r, server->rate, !is_too_large(r, server), &retry_after)) {
	case SW_RATE_LET_THROUGH: return let_through(r, endpoint, server);
	case SW_RATE_LIMITED:
		verdict = refuse(r, endpoint, SW_A_RATE, SW_COUNT_RATE);
		verdict.retry_after = retry_after;
		return verdict;
	case SW_RATE_REFUSE:
	default: return refuse(r, endpoint, SW_A_FORBIDDEN, SW_COUNT_FORBIDDEN);
	}
}

sw_verdict sw_guard_judge(request_rec *r, const sw_endpoint *endpoint, const sw_server_config *server)
{
	const char *header = apr_table_get(r->headers_in, "Authorization");
	char digest[SW_DIGEST_HEX + 1] = "";
	sw_slice token;
	bool readable = sw_token_from_header(header, header ? strlen(header) : 0, &token) == SW_OK;

	if (readable && sw_token_digest(token, digest) != SW_OK)
		return pass("undecided", SW_COUNT_UNDECIDED); /* memory is short: PHP looks again */

	sw_tokens_state state = sw_tokens_ask(server->tokens, r, endpoint->site, readable ? digest : NULL);
	if (state == SW_TOKENS_NO_FILE)
		return pass("no-file", SW_COUNT_UNDECIDED);
	if (state == SW_TOKENS_UNLISTED)
		return pass("unlisted", SW_COUNT_UNDECIDED);
	if (r->method_number != M_POST)
		return refuse(r, endpoint, SW_A_METHOD, SW_COUNT_METHOD);
	if (!readable)
		return refuse(r, endpoint, SW_A_UNAUTHORIZED, SW_COUNT_UNAUTHORIZED);
	if (state == SW_TOKENS_UNKNOWN)
		return judge_unknown(r, endpoint, server);
	if (is_too_large(r, server))
		return refuse(r, endpoint, SW_A_TOO_LARGE, SW_COUNT_TOO_LARGE);
	if (lacks_length(r))
		return refuse(r, endpoint, SW_A_LENGTH_REQUIRED, SW_COUNT_LENGTH);
	sw_verdict verdict = pass("known", SW_COUNT_ACCEPTED);
	verdict.dialect = endpoint->dialect;
	/* What is to be answered as the first time is looked up in WordPress. */
	verdict.fast = state == SW_TOKENS_FAST && sw_lane_is_offered(server) && !apr_table_get(r->headers_in, "Idempotency-Key");
	verdict.spools = sw_spool_is_needed(r) ? server->max_body : 0;
	return verdict;
}

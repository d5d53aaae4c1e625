/* SPDX-License-Identifier: MIT */
/* Writes a refusal: what PHP would have said, without PHP and without reading a body that nobody wants. */
#include "mod_stockwire.h"

#include "apr_strings.h"
#include "http_core.h"
#include "http_protocol.h"

#define READ_OFF ((apr_off_t) 64 * 1024) /* larger bodies cost more than a new connection */

/* A short body is read off, so that the connection can be used again: closing always would cost half of the rate. */
static bool is_worth_reading(const request_rec *r)
{
	const char *header = apr_table_get(r->headers_in, "Content-Length");
	apr_off_t limit = ap_get_limit_req_body(r);
	apr_off_t length;
	char *end;

	/* Who waits for "100 Continue" has not sent the body yet, and may or may not do so after another answer. */
	if (r->expecting_100 || apr_table_get(r->headers_in, "Transfer-Encoding"))
		return false;
	if (!header)
		return true;
	/* Of more than LimitRequestBody the first read has Apache answer by itself. */
	return apr_strtoff(&length, header, &end, 10) == APR_SUCCESS && !*end && length >= 0 && length <= READ_OFF && (limit == 0 || length <= limit);
}

static void drop_connection(request_rec *r)
{
	r->connection->keepalive = AP_CONN_CLOSE;
	/* Apache reads on for 30 seconds after closing, for the answer not to be lost; 2 are enough for ours. */
	apr_table_setn(r->connection->notes, "short-lingering-close", "1");
}

static void set_headers(request_rec *r, const sw_verdict *verdict)
{
	apr_table_t *headers = r->err_headers_out;

	apr_table_setn(headers, "Cache-Control", "no-store");
	if (r->status == HTTP_METHOD_NOT_ALLOWED)
		apr_table_setn(headers, "Allow", "POST");
	if (r->status == HTTP_UNAUTHORIZED)
		apr_table_setn(headers, "WWW-Authenticate",
			verdict->answer == SW_A_FORBIDDEN ? "Bearer realm=\"Stockwire\", error=\"invalid_token\"" : "Bearer realm=\"Stockwire\"");
	if (verdict->retry_after)
		apr_table_setn(headers, "Retry-After", apr_psprintf(r->pool, "%u", verdict->retry_after));
}

int sw_refuse_send(request_rec *r, const sw_verdict *verdict)
{
	sw_buf body = { 0 };

	if (!r->eos_sent && (!is_worth_reading(r) || ap_discard_request_body(r) != OK))
		drop_connection(r);
	if (r->eos_sent) /* Apache has answered itself, a broken chunk or one too many */
		return AP_FILTER_ERROR;
	if (sw_answer_body(verdict->answer, verdict->dialect, NULL, &body) != SW_OK)
		sw_buf_clear(&body); /* the status alone says it */

	r->status = sw_answer_status(verdict->answer, verdict->dialect);
	set_headers(r, verdict);
	ap_set_content_type(r, sw_answer_type(verdict->dialect));
	ap_set_content_length(r, (apr_off_t) body.len);
	if (body.len)
		ap_rwrite(body.ptr, (int) body.len, r);
	sw_buf_free(&body);
	return OK;
}

/* SPDX-License-Identifier: MIT */
/* Reads a body of unknown length before PHP does: php-fpm gets an empty one otherwise, and nobody counts it. */
#include "mod_stockwire.h"

#include "apr_buckets.h"
#include "apr_file_io.h"
#include "apr_strings.h"
#include "http_protocol.h"
#include "util_filter.h"

APLOG_USE_MODULE(stockwire);

#define IN_MEMORY ((apr_off_t) 64 * 1024) /* more goes to a temporary file */

struct sw_spool {
	apr_bucket_brigade *content;
	apr_off_t length;
	apr_file_t *file; /* NULL while all is in memory */
};

static ap_filter_rec_t *handle;

bool sw_spool_is_needed(const request_rec *r)
{
	if (apr_table_get(r->headers_in, "Content-Length"))
		return false;
	return apr_table_get(r->headers_in, "Transfer-Encoding") || r->proto_num >= HTTP_VERSION(2, 0);
}

static apr_status_t open_file(sw_spool *spool, apr_pool_t *p)
{
	const char *folder;
	char *name;
	apr_status_t rv = apr_temp_dir_get(&folder, p);

	if (rv != APR_SUCCESS)
		return rv;
	name = apr_pstrcat(p, folder, "/stockwire-XXXXXX", NULL);
	rv = apr_file_mktemp(&spool->file, name, 0, p); /* 0: deleted when the request ends */
	if (rv == APR_SUCCESS)
		apr_file_remove(name, p);
	return rv;
}

static apr_status_t write_file(sw_spool *spool, const char *data, apr_size_t len)
{
	return apr_file_write_full(spool->file, data, len, NULL);
}

/* What was kept in memory so far goes to the file first. */
static apr_status_t move_to_file(sw_spool *spool, apr_pool_t *p)
{
	apr_status_t rv = open_file(spool, p);
	apr_bucket *b;
	const char *data;
	apr_size_t len;

	for (b = APR_BRIGADE_FIRST(spool->content); rv == APR_SUCCESS && b != APR_BRIGADE_SENTINEL(spool->content); b = APR_BUCKET_NEXT(b)) {
		rv = apr_bucket_read(b, &data, &len, APR_BLOCK_READ);
		if (rv == APR_SUCCESS)
			rv = write_file(spool, data, len);
	}
	apr_brigade_cleanup(spool->content);
	return rv;
}

static apr_status_t keep(sw_spool *spool, apr_pool_t *p, const char *data, apr_size_t len)
{
	spool->length += (apr_off_t) len;
	if (!spool->file && spool->length > IN_MEMORY) {
		apr_status_t rv = move_to_file(spool, p);
		if (rv != APR_SUCCESS)
			return rv;
	}
	return spool->file ? write_file(spool, data, len) : apr_brigade_write(spool->content, NULL, NULL, data, len);
}

/* Takes what one read gave; *ended where that was all. */
static apr_status_t take(sw_spool *spool, apr_pool_t *p, apr_bucket_brigade *from, bool *ended)
{
	const char *data;
	apr_size_t len;
	apr_status_t rv = APR_SUCCESS;

	for (apr_bucket *b = APR_BRIGADE_FIRST(from); b != APR_BRIGADE_SENTINEL(from) && rv == APR_SUCCESS; b = APR_BUCKET_NEXT(b)) {
		if (APR_BUCKET_IS_EOS(b)) {
			*ended = true;
			break;
		}
		if (APR_BUCKET_IS_METADATA(b))
			continue;
		rv = apr_bucket_read(b, &data, &len, APR_BLOCK_READ);
		if (rv == APR_SUCCESS)
			rv = keep(spool, p, data, len);
	}
	apr_brigade_cleanup(from);
	return rv;
}

sw_spool *sw_spool_read(request_rec *r, apr_off_t max_body, sw_answer *fault)
{
	apr_bucket_alloc_t *alloc = r->connection->bucket_alloc;
	sw_spool *spool = apr_pcalloc(r->pool, sizeof(*spool));
	apr_bucket_brigade *incoming = apr_brigade_create(r->pool, alloc);
	apr_status_t rv;
	bool ended = false;

	spool->content = apr_brigade_create(r->pool, alloc);
	while (!ended) {
		*fault = SW_A_CUT_BODY;
		rv = ap_get_brigade(r->input_filters, incoming, AP_MODE_READBYTES, APR_BLOCK_READ, HUGE_STRING_LEN);
		if (rv != APR_SUCCESS)
			return NULL;
		*fault = SW_A_UNAVAILABLE;
		rv = take(spool, r->pool, incoming, &ended);
		if (rv != APR_SUCCESS) {
			ap_log_rerror(APLOG_MARK, APLOG_ERR, rv, r, "stockwire: a push cannot be kept until it is read");
			return NULL;
		}
		*fault = SW_A_TOO_LARGE;
		if (spool->length > max_body)
			return NULL;
	}
	if (spool->file)
		apr_brigade_insert_file(spool->content, spool->file, 0, spool->length, r->pool);
	/* From here on it is a body like any other. */
	apr_table_unset(r->headers_in, "Transfer-Encoding");
	apr_table_setn(r->headers_in, "Content-Length", apr_off_t_toa(r->pool, spool->length));
	return spool;
}

/* Gives the kept body out, then an end whenever more is asked for. */
static apr_status_t give(ap_filter_t *f, apr_bucket_brigade *out, ap_input_mode_t mode, apr_read_type_e block, apr_off_t bytes)
{
	sw_spool *spool = f->ctx;
	apr_bucket *after;
	apr_status_t rv;

	if (mode != AP_MODE_READBYTES)
		return ap_get_brigade(f->next, out, mode, block, bytes);
	if (APR_BRIGADE_EMPTY(spool->content)) {
		APR_BRIGADE_INSERT_TAIL(out, apr_bucket_eos_create(out->bucket_alloc));
		return APR_SUCCESS;
	}
	rv = apr_brigade_partition(spool->content, bytes, &after);
	if (rv != APR_SUCCESS && rv != APR_INCOMPLETE)
		return rv;
	while (APR_BRIGADE_FIRST(spool->content) != after && !APR_BRIGADE_EMPTY(spool->content)) {
		apr_bucket *b = APR_BRIGADE_FIRST(spool->content);
		APR_BUCKET_REMOVE(b);
		APR_BRIGADE_INSERT_TAIL(out, b);
	}
	return APR_SUCCESS;
}

void sw_spool_attach(request_rec *r, sw_spool *spool)
{
	ap_add_input_filter_handle(handle, spool, r, r->connection);
}

void sw_spool_register(void)
{
	handle = ap_register_input_filter("STOCKWIRE_BODY", give, NULL, AP_FTYPE_CONTENT_SET);
}

/* SPDX-License-Identifier: MIT */
/* Stands in for core/http.c's network, linked over it with --wrap: answers what the harness told it to, and lets no byte leave the
   machine. Its clock moves on when it is read or slept by, so that pauses cost no time. */
#include "embed.h"

#include "core/http.h"

#include <time.h>

#define CLOCK_STEP_MS 7

/* What serve() ordered. */
static struct {
	zend_string *body;
	zend_string *retry_after;
	zend_long status;
	zend_long piece;   /* bytes a step */
	zend_long trouble; /* what comes behind the last byte; 0: the end */
} order;

/* The stand-in for core's own. */
struct sw_http {
	zend_string *body;
	zend_string *retry_after;
	int status;
	size_t piece;
	sw_trouble trouble;
	size_t arrived;
	size_t taken;
	uint64_t max_bytes;
};

static int64_t milliseconds = 1000;

bool __wrap_sw_http_get(sw_http *http, const sw_http_request *request, sw_failure *f);
sw_http *__wrap_sw_http_create(void);
void __wrap_sw_http_destroy(sw_http *http);
void __wrap_sw_http_drop(sw_http *http);
sw_http_state __wrap_sw_http_step(sw_http *http, int wait_ms, sw_failure *f);
sw_slice __wrap_sw_http_bytes(const sw_http *http);
void __wrap_sw_http_take(sw_http *http, size_t n);
uint64_t __wrap_sw_http_received(const sw_http *http);
int __wrap_sw_http_status(const sw_http *http);
const char *__wrap_sw_http_retry_after(const sw_http *http);
int64_t __wrap_sw_http_clock_ms(void);
int __wrap_nanosleep(const struct timespec *wanted, struct timespec *left);

sw_http *__wrap_sw_http_create(void)
{
	return calloc(1, sizeof(sw_http));
}

void __wrap_sw_http_drop(sw_http *http)
{
	if (http->body != NULL) {
		zend_string_release(http->body);
		zend_string_release(http->retry_after);
	}
	memset(http, 0, sizeof *http);
}

void __wrap_sw_http_destroy(sw_http *http)
{
	if (http != NULL) {
		__wrap_sw_http_drop(http);
		free(http);
	}
}

bool __wrap_sw_http_get(sw_http *http, const sw_http_request *request, sw_failure *f)
{
	__wrap_sw_http_drop(http);
	if (order.body == NULL) {
		sw_trouble_tell(f, SW_T_ADDRESS, (sw_slice){NULL, 0});
		return false;
	}
	http->body = zend_string_copy(order.body);
	http->retry_after = zend_string_copy(order.retry_after);
	http->status = (int) order.status;
	http->piece = order.piece > 0 ? (size_t) order.piece : 1;
	http->trouble = (sw_trouble) (order.trouble % SW_TROUBLES);
	http->max_bytes = request->max_bytes;
	return true;
}

sw_http_state __wrap_sw_http_step(sw_http *http, int wait_ms, sw_failure *f)
{
	const size_t left = ZSTR_LEN(http->body) - http->arrived;

	http->arrived += left < http->piece ? left : http->piece;
	if (http->arrived > http->max_bytes) {
		http->trouble = SW_T_TOO_LARGE;
	} else if (left > 0) {
		return SW_HTTP_RUNNING;
	}
	if (http->trouble == SW_T_NONE) {
		return SW_HTTP_COMPLETE;
	}
	sw_trouble_tell(f, http->trouble, (sw_slice){NULL, 0});
	return SW_HTTP_FAILED;
}

sw_slice __wrap_sw_http_bytes(const sw_http *http)
{
	return http->body == NULL ? (sw_slice){"", 0} : (sw_slice){ZSTR_VAL(http->body) + http->taken, http->arrived - http->taken};
}

void __wrap_sw_http_take(sw_http *http, size_t n)
{
	http->taken += n;
}

uint64_t __wrap_sw_http_received(const sw_http *http)
{
	return http->arrived;
}

int __wrap_sw_http_status(const sw_http *http)
{
	return http->status;
}

const char *__wrap_sw_http_retry_after(const sw_http *http)
{
	return http->retry_after != NULL ? ZSTR_VAL(http->retry_after) : "";
}

int64_t __wrap_sw_http_clock_ms(void)
{
	return milliseconds += CLOCK_STEP_MS;
}

int __wrap_nanosleep(const struct timespec *wanted, struct timespec *left)
{
	milliseconds += (int64_t) wanted->tv_sec * 1000 + wanted->tv_nsec / 1000000;
	return 0;
}

void sw_embed_forget(void)
{
	if (order.body != NULL) {
		zend_string_release(order.body);
		zend_string_release(order.retry_after);
	}
	memset(&order, 0, sizeof order);
}

/* serve(string $body, int $status, string $retryAfter, int $piece, int $trouble) */
static ZEND_FUNCTION(serve)
{
	zend_string *body;
	zend_string *retry_after;
	zend_long status;
	zend_long piece;
	zend_long trouble;

	ZEND_PARSE_PARAMETERS_START(5, 5)
		Z_PARAM_STR(body)
		Z_PARAM_LONG(status)
		Z_PARAM_STR(retry_after)
		Z_PARAM_LONG(piece)
		Z_PARAM_LONG(trouble)
	ZEND_PARSE_PARAMETERS_END();
	sw_embed_forget();
	order.body = zend_string_copy(body);
	order.retry_after = zend_string_copy(retry_after);
	order.status = status;
	order.piece = piece;
	order.trouble = trouble < 0 ? 0 : trouble;
}

ZEND_BEGIN_ARG_INFO_EX(serve_arguments, 0, 0, 5)
	ZEND_ARG_TYPE_INFO(0, body, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, status, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, retryAfter, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, piece, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, trouble, IS_LONG, 0)
ZEND_END_ARG_INFO()

const zend_function_entry sw_embed_functions[] = {
	ZEND_NS_FE("Stockwire\\Fuzz", serve, serve_arguments)
	ZEND_FE_END
};

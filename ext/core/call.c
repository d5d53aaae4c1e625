/* SPDX-License-Identifier: MIT */
/* Asks the back office: builds the URL, rests, tries again, and feeds what comes to the answer's reader. */
#include "call.h"

#include "http.h"
#include "limits.h"
#include "retry.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#define STEP_MS 100
#define MAX_REFUSAL ((size_t) 16 * 1024) /* bytes of an error's body that are looked at */
#define LONGEST_WAIT_MS 10000            /* a longer one is the caller's business */

struct sw_call {
	sw_call_settings settings; /* texts point into these buffers */
	sw_buf texts[6];
	sw_http *http;
	sw_pace pace;
	sw_pull *answer;
	sw_pull_kind kind;
	sw_buf warehouse;
	sw_buf url;
	unsigned tries;
	bool running;    /* a GET is under way */
	bool complete;   /* the network is done; what is left waits here */
	int64_t wait_to; /* not before this moment */
	int64_t deadline;
	uint64_t bytes;
};

static const sw_slice nothing = { "", 0 };

/* Copies a text of the settings; false where memory is short. */
static bool keep(sw_buf *copy, const char **text)
{
	sw_buf_str(copy, *text != NULL ? *text : "");
	*text = copy->ptr;
	return !copy->failed;
}

sw_call *sw_call_create(const sw_call_settings *settings)
{
	sw_call *call = calloc(1, sizeof *call);
	sw_call_settings *s;

	if (call == NULL) {
		return NULL;
	}
	s = &call->settings;
	*s = *settings;
	call->http = sw_http_create();
	if (call->http == NULL || !keep(&call->texts[0], &s->url) || !keep(&call->texts[1], &s->user) || !keep(&call->texts[2], &s->token) ||
		!keep(&call->texts[3], &s->company) || !keep(&call->texts[4], &s->ca_file) || !keep(&call->texts[5], &s->ca_path)) {
		sw_call_destroy(call);
		return NULL;
	}
	return call;
}

void sw_call_end(sw_call *call)
{
	if (call->http != NULL) {
		sw_http_drop(call->http);
	}
	sw_pull_destroy(call->answer);
	call->answer = NULL;
	call->running = false;
	call->complete = false;
}

void sw_call_destroy(sw_call *call)
{
	if (call == NULL) {
		return;
	}
	sw_call_end(call);
	sw_http_destroy(call->http);
	for (size_t i = 0; i < 6; i++) {
		if (call->texts[i].ptr != NULL) {
			explicit_bzero(call->texts[i].ptr, call->texts[i].cap);
		}
		sw_buf_free(&call->texts[i]);
	}
	sw_buf_free(&call->warehouse);
	sw_buf_free(&call->url);
	free(call);
}

/* Appends text as RFC 3986 wants it in a query: letters, digits and -._~ as they are. */
static void add_encoded(sw_buf *b, const char *text, size_t len)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
	static const char digits[] = "0123456789ABCDEF";

	for (size_t i = 0; i < len; i++) {
		const unsigned char c = (unsigned char) text[i];

		if (memchr(plain, c, sizeof plain - 1) != NULL) {
			sw_buf_char(b, (char) c);
		} else {
			sw_buf_char(b, '%');
			sw_buf_char(b, digits[c >> 4]);
			sw_buf_char(b, digits[c & 15]);
		}
	}
}

static void add_parameter(sw_buf *b, const char *name, sw_slice text)
{
	if (text.len > 0) {
		sw_buf_str(b, name);
		add_encoded(b, text.ptr, text.len);
	}
}

static void build_url(sw_call *call, const sw_call_product *product)
{
	const sw_slice warehouse = { call->warehouse.ptr, call->warehouse.len };
	const char *path = call->kind == SW_PULL_WAREHOUSES ? "/company/warehouses?cif=" : product != NULL ? "/stocks?cif=" : "/stocks/ecom/?cif=";

	sw_buf_clear(&call->url);
	sw_buf_str(&call->url, call->settings.url);
	sw_buf_str(&call->url, path);
	add_encoded(&call->url, call->settings.company, strlen(call->settings.company));
	if (product != NULL) {
		add_parameter(&call->url, "&date=", product->date);
	}
	add_parameter(&call->url, "&warehouseName=", warehouse);
	if (product != NULL) {
		add_parameter(&call->url, "&productName=", product->name);
		add_parameter(&call->url, "&productCode=", product->code);
	}
}

/* A fresh reader for a fresh try. */
static bool make_answer(sw_call *call)
{
	sw_pull_destroy(call->answer);
	call->answer = sw_pull_create(call->kind, (sw_slice){ call->warehouse.ptr, call->warehouse.len });
	return call->answer != NULL;
}

static bool begin(sw_call *call, sw_pull_kind kind, sw_slice warehouse, const sw_call_product *product, sw_failure *f)
{
	sw_call_end(call);
	call->kind = kind;
	call->tries = 0;
	call->bytes = 0;
	call->wait_to = 0;
	call->deadline = sw_http_clock_ms() + call->settings.overall_ms;
	sw_buf_clear(&call->warehouse);
	sw_buf_add(&call->warehouse, warehouse.ptr, warehouse.len);
	build_url(call, product);
	if (call->url.failed || call->warehouse.failed || !make_answer(call)) {
		sw_trouble_tell(f, SW_T_MEMORY, nothing);
		return false;
	}
	return true;
}

bool sw_call_begin(sw_call *call, sw_pull_kind kind, sw_slice warehouse, sw_failure *f)
{
	return begin(call, kind, warehouse, NULL, f);
}

bool sw_call_begin_product(sw_call *call, sw_slice warehouse, const sw_call_product *product, sw_failure *f)
{
	return begin(call, SW_PULL_STOCKS, warehouse, product, f);
}

static uint32_t chance(void)
{
	uint32_t number;

	/* Spreading calls needs no secret: the clock will do where the system has no random number. */
	return getrandom(&number, sizeof number, GRND_NONBLOCK) == (ssize_t) sizeof number ? number : (uint32_t) sw_http_clock_ms();
}

static bool holds(sw_slice said, const char *secret)
{
	return memmem(said.ptr, said.len, secret, strlen(secret)) != NULL;
}

/* Does the back office's text hold what must not be shown? */
static bool leaks(const sw_call *call, sw_slice said)
{
	return holds(said, call->settings.token) || holds(said, call->settings.user);
}

static sw_trouble trouble_of_status(int status)
{
	if (status == 429) {
		return SW_T_RATE;
	}
	if (status == 401 || status == 403) {
		return SW_T_AUTH;
	}
	if (status >= 300 && status < 400) {
		return SW_T_REDIRECT;
	}
	return status >= 500 ? SW_T_SERVER : status >= 400 ? SW_T_REFUSED : SW_T_SHAPE;
}

/* Makes the wait up to half as long again, so that shops that failed together do not come back together. */
static void spread(sw_failure *f)
{
	f->retry_after += f->retry_after > 0 ? chance() % (f->retry_after / 2 + 1) : 0;
}

/* Tells what a status other than 200 means, in the back office's own words where its body has some. */
static void tell_status(const sw_call *call, int status, sw_failure *f)
{
	const sw_slice body = sw_http_bytes(call->http);
	const char *after = sw_http_retry_after(call->http);
	sw_arena *arena = sw_arena_create();
	const sw_slice said = arena != NULL ? sw_pull_error_text(body.ptr, body.len, arena) : nothing;
	uint32_t seconds;

	sw_trouble_tell(f, trouble_of_status(status), leaks(call, said) ? nothing : said);
	sw_arena_destroy(arena);
	if (f->retry_after > 0 && sw_retry_after(after, strlen(after), (int64_t) time(NULL), &seconds)) {
		/* 0 is "never" to our callers. */
		f->retry_after = seconds > 0 ? seconds : 1;
	} else {
		spread(f);
	}
}

/* Waits and tries again where that makes sense; else the failure stands. */
static sw_call_event try_again(sw_call *call, const sw_failure *f)
{
	const char *after = sw_http_retry_after(call->http);
	const int64_t now = sw_http_clock_ms();
	int64_t wait = sw_retry_backoff_ms(call->tries, chance());
	uint32_t seconds;

	if (sw_retry_after(after, strlen(after), (int64_t) time(NULL), &seconds) && (int64_t) seconds * 1000 > wait) {
		wait = (int64_t) seconds * 1000;
	}
	sw_http_drop(call->http);
	call->running = false;
	call->complete = false;
	if (!sw_trouble_passes(f->trouble) || call->tries >= call->settings.tries || wait > LONGEST_WAIT_MS || now + wait >= call->deadline ||
		sw_pull_total(call->answer) > 0 || !make_answer(call)) {
		sw_call_end(call);
		return SW_CALL_FAILED;
	}
	call->wait_to = now + wait;
	return SW_CALL_TICK;
}

static void nap(int64_t ms)
{
	const struct timespec pause = { .tv_nsec = (ms < STEP_MS ? ms : STEP_MS) * 1000000 };

	(void) nanosleep(&pause, NULL);
}

/* Sends the request, once its time has come. */
static sw_call_event start(sw_call *call, int64_t now, sw_failure *f)
{
	const sw_call_settings *s = &call->settings;
	const sw_http_request request = { .url = call->url.ptr,
		.user = s->user,
		.token = s->token,
		.ca_file = s->ca_file,
		.ca_path = s->ca_path,
		.connect_ms = s->connect_ms,
		.stalled_ms = s->stalled_ms,
		.max_bytes = s->max_bytes,
		.allow_private = s->allow_private };
	const int64_t rest = sw_pace_wait_ms(&call->pace, now);

	if (now < call->wait_to || rest > 0) {
		nap(now < call->wait_to ? call->wait_to - now : rest);
		return SW_CALL_TICK;
	}
	sw_pace_count(&call->pace, now);
	call->tries++;
	if (!sw_http_get(call->http, &request, f)) {
		sw_call_end(call);
		return SW_CALL_FAILED;
	}
	call->running = true;
	return SW_CALL_TICK;
}

static sw_call_event stop(sw_call *call)
{
	sw_call_end(call);
	return SW_CALL_FAILED;
}

/* Has the reader read what waits. */
static sw_call_event feed(sw_call *call, sw_failure *f)
{
	const sw_slice bytes = sw_http_bytes(call->http);
	size_t used;
	size_t lines;

	if (!sw_pull_feed(call->answer, bytes.ptr, bytes.len, &used, f)) {
		if (leaks(call, (sw_slice){f->message, strlen(f->message)})) {
			sw_trouble_tell(f, f->trouble, nothing);
		}
		return stop(call);
	}
	sw_http_take(call->http, used);
	(void) sw_pull_lines(call->answer, &lines);
	if (used < bytes.len) {
		return SW_CALL_LINES;
	}
	if (!call->complete) {
		return SW_CALL_TICK;
	}
	if (!sw_pull_finish(call->answer, f)) {
		spread(f);
		return stop(call);
	}
	return lines > 0 ? SW_CALL_LINES : SW_CALL_DONE;
}

static sw_call_event receive(sw_call *call, sw_failure *f)
{
	/* What waits here is read before the network is waited for; of an error's body nothing is, until it is whole. */
	const int wait = sw_http_status(call->http) == 200 && sw_http_bytes(call->http).len > 0 ? 0 : STEP_MS;
	const sw_http_state state = call->complete ? SW_HTTP_COMPLETE : sw_http_step(call->http, wait, f);
	const int status = sw_http_status(call->http);

	call->bytes = sw_http_received(call->http);
	if (state == SW_HTTP_FAILED) {
		spread(f);
		return try_again(call, f);
	}
	call->complete = state == SW_HTTP_COMPLETE;
	if (status != 0 && status != 200) {
		if (!call->complete && sw_http_bytes(call->http).len < MAX_REFUSAL) {
			return SW_CALL_TICK;
		}
		tell_status(call, status, f);
		return try_again(call, f);
	}
	return feed(call, f);
}

sw_call_event sw_call_step(sw_call *call, sw_failure *f)
{
	const int64_t now = sw_http_clock_ms();

	if (call->answer == NULL) {
		sw_trouble_tell(f, SW_T_MEMORY, nothing);
		return SW_CALL_FAILED;
	}
	if (now >= call->deadline) {
		sw_trouble_tell(f, SW_T_OVERALL, nothing);
		spread(f);
		return stop(call);
	}
	return call->running ? receive(call, f) : start(call, now, f);
}

sw_pull *sw_call_answer(const sw_call *call)
{
	return call->answer;
}

uint64_t sw_call_bytes(const sw_call *call)
{
	return call->bytes;
}

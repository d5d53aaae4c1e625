/* SPDX-License-Identifier: MIT */
/* One GET over https at a time, step by step, so that its caller stays in charge between steps. The contract knows no curl. */
#ifndef SW_HTTP_H
#define SW_HTTP_H

#include "buf.h"
#include "trouble.h"

/* What is wrong with the address of a back office; the order is of no meaning. */
typedef enum sw_http_url {
	SW_URL_OK,
	SW_URL_UNREADABLE, /* no URL with a host, or blanks and control characters in it */
	SW_URL_SCHEME,     /* not https */
	SW_URL_USER,       /* names a user or a password */
	SW_URL_QUERY       /* has a query or a fragment */
} sw_http_url;

/* Texts are borrowed until the GET is over. */
typedef struct sw_http_request {
	const char *url;
	const char *user; /* HTTP Basic; no colon in it */
	const char *token;
	const char *ca_file; /* PEM; NULL or "": the system's */
	const char *ca_path; /* folder of certificates; NULL or "": none */
	int64_t connect_ms;  /* from the start to the end of the TLS handshake */
	int64_t stalled_ms;  /* without a byte */
	uint64_t max_bytes;  /* of the body */
	bool allow_private;  /* tests only: calls private and own addresses too */
} sw_http_request;

typedef enum sw_http_state { SW_HTTP_RUNNING, SW_HTTP_COMPLETE, SW_HTTP_FAILED } sw_http_state;

/* Opaque. Keeps its connection between GETs. */
typedef struct sw_http sw_http;

/* Once a process, before any thread; false where libcurl does not start. */
bool sw_http_global_start(void);
void sw_http_global_stop(void);

sw_http_url sw_http_check_url(const char *url);

/* NULL where memory is short. The caller owns it. */
sw_http *sw_http_create(void);
/* NULL is fine. */
void sw_http_destroy(sw_http *http);

/* Begins a GET, after dropping one that was under way. https only, certificate and host checked, no redirect followed, no proxy,
   cookie, .netrc or compression. False: f says why. */
bool sw_http_get(sw_http *http, const sw_http_request *request, sw_failure *f);
/* Lets it go on, for at most wait_ms where nothing happens; only dropping it may wait for the system's name service, which cannot be
   interrupted. On SW_HTTP_FAILED f says why. Bytes may wait on COMPLETE too. */
sw_http_state sw_http_step(sw_http *http, int wait_ms, sw_failure *f);
/* Drops what is under way, its connection included. */
void sw_http_drop(sw_http *http);

/* The bytes of the body that wait; no more arrive before they are taken, once there are some hundred kilobytes. */
sw_slice sw_http_bytes(const sw_http *http);
/* The first n of them are done with. */
void sw_http_take(sw_http *http, size_t n);
/* Bytes of the body so far. */
uint64_t sw_http_received(const sw_http *http);
/* The answer's status; 0 while its header is not whole. */
int sw_http_status(const sw_http *http);
/* Value of its Retry-After, "" where there is none. */
const char *sw_http_retry_after(const sw_http *http);

/* The monotonic clock in milliseconds. */
int64_t sw_http_clock_ms(void);

#endif

/* SPDX-License-Identifier: MIT */
/* One question to the back office, from the vendor's call rate over further tries to the answer's last line, step by step. */
#ifndef SW_CALL_H
#define SW_CALL_H

#include "pull.h"

/* An account and how it is called. Texts are copied. */
typedef struct sw_call_settings {
	const char *url; /* base, without a slash at its end; checked by sw_http_check_url() */
	const char *user;
	const char *token;
	const char *company;
	const char *ca_file; /* as in http.h */
	const char *ca_path;
	int64_t connect_ms;
	int64_t stalled_ms;
	int64_t overall_ms; /* tries and rests included */
	uint64_t max_bytes;
	unsigned tries; /* at most; only what passes by itself is tried again, and only before any of an answer was used */
	bool allow_private;
} sw_call_settings;

typedef enum sw_call_event {
	SW_CALL_TICK,  /* nothing to do; go on */
	SW_CALL_LINES, /* lines wait in sw_call_answer(); sw_pull_clear() them, then go on */
	SW_CALL_DONE,  /* the answer was read whole */
	SW_CALL_FAILED /* what came so far is not to be used */
} sw_call_event;

/* Opaque. Serves any number of questions, one after the other. */
typedef struct sw_call sw_call;

/* NULL where memory is short. The caller owns it; the secrets in it are wiped when it goes. */
sw_call *sw_call_create(const sw_call_settings *settings);
/* NULL is fine. */
void sw_call_destroy(sw_call *call);

/* Asks; drops a question that is under way. warehouse: as sw_pull_create(). False: f says why. */
bool sw_call_begin(sw_call *call, sw_pull_kind kind, sw_slice warehouse, sw_failure *f);
/* One product's stock on a day ("YYYY-MM-DD"). Code and name are texts by sw_pull_is_text(); what is empty is not asked for. */
typedef struct sw_call_product {
	sw_slice date;
	sw_slice name;
	sw_slice code;
} sw_call_product;
/* The same for one product alone: the answer is read as that of SW_PULL_STOCKS. */
bool sw_call_begin_product(sw_call *call, sw_slice warehouse, const sw_call_product *product, sw_failure *f);
/* Goes on for a tenth of a second at most. */
sw_call_event sw_call_step(sw_call *call, sw_failure *f);
/* Drops what is under way, with all that it holds. */
void sw_call_end(sw_call *call);

/* The answer under way; NULL where there is none. */
sw_pull *sw_call_answer(const sw_call *call);
/* Bytes of it so far. */
uint64_t sw_call_bytes(const sw_call *call);

#endif

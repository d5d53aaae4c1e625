/* SPDX-License-Identifier: MIT */
/* What can go wrong between the shop and the back office: each with its reason, its sentence and whether another try helps. */
#ifndef SW_TROUBLE_H
#define SW_TROUBLE_H

#include "buf.h"

typedef enum sw_trouble {
	SW_T_NONE = 0,
	SW_T_RATE,            /* 429 */
	SW_T_SERVER,          /* 5xx */
	SW_T_REFUSED,         /* another 4xx, or an errorText */
	SW_T_AUTH,            /* 401, 403 */
	SW_T_REDIRECT,        /* 3xx */
	SW_T_ADDRESS,         /* every address of the host is one that is not called */
	SW_T_NAME,            /* the host's name is not known */
	SW_T_CONNECT,         /* no connection */
	SW_T_CONNECT_TIMEOUT, /* no connection in time */
	SW_T_STALLED,         /* no byte for too long */
	SW_T_OVERALL,         /* not done in time */
	SW_T_TLS,             /* no TLS with this server */
	SW_T_TLS_EXPIRED,
	SW_T_TLS_NOT_YET,
	SW_T_TLS_SELF_SIGNED,
	SW_T_TLS_ISSUER, /* signed by nobody that this machine trusts */
	SW_T_TLS_HOST,   /* made for another host */
	SW_T_TLS_FILE,   /* this machine's own list of authorities cannot be read */
	SW_T_CUT,        /* the answer ended too early */
	SW_T_TOO_LARGE,  /* more bytes, lines or bytes of an element than the caps allow */
	SW_T_HTTP,       /* no HTTP answer */
	SW_T_ENCODED,    /* compressed, which was not asked for */
	SW_T_PAGE,       /* a web page */
	SW_T_SYNTAX,     /* not JSON as strict as the feed's */
	SW_T_SHAPE,      /* JSON, but not the answer that was asked for */
	SW_T_WAREHOUSE,  /* the answer is about another warehouse */
	SW_T_MEMORY,     /* this machine is short of memory, or has no libcurl that works */
	SW_TROUBLES
} sw_trouble;

/* Filled by the function that fails. Owns nothing. */
typedef struct sw_failure {
	sw_trouble trouble;
	uint32_t retry_after; /* seconds; 0: the same call would fail again */
	char message[640];    /* plain English, UTF-8: what happened, why, what to do */
} sw_failure;

/* The reason of PullFailure, e.g. "tls". */
const char *sw_trouble_reason(sw_trouble trouble);
/* Seconds after which another try makes sense where the server did not say; 0: never. */
uint32_t sw_trouble_retry_after(sw_trouble trouble);
/* Is it worth another try within the same call? Only where nothing of an answer was used yet. */
bool sw_trouble_passes(sw_trouble trouble);
/* Fills f. said: the back office's own words, {NULL, 0} for none; what is not plain text in them is left out, and long ones are cut. */
void sw_trouble_tell(sw_failure *f, sw_trouble trouble, sw_slice said);

#endif

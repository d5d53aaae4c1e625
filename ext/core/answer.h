/* SPDX-License-Identifier: MIT */
/* Every whole-request answer that is not a receipt: one table for PHP and the Apache module. */
#ifndef SW_ANSWER_H
#define SW_ANSWER_H

#include "buf.h"
#include "line.h"
#include "status.h"

typedef enum sw_answer {
	SW_A_BAD_BODY = 0,    /* 400 */
	SW_A_CUT_BODY,        /* 400: shorter than Content-Length */
	SW_A_DISABLED,        /* v1 503 code "disabled"; SmartBill 400 */
	SW_A_UNAUTHORIZED,    /* v1 401 with WWW-Authenticate; SmartBill 403: no or unreadable Authorization */
	SW_A_FORBIDDEN,       /* v1 401, SmartBill 403: wrong token, or none configured */
	SW_A_NOT_FOUND,       /* 404: no such run */
	SW_A_METHOD,          /* 405 with Allow */
	SW_A_CONFLICT,        /* 409: the first request with this Idempotency-Key still runs */
	SW_A_LENGTH_REQUIRED, /* 411 */
	SW_A_TOO_LARGE,       /* 413 */
	SW_A_MEDIA_TYPE,      /* v1 415; SmartBill 400 (never sent there: any type is accepted) */
	SW_A_SHAPE,           /* v1 422, SmartBill 400: JSON, but not a list of lines */
	SW_A_KEY_REUSED,      /* 422: another body under the same Idempotency-Key */
	SW_A_RATE,            /* 429 with Retry-After */
	SW_A_UNAVAILABLE,     /* 503: database, requirements */
	SW_A_UNKNOWN_OUTCOME, /* 503: the connection was lost while COMMIT was on its way */
	SW_ANSWERS
} sw_answer;

/* HTTP status on this dialect. */
int sw_answer_status(sw_answer answer, sw_dialect dialect);
/* Machine-readable code, e.g. "too_large". Static. */
const char *sw_answer_code(sw_answer answer);
/* Short title, e.g. "Body too large". Static. */
const char *sw_answer_title(sw_answer answer);
/* The default sentence: what happened and what to do. Static. */
const char *sw_answer_sentence(sw_answer answer);
/* The body: problem+json {"type","title","status","detail","code"} on v1, one JSON-quoted sentence on SmartBill.
   detail may be NULL (the default sentence); it is escaped. Appended to out. */
sw_status sw_answer_body(sw_answer answer, sw_dialect dialect, const char *detail, sw_buf *out);
/* "application/problem+json" on v1, "application/json; charset=UTF-8" on SmartBill. Static. */
const char *sw_answer_type(sw_dialect dialect);

#endif

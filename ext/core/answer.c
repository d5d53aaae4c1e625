/* SPDX-License-Identifier: MIT */
/* The table of whole-request answers, and their bodies in both dialects. */
#include "answer.h"

#include <string.h>

/* Sentences say what to do next, since they are often all that the sender's screen shows. */
typedef struct row {
	const char *code;
	const char *title;
	const char *sentence;
	int v1;
	int smartbill;
} row;

static const row table[SW_ANSWERS] = {
	[SW_A_BAD_BODY] = { "bad_body", "Body not readable", "The body is not valid JSON. Nothing was changed.", 400, 400 },
	[SW_A_CUT_BODY] = { "cut_body", "Body cut short",
		"The body is shorter than its Content-Length says. Nothing was changed; send it again.", 400, 400 },
	[SW_A_DISABLED] = { "disabled", "Link switched off",
		"Stock updates are switched off in this shop. Switch them on under WooCommerce, Stockwire, Link.", 503, 400 },
	[SW_A_UNAUTHORIZED] = { "unauthorized", "Token missing",
		"The request carries no readable token. Send the header \"Authorization: Bearer\" with the token of this shop.", 401, 403 },
	[SW_A_FORBIDDEN] = { "forbidden", "Token not accepted",
		"The token is not one of this shop. Compare it with the one under WooCommerce, Stockwire, Link.", 401, 403 },
	[SW_A_NOT_FOUND] = { "not_found", "No such run", "This shop knows no run of that number.", 404, 404 },
	[SW_A_METHOD] = { "method", "Method not allowed", "This address does not take that method. Stock is sent with POST.", 405, 405 },
	[SW_A_CONFLICT] = { "conflict", "Still running", "The first request with this Idempotency-Key is still running. Ask again in a moment.",
		409, 409 },
	[SW_A_LENGTH_REQUIRED] = { "length_required", "Length required",
		"The body arrived empty and without a Content-Length. Send it with a Content-Length.", 411, 411 },
	[SW_A_TOO_LARGE] = { "too_large", "Body too large", "The body is larger than this shop takes. Send it in several smaller ones.", 413,
		413 },
	[SW_A_MEDIA_TYPE] = { "media_type", "Not JSON", "The Content-Type must be application/json.", 415, 400 },
	[SW_A_SHAPE] = { "shape", "Not a list of lines", "The body is JSON, but not a list of stock lines. Nothing was changed.", 422, 400 },
	[SW_A_KEY_REUSED] = { "key_reused", "Idempotency-Key used twice",
		"Another body was sent under this Idempotency-Key before. Use a new key for a new body.", 422, 400 },
	[SW_A_RATE] = { "rate", "Too many requests", "Too many requests came from this address. Wait before the next one.", 429, 429 },
	[SW_A_UNAVAILABLE] = { "unavailable", "Shop not available",
		"The shop cannot take stock at the moment. Send the same request again later.", 503, 503 },
	[SW_A_UNKNOWN_OUTCOME] = { "unknown_outcome", "Outcome unknown",
		"The connection to the database was lost while the change was being saved. Send the same request again: it is applied once.", 503,
		503 },
};

static const row *find(sw_answer answer)
{
	/* A number from outside the table must still refuse. */
	return &table[(unsigned) answer < SW_ANSWERS ? answer : SW_A_UNAVAILABLE];
}

int sw_answer_status(sw_answer answer, sw_dialect dialect)
{
	return dialect == SW_DIALECT_SMARTBILL ? find(answer)->smartbill : find(answer)->v1;
}

const char *sw_answer_code(sw_answer answer)
{
	return find(answer)->code;
}

const char *sw_answer_title(sw_answer answer)
{
	return find(answer)->title;
}

const char *sw_answer_sentence(sw_answer answer)
{
	return find(answer)->sentence;
}

static void add_member(sw_buf *out, const char *before, const char *text)
{
	sw_buf_str(out, before);
	sw_buf_json(out, text, strlen(text));
}

sw_status sw_answer_body(sw_answer answer, sw_dialect dialect, const char *detail, sw_buf *out)
{
	if (detail == NULL) {
		detail = sw_answer_sentence(answer);
	}
	/* A failed append keeps the buffer failed, so that one check at the end will do. */
	if (dialect == SW_DIALECT_SMARTBILL) {
		add_member(out, "", detail);
	} else {
		sw_buf_str(out, "{\"type\":\"urn:stockwire:");
		sw_buf_str(out, sw_answer_code(answer));
		add_member(out, "\",\"title\":", sw_answer_title(answer));
		sw_buf_str(out, ",\"status\":");
		sw_buf_u64(out, (uint64_t) sw_answer_status(answer, dialect));
		add_member(out, ",\"detail\":", detail);
		add_member(out, ",\"code\":", sw_answer_code(answer));
		sw_buf_char(out, '}');
	}
	return out->failed ? SW_E_NOMEM : SW_OK;
}

const char *sw_answer_type(sw_dialect dialect)
{
	return dialect == SW_DIALECT_SMARTBILL ? "application/json; charset=UTF-8" : "application/problem+json";
}

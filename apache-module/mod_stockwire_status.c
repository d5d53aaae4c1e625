/* SPDX-License-Identifier: MIT */
/* The module's counters on mod_status' page, in both of its forms. */
#include "mod_stockwire.h"

#include "http_protocol.h"
#include "mod_status.h"

#include <stdatomic.h>

static const struct {
	const char *key; /* of the machine-readable form */
	const char *label;
} names[SW_COUNTERS] = {
	[SW_COUNT_ACCEPTED] = { "Accepted", "pushes with a known token" },
	[SW_COUNT_LANE] = { "FastLane", "of these answered by the fast lane" },
	[SW_COUNT_LET_THROUGH] = { "LetThrough", "unknown tokens that PHP was asked about" },
	[SW_COUNT_UNDECIDED] = { "Undecided", "pushes to sites without a token here (PHP decided)" },
	[SW_COUNT_FORWARDED] = { "Forwarded", "other requests whose Authorization was handed to PHP" },
	[SW_COUNT_METHOD] = { "RefusedMethod", "refused: not POST" },
	[SW_COUNT_UNAUTHORIZED] = { "RefusedNoToken", "refused: no readable token" },
	[SW_COUNT_FORBIDDEN] = { "RefusedToken", "refused: wrong token" },
	[SW_COUNT_LENGTH] = { "RefusedNoLength", "refused: no length" },
	[SW_COUNT_TOO_LARGE] = { "RefusedTooLarge", "refused: body too large" },
	[SW_COUNT_RATE] = { "RefusedRate", "refused: too many wrong tokens" },
};

int sw_status_page(request_rec *r, int flags)
{
	sw_shared *shared = sw_shared_get();

	if (!shared)
		return DECLINED;
	if (!(flags & AP_STATUS_SHORT))
		ap_rputs("<hr />\n<h2>Stockwire</h2>\n<dl>\n", r);
	for (int i = 0; i < SW_COUNTERS; i++) {
		apr_uint64_t count = atomic_load(&shared->counters[i]);
		if (flags & AP_STATUS_SHORT)
			ap_rprintf(r, "Stockwire%s: %" APR_UINT64_T_FMT "\n", names[i].key, count);
		else
			ap_rprintf(r, "<dt>%" APR_UINT64_T_FMT " %s</dt>\n", count, names[i].label);
	}
	if (!(flags & AP_STATUS_SHORT))
		ap_rputs("</dl>\n", r);
	return OK;
}

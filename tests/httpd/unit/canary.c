/* SPDX-License-Identifier: MIT */
/* A module that overflows or leaks on demand: proves that a run under a checker would tell. Never installed. */
#include "httpd.h"
#include "http_config.h"
#include "http_protocol.h"

#include <stdlib.h>
#include <string.h>

static int canary(request_rec *r)
{
	const char *fault = r->args ? r->args : "";
	volatile char *block;

	if (!r->uri || strcmp(r->uri, "/canary") != 0)
		return DECLINED;
	block = malloc(8);
	if (block && strcmp(fault, "overflow") == 0)
		block[8] = 1;
	if (strcmp(fault, "leak") != 0)
		free((void *) block);
	ap_rputs("fine\n", r);
	return OK;
}

static void register_hooks(apr_pool_t *p)
{
	(void) p;
	ap_hook_handler(canary, NULL, NULL, APR_HOOK_REALLY_FIRST);
}

AP_DECLARE_MODULE(canary) = { STANDARD20_MODULE_STUFF, NULL, NULL, NULL, NULL, NULL, register_hooks, 0 };

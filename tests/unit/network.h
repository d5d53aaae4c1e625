/* SPDX-License-Identifier: MIT */
/* Group fixture of the tests that use libcurl. */
#ifndef SW_TEST_NETWORK_H
#define SW_TEST_NETWORK_H

#include "support.h"

#include "http.h"

static int start_network(void **state)
{
	(void) state;
	return sw_http_global_start() ? 0 : -1;
}

static int stop_network(void **state)
{
	(void) state;
	sw_http_global_stop();
	return 0;
}

#endif

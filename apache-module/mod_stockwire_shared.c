/* SPDX-License-Identifier: MIT */
/* Memory that all children share: counters, and the addresses that sent wrong tokens. */
#include "mod_stockwire.h"

#include "apr_general.h"
#include "apr_shm.h"
#include "apr_strings.h"
#include "http_core.h"

#include <stdatomic.h>

APLOG_USE_MODULE(stockwire);

/* Belongs to the process, not to the configuration, so a graceful restart forgets nobody. The name holds the layout: an
   upgraded module that finds another one makes memory of its own. */
#define RETAINED "mod_stockwire/1/" APR_STRINGIFY(SW_RATE_SLOTS)

static sw_shared *shared;

sw_shared *sw_shared_get(void)
{
	return shared;
}

void sw_shared_create(apr_pool_t *process, server_rec *s)
{
	apr_shm_t *memory;
	apr_status_t rv;
	void *found = NULL;

	apr_pool_userdata_get(&found, RETAINED, process);
	if (found) {
		shared = found;
		return;
	}
	/* Anonymous: children inherit the mapping, and no file is left behind. */
	rv = apr_shm_create(&memory, sizeof(sw_shared), NULL, process);
	if (rv != APR_SUCCESS) {
		ap_log_error(APLOG_MARK, APLOG_WARNING, rv, s, "stockwire: there is no shared memory; wrong tokens are not limited");
		return;
	}
	shared = apr_shm_baseaddr_get(memory);
	memset(shared, 0, sizeof(*shared));
	if (apr_generate_random_bytes((unsigned char *) &shared->seed, sizeof(shared->seed)) != APR_SUCCESS)
		shared->seed = (uint64_t) apr_time_now();
	/* Not _setn: the name's literal goes away with this module's text at a restart. */
	apr_pool_userdata_set(shared, RETAINED, NULL, process);
}

void sw_shared_count(sw_counter counter)
{
	if (shared)
		atomic_fetch_add_explicit(&shared->counters[counter], 1, memory_order_relaxed);
}

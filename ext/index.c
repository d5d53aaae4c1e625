/* SPDX-License-Identifier: MIT */
/* Name keys of products: kept by the plugin's hooks, rebuilt in bulk. */
#include "index_group.h"

#include "core/index.h"
#include "core/limits.h"

/* Two transactions of one process: where one waits for the other nobody but the clock can help. */
#define BOTH_LOCK_WAIT_SECONDS 2
/* Products that two connections share, enough for several groups each: at its end one waits for the other. */
#define SHARED_RANGE 10000U

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

/* Products that are looked for at a time. */
static size_t room_for(uint64_t limit, const sw_database *second)
{
	const size_t most = second != NULL ? SHARED_RANGE : SW_INDEX_GROUP;

	return limit < most ? (size_t) limit : most;
}

sw_status sw_index_range(sw_engine *engine, sw_database *second, uint64_t after, uint64_t limit, uint64_t *last, sw_error *e)
{
	const size_t room = room_for(limit, second);
	/* PHP's memory: freed by itself where a bailout leaves this function. */
	id_list list = {.ids = safe_emalloc(room > SW_CHUNK_LINES ? room : SW_CHUNK_LINES, sizeof(uint64_t), 0)};
	sw_status status = SW_OK;
	bool more = true;

	*last = 0;
	if (second != NULL && sw_db_lock_wait(second, BOTH_LOCK_WAIT_SECONDS, e) != SW_OK) {
		second = NULL; /* lost: one connection does it, too */
	}
	if (second != NULL) {
		status = sw_db_lock_wait(&engine->db, BOTH_LOCK_WAIT_SECONDS, e);
	}
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

/* SPDX-License-Identifier: MIT */
/* Name keys of products: kept by the plugin's hooks, rebuilt in bulk. A group of products is read, compared and written in one
   transaction, so that a push sees the old names or the new ones, and waits for neither. */
#include "engine.h"

#include "core/index.h"
#include "core/limits.h"

#include <unistd.h>

#define MAX_TRIES 5
#define ER_BAD_FIELD_ERROR 1054

/* Ids to index: a part of somebody's array. */
typedef struct id_list {
	uint64_t *ids;
	size_t count;
	size_t cap;
	bool products; /* known to be products: no variation among them whose parent is to be found */
} id_list;

static sw_status no_memory(sw_error *e)
{
	return sw_fail(e, SW_E_NOMEM, 0, "", "There is not enough memory to index names. Nothing of this part was written.");
}

/* Runs every part of a statement that core makes. */
static sw_status run_parts(sw_engine *engine, sw_index *ix, const sw_index_step *step, sw_error *e)
{
	sw_buf sql = { 0 };
	sw_status status = SW_OK;

	for (size_t part = 0; status == SW_OK && step->ask(ix, part, &sql); part++) {
		if (sql.len > 0 || sql.failed) {
			status = sw_db_run(&engine->db, &sql, step->take, ix, e);
		}
		if (status == SW_E_DATABASE && step->optional && engine->db.error_code == ER_BAD_FIELD_ERROR) {
			status = SW_OK;
			break;
		}
		sw_buf_clear(&sql);
	}
	sw_buf_free(&sql);
	return status;
}

static sw_status write_group(sw_engine *engine, sw_index *ix, sw_error *e)
{
	const sw_index_step writes[] = { { sw_index_delete, NULL, false }, { sw_index_insert, NULL, false } };
	sw_status status = SW_OK;

	for (size_t i = 0; i < sw_index_step_count && status == SW_OK; i++) {
		status = run_parts(engine, ix, &sw_index_steps[i], e);
	}
	if (status == SW_OK && sw_index_compare(ix) != SW_OK) {
		status = no_memory(e);
	}
	for (size_t i = 0; i < sizeof writes / sizeof writes[0] && status == SW_OK; i++) {
		status = run_parts(engine, ix, &writes[i], e);
	}
	return status;
}

static sw_status transact(sw_engine *engine, sw_index *ix, bool products, sw_error *e)
{
	sw_status status = products ? SW_OK : run_parts(engine, ix, &sw_index_parents, e);

	if (status == SW_OK) {
		status = sw_db_begin(&engine->db, e);
	}
	if (status != SW_OK && engine->db.fault == SW_FAULT_NESTED) {
		/* A product saved inside somebody's transaction: its names are part of that, whatever becomes of it. */
		return write_group(engine, ix, e);
	}
	if (status == SW_OK) {
		status = write_group(engine, ix, e);
	}
	if (status == SW_OK) {
		status = sw_db_commit(&engine->db, e);
	}
	if (status != SW_OK) {
		sw_db_rollback(&engine->db);
	}
	return status;
}

/* One attempt. A bailout (memory_limit) must leave neither core's memory nor a transaction behind. */
static sw_status attempt(sw_engine *engine, const id_list *list, size_t *keys, sw_error *e)
{
	sw_index *ix = sw_index_create(&engine->shop);
	volatile sw_status status = ix == NULL ? no_memory(e) : SW_OK;

	for (size_t i = 0; i < list->count && status == SW_OK; i++) {
		status = sw_index_add(ix, list->ids[i]) ? SW_OK : no_memory(e);
	}
	if (status == SW_OK) {
		zend_try
		{
			status = transact(engine, ix, list->products, e);
		}
		zend_catch
		{
			sw_index_destroy(ix);
			sw_db_detach(&engine->db);
			engine->busy = false;
			zend_bailout();
		}
		zend_end_try();
	}
	*keys = ix != NULL && status == SW_OK ? sw_index_keys(ix) : 0;
	sw_index_destroy(ix);
	return status;
}

static sw_status index_group(sw_engine *engine, const id_list *list, uint64_t *count, sw_error *e)
{
	size_t keys = 0;
	sw_status status = attempt(engine, list, &keys, e);

	for (unsigned tries = 1; status == SW_E_DATABASE && engine->db.fault == SW_FAULT_RETRY && tries < MAX_TRIES; tries++) {
		(void) usleep(20000U << tries);
		status = attempt(engine, list, &keys, e);
	}
	*count += keys;
	return status;
}

static sw_status index_list(sw_engine *engine, const id_list *list, uint64_t *count, sw_error *e)
{
	sw_status status = SW_OK;

	for (size_t i = 0; i < list->count && status == SW_OK; i += SW_INDEX_GROUP) {
		const size_t left = list->count - i;
		const id_list group = { list->ids + i, left < SW_INDEX_GROUP ? left : SW_INDEX_GROUP, 0, list->products };

		status = index_group(engine, &group, count, e);
	}
	return status;
}

sw_status sw_index_products(sw_engine *engine, const uint64_t *ids, size_t n, uint64_t *count, sw_error *e)
{
	/* Read only: the list's array is written where the database fills it. */
	const id_list list = { .ids = (uint64_t *) (uintptr_t) ids, .count = n };

	*count = 0;
	return index_list(engine, &list, count, e);
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

	do {
		sw_buf sql = { 0 };

		list->count = 0;
		sw_index_select_orphans(&engine->shop, after, upto, &sql);
		status = sw_db_run(&engine->db, &sql, take_id, list, e);
		sw_buf_free(&sql);
		if (status == SW_OK) {
			status = index_list(engine, list, &count, e);
		}
	} while (status == SW_OK && list->count == SW_CHUNK_LINES);
	return status;
}

sw_status sw_index_range(sw_engine *engine, uint64_t after, uint64_t limit, uint64_t *last, sw_error *e)
{
	const size_t room = limit < SW_INDEX_GROUP ? (size_t) limit : SW_INDEX_GROUP;
	/* PHP's memory: freed by itself where a bailout leaves this function. */
	id_list list = { .ids = safe_emalloc(room > SW_CHUNK_LINES ? room : SW_CHUNK_LINES, sizeof(uint64_t), 0), .products = true };
	sw_status status = SW_OK;
	uint64_t count = 0;
	bool more = true;

	*last = 0;
	for (uint64_t left = limit; left > 0 && more && status == SW_OK;) {
		sw_buf sql = { 0 };

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
			status = index_list(engine, &list, &count, e);
			list.cap = SW_CHUNK_LINES;
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

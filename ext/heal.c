/* SPDX-License-Identifier: MIT */
/* Heals what WooCommerce's own race leaves behind: a status computed from a number that a push replaced in between. */
#include "engine.h"

#include "core/limits.h"

#define LOCK_WAIT_SECONDS 1 /* an order must not wait long for it: what stays locked is left to the background */

static sw_status derive(sw_run *run, const uint64_t *ids, size_t n, sw_error *e)
{
	return sw_derive_again(&run->catalog, ids, n, &run->changes) ? SW_OK
		: sw_fail(e, SW_E_NOMEM, 0, "", "There is not enough memory to check these products.");
}

static sw_status transact(sw_engine *engine, sw_run *run, const uint64_t *ids, size_t n, sw_error *e)
{
	sw_status status = sw_db_begin(&engine->db, e);

	if (status == SW_OK) {
		status = sw_load_again(engine, run, ids, n, true, e);
	}
	if (status == SW_OK) {
		status = derive(run, ids, n, e);
	}
	if (status == SW_OK) {
		status = sw_chunk_write(engine, run, e);
	}
	if (status == SW_OK) {
		status = sw_chunk_count(engine, run, e);
	}
	return status == SW_OK ? sw_chunk_commit(engine, run, e) : status;
}

/* Mostly there is nothing to heal, and a plain read says so without a lock. */
static sw_status heal_slice(sw_engine *engine, sw_run *run, const uint64_t *ids, size_t n, sw_error *e)
{
	unsigned tries = 0;
	sw_status status = sw_load_again(engine, run, ids, n, false, e);

	if (status == SW_OK) {
		status = derive(run, ids, n, e);
	}
	if (status != SW_OK || run->changes.count == 0) {
		return status;
	}
	if (engine->db.lock_wait < 0) {
		status = sw_db_lock_wait(&engine->db, LOCK_WAIT_SECONDS, e);
	}
	if (status == SW_OK) {
		status = transact(engine, run, ids, n, e);
	}
	while (status == SW_E_DATABASE && engine->db.error_code != ER_LOCK_WAIT_TIMEOUT && sw_chunk_again(engine, run, &tries)) {
		status = transact(engine, run, ids, n, e);
	}
	if (status != SW_OK) {
		sw_db_rollback(&engine->db);
		return status;
	}
	(void) sw_call_committed(engine, &run->changes);
	return SW_OK;
}

sw_status sw_heal(sw_engine *engine, sw_run *run, const uint64_t *ids, size_t n, sw_error *e)
{
	sw_status status;

	run->shop = engine->shop;
	run->catalog.shop = &run->shop;
	if (n == 0 || !run->shop.manage_stock) {
		return SW_OK;
	}
	sw_shop_select_terms(&run->shop, &run->sql);
	status = sw_run_sql(engine, run, sw_shop_take_term, &run->shop, e);
	for (size_t i = 0; i < n && status == SW_OK && EG(exception) == NULL; i += SW_CHUNK_LINES) {
		status = heal_slice(engine, run, ids + i, n - i < SW_CHUNK_LINES ? n - i : SW_CHUNK_LINES, e);
	}
	return status;
}

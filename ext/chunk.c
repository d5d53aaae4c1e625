/* SPDX-License-Identifier: MIT */
/* One chunk, one transaction: lock, read again, decide, write, journal, commit; the whole of it again after a deadlock. */
#include "engine.h"

#include "core/limits.h"
#include "core/links.h"
#include "core/price.h"
#include "core/staging.h"
#include "core/write.h"
#include "faults.h"

#include <time.h>
#include <unistd.h>

#define MAX_TRIES 5
#define GRACE_MS 1500 /* a chunk that began in time may end: PHP itself gives it two seconds at least */

int64_t sw_clock_us(void)
{
	struct timespec t;

	(void) clock_gettime(CLOCK_REALTIME, &t);
	return (int64_t) t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

int64_t sw_clock_ms(void)
{
	struct timespec t;

	(void) clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t) t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Statements that listeners of woocommerce_update_product_stock_query want in place of our write. */
static sw_status run_foreign_queries(sw_engine *engine, sw_run *run, sw_error *e)
{
	sw_status status = SW_OK;

	for (size_t i = 0; i < run->changes.count && status == SW_OK; i++) {
		const sw_slice query = run->changes.items[i].query;

		if (query.len > 0) {
			sw_buf_add(&run->sql, query.ptr, query.len);
			status = sw_run_sql(engine, run, NULL, NULL, e);
		}
	}
	return status;
}

/* The prices of parents follow their variations. */
static sw_status write_prices(sw_engine *engine, sw_run *run, sw_error *e)
{
	sw_prices prices = {.arena = run->chunk, .catalog = &run->catalog};
	const size_t n = sw_price_products(&prices, &run->changes, NULL, 0);
	uint64_t *ids = n == 0 ? NULL : sw_arena_alloc(run->chunk, n * sizeof *ids);
	sw_status status = SW_OK;

	if (n > 0 && ids == NULL) {
		return sw_part_no_memory(e);
	}
	(void) sw_price_products(&prices, &run->changes, ids, n);
	for (size_t i = 0; i < n && status == SW_OK; i += SW_CHUNK_LINES) {
		sw_price_select(&run->shop, ids + i, n - i < SW_CHUNK_LINES ? n - i : SW_CHUNK_LINES, &run->sql);
		status = sw_run_sql(engine, run, sw_price_take, &prices, e);
	}
	sw_price_ready(&prices);
	for (sw_price_step step = SW_PRICE_DROP; n > 0 && step < SW_PRICE_STEPS && status == SW_OK; step++) {
		size_t at = 0;

		sw_buf_clear(&run->sql);
		while (status == SW_OK && sw_price_statement(step, &prices, &run->changes, &at, &run->sql)) {
			status = sw_run_sql(engine, run, NULL, NULL, e);
		}
	}
	sw_buf_clear(&run->sql);
	return status;
}

sw_status sw_chunk_write(sw_engine *engine, sw_run *run, sw_error *e)
{
	sw_status status = SW_OK;

	run->shop.now = sw_clock_us();
	for (sw_write_step step = SW_WRITE_METAS; step < SW_WRITE_TERM_COUNT && status == SW_OK; step++) {
		for (size_t at = 0; at < run->changes.count && status == SW_OK; at += SW_MAX_CHANGES) {
			const sw_changes part = sw_changes_part(&run->changes, at);

			sw_buf_clear(&run->sql);
			if (sw_write_statement(step, &run->catalog, &part, &run->sql)) {
				status = sw_run_sql(engine, run, NULL, NULL, e);
			}
		}
		if (step == SW_WRITE_NEW_METAS && status == SW_OK) {
			sw_buf_clear(&run->sql);
			status = run_foreign_queries(engine, run, e);
		}
	}
	sw_buf_clear(&run->sql);
	return status == SW_OK ? write_prices(engine, run, e) : status;
}

sw_status sw_chunk_count(sw_engine *engine, sw_run *run, sw_error *e)
{
	sw_buf_clear(&run->sql);
	if (run->changes.count > 0 && sw_write_statement(SW_WRITE_TERM_COUNT, &run->catalog, &run->changes, &run->sql)) {
		return sw_run_sql(engine, run, NULL, NULL, e);
	}
	sw_buf_clear(&run->sql);
	return SW_OK;
}

/* A holder may have as many lines as a push takes, all in one chunk: an answer in time is better than being cut off by PHP. */
static sw_status run_in_time(sw_engine *engine, sw_run *run, sw_error *e)
{
	if (sw_clock_ms() >= run->deadline + GRACE_MS) {
		sw_buf_clear(&run->sql);
		return sw_fail(e, SW_E_DATABASE, 0, "", "The time for one request was used up in the middle of a part; nothing of that part "
			"was written. Send a push again, or its lines in several smaller ones; anything else is tried again by itself.");
	}
	return sw_run_sql(engine, run, NULL, NULL, e);
}

/* Levels, and what nobody was found for: what a preview leaves alone. */
static sw_status write_levels(sw_engine *engine, sw_run *run, size_t from, size_t to, sw_error *e)
{
	sw_status status = SW_OK;
	size_t at = 0;

	sw_buf_clear(&run->sql);
	while (status == SW_OK && sw_levels_delete(&run->levels, &run->shop, &at, &run->sql)) {
		status = sw_run_sql(engine, run, NULL, NULL, e);
	}
	at = 0;
	sw_buf_clear(&run->sql);
	while (status == SW_OK && sw_levels_write(&run->levels, &run->shop, run->id, &at, &run->sql)) {
		status = run_in_time(engine, run, e);
	}
	sw_buf_clear(&run->sql);
	while (status == SW_OK && sw_links_unmatched(&run->plan, run->id, &from, to, &run->sql)) {
		status = sw_run_sql(engine, run, NULL, NULL, e);
	}
	sw_buf_clear(&run->sql);
	return status;
}

/* Lines that waited leave the table with their journal rows, unless somebody called the run off meanwhile. */
static sw_status unstage(sw_engine *engine, sw_run *run, size_t from, size_t to, sw_error *e)
{
	sw_progress progress = {.state = "applying"};
	uint32_t line = SW_MAP_NONE;
	size_t group = from;
	sw_status status;

	for (size_t g = from; g < to; g++) {
		progress.lines += run->plan.groups[g].lines;
	}
	for (size_t i = 0; i < run->changes.count; i++) {
		progress.changed += run->changes.items[i].role == SW_ROLE_HOLDER;
	}
	/* The run's row first, as whoever cancels takes it: no two wait for each other. */
	sw_journal_progress(&run->shop, run->id, &progress, &run->sql);
	status = sw_run_sql(engine, run, NULL, NULL, e);
	run->called_off = status == SW_OK && engine->db.affected == 0;
	if (run->called_off) {
		return sw_fail(e, SW_E_STATE, 0, "run", "The run was cancelled. What was applied before stays.");
	}
	while (status == SW_OK && sw_staging_delete(&run->plan, run->id, &group, &line, to, &run->sql)) {
		status = sw_run_sql(engine, run, NULL, NULL, e);
	}
	sw_buf_clear(&run->sql);
	return status;
}

static sw_status write_journal(sw_engine *engine, sw_run *run, size_t from, size_t to, sw_error *e)
{
	sw_status status = run->plan.tried_only ? SW_OK : write_levels(engine, run, from, to, e);
	uint32_t line = SW_MAP_NONE;
	size_t group = from;

	while (status == SW_OK && sw_journal_lines(&run->plan, run->id, &group, &line, to, &run->sql)) {
		status = run_in_time(engine, run, e);
	}
	sw_buf_clear(&run->sql);
	if (status == SW_OK && run->staged) {
		return unstage(engine, run, from, to, e);
	}
	if (status == SW_OK && to == run->plan.group_count) {
		const bool changed = !run->plan.tried_only && run->committed.count + run->changes.count > 0;
		sw_counts counts;

		sw_journal_count(&run->plan, to, &counts);
		sw_journal_end(&run->shop, run->id, "done", &counts, changed, &run->sql);
		status = sw_run_sql(engine, run, NULL, NULL, e);
	}
	return status;
}

static sw_status decide(sw_run *run, size_t from, size_t to, sw_error *e)
{
	const sw_status status = sw_plan_chunk(&run->plan, from, to, &run->levels, &run->changes);

	if (status == SW_E_NOMEM) {
		return sw_part_no_memory(e);
	}
	return EG(exception) != NULL ? SW_OK : status;
}

sw_status sw_chunk_commit(sw_engine *engine, sw_run *run, sw_error *e)
{
	const sw_changes *made = &run->changes;
	sw_changes *kept = &run->committed;
	sw_status status;

	/* Once the server has committed nothing may go wrong any more: caches are cleared and hooks fired from what is kept here. */
	if (!sw_changes_reserve(kept, made->count)) {
		return sw_part_no_memory(e);
	}
	status = sw_db_commit(&engine->db, e);
	for (size_t i = 0; i < made->count && status == SW_OK; i++) {
		sw_change *change = sw_changes_add(kept);

		*change = made->items[i];
		change->query = (sw_slice){NULL, 0}; /* it lies in the chunk's memory */
	}
	return status;
}

static sw_status transact(sw_engine *engine, sw_run *run, size_t from, size_t to, sw_error *e)
{
	sw_status status = sw_db_begin(&engine->db, e);

	if (status == SW_OK) {
		status = sw_load_chunk(engine, run, from, to, true, e);
		SW_PAUSE("locked");
	}
	if (status == SW_OK) {
		status = decide(run, from, to, e);
	}
	if (status == SW_OK && (EG(exception) != NULL || !sw_call_queries(engine, run))) {
		return SW_OK;
	}
	if (status == SW_OK) {
		status = sw_chunk_write(engine, run, e);
		SW_PAUSE("written");
	}
	if (status == SW_OK) {
		status = write_journal(engine, run, from, to, e);
	}
	if (status == SW_OK) {
		status = sw_chunk_count(engine, run, e);
	}
	if (status != SW_OK) {
		return status;
	}
	SW_PAUSE("before-commit");
	status = sw_chunk_commit(engine, run, e);
	SW_PAUSE("after-commit");
	return status;
}

bool sw_chunk_again(sw_engine *engine, const sw_run *run, unsigned *tries)
{
	if (engine->db.fault != SW_FAULT_RETRY || ++*tries >= MAX_TRIES || sw_clock_ms() >= run->deadline) {
		return false;
	}
	sw_db_rollback(&engine->db);
	/* 10, 20, 40, 80 ms and up to as much again by chance, so that two runs do not meet again. */
	(void) usleep((10000U << (*tries - 1)) + (unsigned) (sw_clock_ms() % 10) * 1000U * *tries);
	return true;
}

/* Whether the rows say already what the chunk's lines do. Levels that are told anew count as said: their number is the same. */
static bool is_right(const sw_run *run, size_t from, size_t to)
{
	bool right = run->changes.count == 0;

	for (size_t g = from; g < to && right; g++) {
		for (uint32_t i = run->plan.groups[g].first; i != SW_MAP_NONE && right; i = run->plan.entries[i].next) {
			right = !run->plan.entries[i].level_changed;
		}
	}
	return right;
}

sw_status sw_chunk_apply(sw_engine *engine, sw_run *run, size_t from, size_t to, bool *waits, sw_error *e)
{
	unsigned tries = 0;
	sw_status status = sw_load_chunk(engine, run, from, to, false, e);

	if (status == SW_OK) {
		status = decide(run, from, to, e);
	}
	if (waits != NULL && status == SW_OK && EG(exception) == NULL && is_right(run, from, to)) {
		*waits = true;
		return SW_OK;
	}
	if (status != SW_OK || EG(exception) != NULL || !sw_call_before(engine, &run->changes)) {
		return status;
	}
	status = transact(engine, run, from, to, e);
	while (status == SW_E_DATABASE && sw_chunk_again(engine, run, &tries)) {
		status = transact(engine, run, from, to, e);
	}
	if (status != SW_OK || EG(exception) != NULL) {
		sw_db_rollback(&engine->db);
		return status;
	}
	run->done = to;
	SW_PAUSE("before-caches");
	(void) sw_call_committed(engine, &run->changes); /* where it throws, the caller sees the exception */
	return SW_OK;
}

sw_status sw_chunk_try(sw_engine *engine, sw_run *run, size_t from, size_t to, sw_error *e)
{
	sw_status status = sw_load_chunk(engine, run, from, to, false, e);

	if (status == SW_OK) {
		status = decide(run, from, to, e);
	}
	if (status != SW_OK || EG(exception) != NULL) {
		return status;
	}
	status = sw_db_begin(&engine->db, e);
	if (status == SW_OK) {
		status = write_journal(engine, run, from, to, e);
	}
	if (status == SW_OK) {
		status = sw_db_commit(&engine->db, e);
	}
	if (status != SW_OK) {
		sw_db_rollback(&engine->db);
		return status;
	}
	run->done = to;
	return SW_OK;
}

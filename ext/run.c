/* SPDX-License-Identifier: MIT */
/* The pipeline of a push behind the parsed feed: match, plan, then chunk by chunk. */
#include "engine.h"

#include "core/limits.h"

#include <sys/time.h>

#define LOCK_WAIT_SECONDS 3

static sw_slice slice_of(const zend_string *text)
{
	return text == NULL ? (sw_slice){NULL, 0} : (sw_slice){ZSTR_VAL(text), ZSTR_LEN(text)};
}

static int64_t now_us(void)
{
	struct timeval t;

	(void) gettimeofday(&t, NULL);
	return (int64_t) t.tv_sec * 1000000 + t.tv_usec;
}

static sw_status prepare(sw_engine *engine, sw_run *run, sw_error *e)
{
	run->shop = engine->shop;
	run->shop.now = now_us();
	run->catalog.shop = &run->shop;
	run->matches.shop = &run->shop;
	run->plan = (sw_plan){
		.shop = &run->shop,
		.arena = run->arena,
		.lines = run->feed.lines,
		.count = run->feed.count,
		.catalog = &run->catalog,
		.matches = &run->matches,
		.round = sw_call_round,
		.round_context = engine,
	};
	run->plan.entries = sw_arena_alloc(run->arena, run->feed.count * sizeof *run->plan.entries);
	if (run->plan.entries == NULL) {
		return sw_fail(e, SW_E_NOMEM, 0, "", "There is not enough memory for this push. Nothing was written.");
	}
	return sw_plan_warehouses(&run->plan, e);
}

/* Groups [from, …) that make one chunk: at least one, then as many as stay within SW_CHUNK_LINES lines. */
static size_t chunk_end(const sw_plan *plan, size_t from)
{
	size_t to = from;
	size_t lines = 0;

	while (to < plan->group_count && (to == from || lines + plan->groups[to].lines <= SW_CHUNK_LINES)) {
		lines += plan->groups[to++].lines;
	}
	return to;
}

static sw_status begin_run(sw_engine *engine, sw_run *run, sw_error *e)
{
	const sw_run_facts facts = {
		.source = engine->source == NULL ? (sw_slice){"push", 4} : slice_of(engine->source),
		.token_label = engine->token_label == NULL ? (sw_slice){"", 0} : slice_of(engine->token_label),
		.idempotency_key = slice_of(engine->idempotency_key),
		.body_digest = slice_of(engine->body_digest),
		.lines = run->plan.count,
	};
	sw_status status;

	/* Begun and ended before anything is written: inside a caller's transaction this is where the run is refused. */
	status = sw_db_begin(&engine->db, e);
	if (status == SW_OK) {
		sw_journal_begin(&run->shop, &facts, &run->sql);
		status = sw_run_sql(engine, run, NULL, NULL, e);
	}
	if (status == SW_OK) {
		run->id = engine->db.insert_id;
		status = sw_db_commit(&engine->db, e);
	}
	if (status != SW_OK) {
		run->id = 0;
		sw_db_rollback(&engine->db);
	}
	return status == SW_OK ? sw_db_lock_wait(&engine->db, LOCK_WAIT_SECONDS, e) : status;
}

static void fail_run(sw_engine *engine, sw_run *run)
{
	sw_counts counts;

	if (run->id == 0 || engine->db.fault == SW_FAULT_LOST || engine->db.fault == SW_FAULT_UNKNOWN) {
		return;
	}
	sw_db_rollback(&engine->db);
	sw_journal_count(&run->plan, run->done, &counts);
	sw_buf_clear(&run->sql);
	sw_journal_end(&run->shop, run->id, "failed", &counts, run->committed.count > 0, &run->sql);
	(void) sw_run_sql(engine, run, NULL, NULL, NULL);
}

static sw_status apply_chunks(sw_engine *engine, sw_run *run, sw_error *e)
{
	sw_status status = SW_OK;

	for (size_t from = 0; from < run->plan.group_count && status == SW_OK && EG(exception) == NULL;) {
		const size_t to = chunk_end(&run->plan, from);

		if (sw_clock_ms() >= run->deadline) {
			return sw_fail(e, SW_E_DATABASE, 0, "",
				"The time for one request was used up after %zu of %zu groups of lines; those are written. Send the same push "
				"again: it goes on where this one ended.", run->done, run->plan.group_count);
		}
		status = sw_chunk_apply(engine, run, from, to, e);
		from = to;
	}
	return status;
}

static sw_status preview_chunks(sw_engine *engine, sw_run *run, sw_error *e)
{
	sw_status status = SW_OK;

	for (size_t from = 0; from < run->plan.group_count && status == SW_OK && EG(exception) == NULL;) {
		const size_t to = chunk_end(&run->plan, from);

		status = sw_load_chunk(engine, run, from, to, false, e);
		if (status == SW_OK && sw_plan_chunk(&run->plan, from, to, &run->levels, &run->changes) == SW_E_NOMEM) {
			status = sw_fail(e, SW_E_NOMEM, 0, "", "There is not enough memory for this preview.");
		}
		from = to;
	}
	return status;
}

sw_status sw_run_receive(sw_engine *engine, sw_run *run, bool preview, sw_error *e)
{
	sw_status status;

	if (run->feed.count == 0) {
		run->applied = !preview;
		return SW_OK;
	}
	status = prepare(engine, run, e);
	if (status == SW_OK) {
		status = sw_load_catalog(engine, run, e);
	}
	if (status != SW_OK || EG(exception) != NULL) {
		return status;
	}
	sw_plan_holders(&run->plan);
	status = sw_plan_groups(&run->plan, e);
	if (status != SW_OK || preview) {
		return status == SW_OK ? preview_chunks(engine, run, e) : status;
	}
	status = begin_run(engine, run, e);
	if (status == SW_OK) {
		status = apply_chunks(engine, run, e);
	}
	run->applied = status == SW_OK && EG(exception) == NULL;
	if (!run->applied) {
		fail_run(engine, run);
	}
	return status;
}

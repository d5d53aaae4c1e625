/* SPDX-License-Identifier: MIT */
/* The pipeline of a push behind the parsed feed: match, plan, then chunk by chunk. */
#include "engine.h"

#include "core/limits.h"
#include "core/links.h"
#include "core/staging.h"

#define LOCK_WAIT_SECONDS 3
#define ER_DUP_ENTRY 1062 /* only idempotency_key is unique in the run's row */

static sw_slice slice_of(const zend_string *text)
{
	return text == NULL ? (sw_slice){NULL, 0} : (sw_slice){ZSTR_VAL(text), ZSTR_LEN(text)};
}

sw_status sw_run_prepare(sw_engine *engine, sw_run *run, sw_error *e)
{
	run->shop = engine->shop;
	run->begun = sw_clock_us();
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

size_t sw_run_chunk_end(const sw_plan *plan, size_t from)
{
	size_t to = from;
	size_t lines = 0;

	while (to < plan->group_count && (to == from || lines + plan->groups[to].lines <= SW_CHUNK_LINES)) {
		lines += plan->groups[to++].lines;
	}
	return to;
}

sw_status sw_run_begin(sw_engine *engine, sw_run *run, const char *state, bool preview, sw_error *e)
{
	const sw_run_facts facts = {
		.source = run->shop.source,
		.token_label = engine->token_label == NULL ? (sw_slice){"", 0} : slice_of(engine->token_label),
		.idempotency_key = slice_of(engine->idempotency_key),
		.body_digest = slice_of(engine->body_digest),
		.lines = run->plan.count,
		.state = state,
		.preview = preview,
		.actor = engine->actor,
	};
	sw_status status;

	/* Begun and ended before anything is written: inside a caller's transaction this is where the run is refused. */
	status = sw_db_begin(&engine->db, e);
	if (status == SW_OK) {
		sw_journal_begin(&run->shop, &facts, &run->sql);
		status = sw_run_sql(engine, run, NULL, NULL, e);
		engine->key_taken = status == SW_E_DATABASE && engine->db.error_code == ER_DUP_ENTRY && engine->idempotency_key != NULL;
	}
	if (status == SW_OK) {
		run->id = engine->db.insert_id;
		status = sw_db_commit(&engine->db, e);
	}
	if (status != SW_OK) {
		run->id = 0;
		sw_db_rollback(&engine->db);
	}
	/* A push that is received while this one writes is newer, and its word stays. */
	for (size_t i = 0; i < run->plan.count; i++) {
		run->plan.lines[i].after = run->id;
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

/* What is right already waits until the rest was written. A push that its time cut short is sent again from its beginning; reading
   under lock once more what an earlier try has written would leave each try less time for what is still missing. */
sw_status sw_run_chunks(sw_engine *engine, sw_run *run, sw_error *e)
{
	sw_plan *plan = &run->plan;
	size_t unseen = plan->group_count; /* behind it stands what waits */
	sw_status status = SW_OK;

	for (size_t from = 0; from < plan->group_count && status == SW_OK && EG(exception) == NULL;) {
		const size_t end = sw_run_chunk_end(plan, from);
		const size_t to = from < unseen && end > unseen ? unseen : end;
		bool waits = false;

		if (sw_clock_ms() >= run->deadline && run->staged) {
			return SW_OK; /* what waits goes on with the next step */
		}
		if (sw_clock_ms() >= run->deadline) {
			return sw_fail(e, SW_E_DATABASE, 0, "",
				"The time for one request was used up after %zu of %zu groups of lines; those are written. Send the same push "
				"again: it goes on where this one ended.", run->done, plan->group_count);
		}
		if (plan->tried_only) {
			status = sw_chunk_try(engine, run, from, to, e);
		} else {
			status = sw_chunk_apply(engine, run, from, to, to < unseen && !run->staged ? &waits : NULL, e);
		}
		if (waits) {
			sw_plan_put_last(plan, from, to);
			unseen -= to - from;
		} else {
			from = to;
		}
	}
	return status;
}

sw_status sw_run_try(sw_engine *engine, sw_run *run, sw_trial *trial, sw_error *e)
{
	sw_status status = SW_OK;

	for (size_t from = 0; from < run->plan.group_count && status == SW_OK && EG(exception) == NULL;) {
		const size_t to = sw_run_chunk_end(&run->plan, from);

		status = sw_load_chunk(engine, run, from, to, false, e);
		if (status == SW_OK && sw_plan_chunk(&run->plan, from, to, &run->levels, &run->changes) == SW_E_NOMEM) {
			status = sw_fail(e, SW_E_NOMEM, 0, "", "There is not enough memory for this preview.");
		}
		trial->zeroed += sw_brake_zeroed(&run->changes);
		for (size_t i = 0; i < run->changes.count; i++) {
			trial->changed += run->changes.items[i].role == SW_ROLE_HOLDER;
		}
		from = to;
	}
	return status;
}

sw_status sw_run_plan(sw_engine *engine, sw_run *run, sw_error *e)
{
	sw_status status = sw_load_catalog(engine, run, e);

	if (status != SW_OK || EG(exception) != NULL) {
		return status;
	}
	sw_plan_holders(&run->plan);
	return sw_plan_groups(&run->plan, e);
}

static bool take_number(void *context, const sw_slice *cells, unsigned n)
{
	*(uint64_t *) context = n == 1 ? sw_sql_u64(cells[0]) : 0;
	return true;
}

sw_status sw_run_followed(sw_engine *engine, sw_run *run, uint64_t *followed, sw_error *e)
{
	sw_brake_select_followed(&run->shop, &run->sql);
	return sw_run_sql(engine, run, take_number, followed, e);
}

/* Lines that would have done something wait for the owner; what was refused anyway is refused now. */
static void hold_lines(sw_run *run, sw_progress *would)
{
	for (size_t i = 0; i < run->plan.count; i++) {
		const sw_outcome outcome = run->plan.lines[i].outcome;

		would->matched += run->plan.entries[i].product != 0;
		if (run->plan.entries[i].holder != 0 && (outcome == SW_UPDATED || outcome == SW_UNCHANGED || outcome == SW_OTHER_WAREHOUSE
				|| outcome == SW_OPTED_OUT)) {
			run->plan.lines[i].outcome = SW_HELD;
			run->plan.lines[i].reason = SW_R_BRAKE;
			run->plan.entries[i].remarks = 0;
			run->plan.entries[i].decider = false;
		}
	}
}

static sw_status hold(sw_engine *engine, sw_run *run, const sw_trial *trial, sw_error *e)
{
	sw_progress would = {.changed = trial->changed, .zeroed = trial->zeroed};
	uint32_t line = SW_MAP_NONE;
	sw_counts counts;
	size_t group = 0;
	size_t at = 0;
	sw_status status;

	hold_lines(run, &would);
	status = sw_run_begin(engine, run, "running", false, e);
	if (status == SW_OK) {
		status = sw_db_begin(&engine->db, e);
	}
	while (status == SW_OK && sw_journal_lines(&run->plan, run->id, &group, &line, run->plan.group_count, &run->sql)) {
		status = sw_run_sql(engine, run, NULL, NULL, e);
	}
	sw_buf_clear(&run->sql);
	group = 0;
	while (status == SW_OK && sw_links_unmatched(&run->plan, run->id, &group, run->plan.group_count, &run->sql)) {
		status = sw_run_sql(engine, run, NULL, NULL, e);
	}
	sw_buf_clear(&run->sql);
	while (status == SW_OK && sw_staging_hold(&run->plan, run->id, &at, &run->sql)) {
		status = sw_run_sql(engine, run, NULL, NULL, e);
	}
	sw_buf_clear(&run->sql);
	if (status == SW_OK) {
		sw_journal_count(&run->plan, run->plan.group_count, &counts);
		sw_journal_hold(&run->shop, run->id, &counts, &would, &run->sql);
		status = sw_run_sql(engine, run, NULL, NULL, e);
	}
	if (status == SW_OK) {
		status = sw_db_commit(&engine->db, e);
	}
	run->state = "held";
	return status;
}

/* Would this push empty too much of the shop? */
static sw_status brake(sw_engine *engine, sw_run *run, sw_trial *trial, bool *trips, sw_error *e)
{
	uint64_t followed = 0;
	sw_status status;

	*trips = false;
	if (!sw_brake_may_trip(&run->plan)) {
		return SW_OK;
	}
	status = sw_run_try(engine, run, trial, e);
	if (status == SW_OK && EG(exception) == NULL && trial->zeroed >= sw_brake_least(&run->shop)) {
		status = sw_run_followed(engine, run, &followed, e);
		*trips = status == SW_OK && sw_brake_trips(&run->shop, trial->zeroed, followed);
	}
	return status;
}

/* Writes (or in shadow mode only journals) what was planned. */
static sw_status write_run(sw_engine *engine, sw_run *run, sw_error *e)
{
	sw_trial trial = {0};
	bool trips = false;
	sw_status status = SW_OK;

	run->plan.tried_only = engine->shadow;
	if (!engine->shadow) {
		status = brake(engine, run, &trial, &trips, e);
	}
	if (status != SW_OK || EG(exception) != NULL) {
		return status;
	}
	if (trips) {
		status = hold(engine, run, &trial, e);
	} else {
		status = sw_run_begin(engine, run, "running", engine->shadow, e);
		if (status == SW_OK) {
			status = sw_run_chunks(engine, run, e);
		}
		run->applied = !engine->shadow && status == SW_OK && EG(exception) == NULL;
	}
	if (status != SW_OK || EG(exception) != NULL) {
		fail_run(engine, run);
	}
	return status;
}

sw_status sw_run_receive(sw_engine *engine, sw_run *run, bool preview, sw_error *e)
{
	sw_trial trial = {0};
	sw_status status;

	if (run->feed.count == 0) {
		run->applied = !preview && !engine->shadow;
		return SW_OK;
	}
	status = sw_run_prepare(engine, run, e);
	if (status == SW_OK) {
		status = sw_run_plan(engine, run, e);
	}
	if (status != SW_OK || EG(exception) != NULL) {
		return status;
	}
	return preview ? sw_run_try(engine, run, &trial, e) : write_run(engine, run, e);
}

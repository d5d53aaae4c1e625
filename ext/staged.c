/* SPDX-License-Identifier: MIT */
/* Runs whose lines wait in the database: opened, filled, called off, let go. steps.c carries them out. */
#include "engine.h"

#include "core/staging.h"

static sw_status unknown_run(sw_error *e)
{
	return sw_fail(e, SW_E_STATE, 0, "run", "There is no such run, or it is not in a state for this.");
}

sw_status sw_staged_open(sw_engine *engine, sw_run *run, bool preview, sw_error *e)
{
	run->shop = engine->shop;
	return sw_run_begin(engine, run, "staging", preview, e);
}

static bool take_number(void *context, const sw_slice *cells, unsigned n)
{
	*(uint64_t *) context = n == 1 ? sw_sql_u64(cells[0]) + 1 : 0;
	return true;
}

/* Number of lines that the run has, under lock; SW_E_STATE where it takes none any more. */
static sw_status lock_run(sw_engine *engine, sw_run *run, uint64_t *lines, sw_error *e)
{
	uint64_t found = 0;
	sw_status status;

	sw_runs_lock(&run->shop, run->id, &run->sql);
	status = sw_run_sql(engine, run, take_number, &found, e);
	if (status == SW_OK && found == 0) {
		return unknown_run(e);
	}
	*lines = found - 1;
	return status;
}

/* Opens the transaction in which lines join the run. */
static sw_status begin_staging(sw_engine *engine, sw_run *run, uint64_t *lines, sw_error *e)
{
	sw_status status;

	run->shop = engine->shop;
	status = sw_db_begin(&engine->db, e);
	return status == SW_OK ? lock_run(engine, run, lines, e) : status;
}

static sw_status count_lines(sw_engine *engine, sw_run *run, uint64_t total, sw_error *e)
{
	sw_runs_set_lines(&run->shop, run->id, total, &run->sql);
	return sw_run_sql(engine, run, NULL, NULL, e);
}

/* What cannot be used is said at once; the rest waits. */
static sw_status insert_lines(sw_engine *engine, sw_run *run, sw_error *e)
{
	sw_status status = SW_OK;
	uint32_t line = SW_MAP_NONE;
	size_t group = 0;
	size_t at = 0;

	sw_buf_clear(&run->sql);
	while (status == SW_OK && sw_staging_insert(&run->shop, run->id, run->feed.lines, run->feed.count, &at, &run->sql)) {
		status = sw_run_sql(engine, run, NULL, NULL, e);
	}
	sw_buf_clear(&run->sql);
	while (status == SW_OK && sw_journal_lines(&run->plan, run->id, &group, &line, run->plan.group_count, &run->sql)) {
		status = sw_run_sql(engine, run, NULL, NULL, e);
	}
	sw_buf_clear(&run->sql);
	return status;
}

/* The invalid lines alone, each in a group of its own, for the journal. */
static sw_status plan_invalid(sw_run *run, sw_error *e)
{
	sw_plan *p = &run->plan;

	*p = (sw_plan){.shop = &run->shop, .arena = run->arena, .lines = run->feed.lines, .count = run->feed.count, .matches = &run->matches};
	p->entries = sw_arena_alloc(run->arena, (p->count + 1) * sizeof *p->entries);
	p->groups = sw_arena_alloc(run->arena, (p->count + 1) * sizeof *p->groups);
	if (p->entries == NULL || p->groups == NULL) {
		return sw_fail(e, SW_E_NOMEM, 0, "", "There is not enough memory for these lines. None of them was taken.");
	}
	for (uint32_t i = 0; i < p->count; i++) {
		p->entries[i] = (sw_entry){.way = SW_MAP_NONE, .next = SW_MAP_NONE};
		if (p->lines[i].outcome != SW_UNDECIDED) {
			p->groups[p->group_count++] = (sw_group){.first = i, .last = i, .lines = 1};
		}
	}
	return SW_OK;
}

static sw_status close_transaction(sw_engine *engine, sw_status status, sw_error *e)
{
	if (status == SW_OK) {
		status = sw_db_commit(&engine->db, e);
	}
	if (status != SW_OK) {
		sw_db_rollback(&engine->db);
	}
	return status;
}

sw_status sw_staged_add(sw_engine *engine, sw_run *run, uint64_t *total, sw_error *e)
{
	uint64_t before = 0;
	sw_status status = begin_staging(engine, run, &before, e);

	if (status == SW_OK && before + run->feed.count > UINT32_MAX) {
		status = sw_fail(e, SW_E_TOO_LARGE, 0, "lines", "A run cannot have so many lines.");
	}
	for (size_t i = 0; i < run->feed.count; i++) {
		run->feed.lines[i].number = (uint32_t) (before + i + 1);
	}
	if (status == SW_OK) {
		status = plan_invalid(run, e);
	}
	if (status == SW_OK) {
		status = insert_lines(engine, run, e);
	}
	*total = before + run->feed.count;
	if (status == SW_OK) {
		status = count_lines(engine, run, *total, e);
	}
	return close_transaction(engine, status, e);
}

sw_status sw_staged_sums(sw_engine *engine, sw_run *run, uint64_t *total, sw_error *e)
{
	uint64_t before = 0;
	sw_status status = begin_staging(engine, run, &before, e);

	if (status == SW_OK) {
		sw_staging_insert_sums(&run->shop, run->id, before, &run->sql);
		status = sw_run_sql(engine, run, NULL, NULL, e);
		*total = before + engine->db.affected;
	}
	if (status == SW_OK) {
		status = count_lines(engine, run, *total, e);
	}
	return close_transaction(engine, status, e);
}

/* Only what is over, and was meant, can be taken back. */
static sw_status check_undone(sw_engine *engine, sw_run *run, uint64_t undone, sw_error *e)
{
	uint64_t found = 0;
	sw_status status;

	sw_runs_select_undone(&run->shop, undone, &run->sql);
	status = sw_run_sql(engine, run, take_number, &found, e);
	return status == SW_OK && found == 0 ? unknown_run(e) : status;
}

sw_status sw_staged_undo(sw_engine *engine, sw_run *run, uint64_t undone, bool preview, sw_error *e)
{
	sw_status status;

	run->shop = engine->shop;
	status = check_undone(engine, run, undone, e);
	if (status == SW_OK) {
		status = sw_run_begin(engine, run, "staging", preview, e);
	}
	if (status == SW_OK) {
		status = sw_db_begin(&engine->db, e);
	}
	if (status != SW_OK) {
		return status;
	}
	sw_staging_insert_undo(&run->shop, run->id, undone, &run->sql);
	status = sw_run_sql(engine, run, NULL, NULL, e);
	if (status == SW_OK) {
		sw_runs_begin_undo(&run->shop, run->id, undone, engine->db.affected, &run->sql);
		status = sw_run_sql(engine, run, NULL, NULL, e);
	}
	return close_transaction(engine, status, e);
}

/* What was applied before a run was called off. */
static sw_status count_outcomes(sw_engine *engine, sw_run *run, sw_error *e)
{
	sw_counts counts = {0};
	sw_status status;

	sw_journal_select_counts(&run->shop, run->id, &run->sql);
	status = sw_run_sql(engine, run, sw_journal_take_count, &counts, e);
	if (status == SW_OK) {
		sw_runs_set_counts(&run->shop, run->id, &counts, &run->sql);
		status = sw_run_sql(engine, run, NULL, NULL, e);
	}
	return status;
}

sw_status sw_staged_move(sw_engine *engine, sw_run *run, const sw_move *move, bool *moved, sw_error *e)
{
	sw_status status;

	run->shop = engine->shop;
	status = sw_db_begin(&engine->db, e);
	if (status == SW_OK) {
		sw_runs_move(&run->shop, run->id, move, &run->sql);
		status = sw_run_sql(engine, run, NULL, NULL, e);
		*moved = status == SW_OK && engine->db.affected > 0;
	}
	if (status == SW_OK && *moved && move->drop) {
		sw_runs_drop_staged(&run->shop, run->id, &run->sql);
		status = sw_run_sql(engine, run, NULL, NULL, e);
	}
	if (status == SW_OK && *moved && move->count) {
		status = count_outcomes(engine, run, e);
	}
	if (status == SW_OK && *moved && move->anew) {
		sw_runs_drop_journal(&run->shop, run->id, &run->sql);
		status = sw_run_sql(engine, run, NULL, NULL, e);
	}
	return close_transaction(engine, status, e);
}

/* SPDX-License-Identifier: MIT */
/* Reads what a run has to know: the shop's terms, the products that lines mean, and the rows of a chunk. */
#include "engine.h"

#include "core/limits.h"
#include "core/links.h"

sw_status sw_run_sql(sw_engine *engine, sw_run *run, sw_row_fn on_row, void *context, sw_error *e)
{
	const sw_status status = sw_db_run(&engine->db, &run->sql, on_row, context, e);

	sw_buf_clear(&run->sql);
	return status;
}

static sw_status load_slice(sw_engine *engine, sw_run *run, const uint64_t *ids, size_t n, sw_error *e)
{
	sw_status status;

	sw_catalog_select_posts(&run->shop, ids, n, &run->sql);
	status = sw_run_sql(engine, run, sw_catalog_take_post, &run->catalog, e);
	if (status == SW_OK) {
		sw_catalog_select_metas(&run->shop, ids, n, &run->sql);
		status = sw_run_sql(engine, run, sw_catalog_take_meta, &run->catalog, e);
	}
	if (status == SW_OK) {
		sw_catalog_select_terms(&run->shop, ids, n, &run->sql);
		status = sw_run_sql(engine, run, sw_catalog_take_term, &run->catalog, e);
	}
	return status;
}

sw_status sw_load_products(sw_engine *engine, sw_run *run, const uint64_t *ids, size_t n, sw_error *e)
{
	sw_status status = SW_OK;

	for (size_t i = 0; i < n && status == SW_OK; i += SW_CHUNK_LINES) {
		status = load_slice(engine, run, ids + i, n - i < SW_CHUNK_LINES ? n - i : SW_CHUNK_LINES, e);
	}
	return status;
}

/* A fresh arena for what belongs to one chunk: lists, levels, changes. */
static sw_status new_chunk(sw_run *run, sw_error *e)
{
	sw_arena_destroy(run->chunk);
	run->chunk = sw_arena_create();
	run->levels = (sw_levels){.arena = run->chunk, .source = run->shop.source, .begun = run->staged ? 0 : run->begun};
	run->changes = (sw_changes){.arena = run->chunk};
	return run->chunk == NULL ? sw_part_no_memory(e) : SW_OK;
}

/* What nothing was found for may have been linked by the owner. */
static sw_status match_links(sw_engine *engine, sw_run *run, uint32_t from, uint32_t to, sw_error *e)
{
	bool asked = false;
	sw_status status;

	sw_buf_clear(&run->sql);
	status = sw_links_select(&run->matches, from, to, &run->sql, &asked);
	if (status == SW_OK && asked) {
		return sw_run_sql(engine, run, sw_links_take, &run->matches, e);
	}
	return status == SW_OK ? SW_OK : sw_part_no_memory(e);
}

/* A code with a character that the SKU column's character set lacks is no SKU of this shop, but the server refuses the whole list: it is
   halved until such a code stands alone, and grows again behind it. */
static sw_status match_codes(sw_engine *engine, sw_run *run, uint32_t from, uint32_t to, sw_error *e)
{
	uint32_t most = to - from;
	sw_status status = SW_OK;

	while (from < to && status == SW_OK) {
		const uint32_t n = to - from < most ? to - from : most;

		sw_buf_clear(&run->sql);
		if (sw_match_select_codes(&run->matches, from, from + n, &run->sql)) {
			status = sw_run_sql(engine, run, sw_match_take_code, &run->matches, e);
		}
		if (status == SW_E_DATABASE && sw_db_cannot_compare(&engine->db)) {
			status = SW_OK;
			most = n > 1 ? n / 2 : 1;
			from += n > 1 ? 0 : 1;
		} else {
			from += n;
			most = n * 2;
		}
	}
	sw_buf_clear(&run->sql);
	return status;
}

static sw_status match_ways(sw_engine *engine, sw_run *run, sw_error *e)
{
	sw_matches *m = &run->matches;
	sw_status status = sw_match_collect(m, run->plan.lines, run->plan.count, e);

	for (uint32_t from = 0; from < m->count && status == SW_OK; from += SW_CHUNK_LINES) {
		const uint32_t to = m->count - from < SW_CHUNK_LINES ? m->count : from + SW_CHUNK_LINES;

		status = match_codes(engine, run, from, to, e);
		if (status == SW_OK && sw_match_select_keys(m, from, to, &run->sql)) {
			status = sw_run_sql(engine, run, sw_match_take_key, m, e);
		}
		if (status == SW_OK) {
			status = match_links(engine, run, from, to, e);
		}
	}
	sw_buf_clear(&run->sql);
	sw_match_done(m);
	return status;
}

/* Products from index `from` on, in slices. */
static sw_status load_from(sw_engine *engine, sw_run *run, uint32_t from, sw_error *e)
{
	const uint32_t end = run->catalog.count;
	sw_status status = SW_OK;

	while (from < end && status == SW_OK) {
		uint64_t ids[SW_CHUNK_LINES];
		size_t n = 0;

		while (from < end && n < SW_CHUNK_LINES) {
			ids[n++] = run->catalog.items[from++].id;
		}
		status = load_slice(engine, run, ids, n, e);
	}
	return status;
}

static sw_status load_parents(sw_engine *engine, sw_run *run, sw_error *e)
{
	const uint32_t children = run->catalog.count;

	for (uint32_t i = 0; i < children; i++) {
		const uint64_t parent = run->catalog.items[i].parent;

		if (parent != 0 && sw_catalog_add(&run->catalog, parent) == SW_MAP_NONE) {
			return sw_part_no_memory(e);
		}
	}
	return load_from(engine, run, children, e);
}

sw_status sw_load_catalog(sw_engine *engine, sw_run *run, sw_error *e)
{
	sw_status status;

	sw_shop_select_terms(&run->shop, &run->sql);
	status = sw_run_sql(engine, run, sw_shop_take_term, &run->shop, e);
	if (status == SW_OK && run->plan.count > SW_CHUNK_LINES) {
		/* The last chunk is written long after this. */
		sw_catalog_select_newest(&run->shop, &run->sql);
		status = sw_run_sql(engine, run, sw_catalog_take_newest, &run->shop, e);
	}
	if (status == SW_OK) {
		status = match_ways(engine, run, e);
	}
	if (status == SW_OK && !sw_call_originals(engine, &run->matches)) {
		return SW_OK;
	}
	if (status == SW_OK) {
		status = sw_plan_products(&run->plan, e);
	}
	if (status == SW_OK) {
		status = load_from(engine, run, 0, e);
	}
	return status == SW_OK ? load_parents(engine, run, e) : status;
}

/* A list of distinct ids in the chunk's arena, with room for the largest chunk's parents. */
typedef struct id_list {
	uint64_t *ids;
	size_t count;
	size_t cap;
	sw_map seen;
	sw_arena *arena;
} id_list;

static bool add_id(id_list *list, uint64_t id)
{
	uint64_t *ids;

	if (sw_map_get_id(&list->seen, id) != SW_MAP_NONE) {
		return true;
	}
	ids = sw_arena_grow(list->arena, list->ids, list->count, &list->cap, sizeof *ids);
	if (ids == NULL) {
		return false;
	}
	list->ids = ids;
	list->ids[list->count] = id;
	return sw_map_put_id(&list->seen, list->arena, id, (uint32_t) list->count++) != SW_MAP_NONE;
}

/* The variations of the variable products in the list join it: a parent's status comes from all of them. */
static sw_status add_children(sw_engine *engine, sw_run *run, id_list *list, sw_error *e)
{
	uint64_t parents[SW_CHUNK_LINES];
	const size_t before = list->count;
	sw_status status = SW_OK;
	size_t n = 0;

	for (size_t i = 0; i < before && status == SW_OK; i++) {
		const uint32_t at = sw_catalog_find(&run->catalog, list->ids[i]);

		if (run->catalog.items[at].type == SW_TYPE_VARIABLE) {
			parents[n++] = list->ids[i];
		}
		if (n == SW_CHUNK_LINES || (n > 0 && i + 1 == before)) {
			sw_catalog_select_children(&run->shop, parents, n, &run->sql);
			status = sw_run_sql(engine, run, sw_catalog_take_child, &run->catalog, e);
			n = 0;
		}
	}
	for (size_t i = 0; i < before && status == SW_OK; i++) {
		for (uint32_t c = sw_catalog_first_child(&run->catalog, list->ids[i]); c != SW_MAP_NONE; c = run->catalog.sibling[c]) {
			if (!add_id(list, run->catalog.items[c].id)) {
				return sw_part_no_memory(e);
			}
		}
	}
	return status;
}

static int by_number(const void *a, const void *b)
{
	const uint64_t x = *(const uint64_t *) a;
	const uint64_t y = *(const uint64_t *) b;

	return (x > y) - (x < y);
}

/* Locks what decides about the chunk's products, row by row by meta_id, and reads it in the same go. */
static sw_status lock_metas(sw_engine *engine, sw_run *run, const id_list *list, sw_error *e)
{
	id_list metas = {.arena = run->chunk};
	sw_status status = SW_OK;

	for (size_t i = 0; i < list->count; i++) {
		const uint32_t at = sw_catalog_find(&run->catalog, list->ids[i]);

		for (uint32_t m = run->catalog.first_meta[at]; m != SW_MAP_NONE; m = run->catalog.metas[m].next) {
			if (!add_id(&metas, run->catalog.metas[m].meta_id)) {
				return sw_part_no_memory(e);
			}
		}
	}
	if (metas.count > 1) {
		qsort(metas.ids, metas.count, sizeof *metas.ids, by_number);
	}
	for (size_t i = 0; i < metas.count && status == SW_OK; i += SW_CHUNK_LINES) {
		sw_catalog_lock_metas(&run->shop, metas.ids + i, metas.count - i < SW_CHUNK_LINES ? metas.count - i : SW_CHUNK_LINES,
			&run->sql);
		status = sw_run_sql(engine, run, sw_catalog_take_meta, &run->catalog, e);
	}
	return status;
}

/* Products where a row is missing (or was replaced since it was first seen): their posts are locked, so that nobody creates
   the row twice, and their rows are looked for once more. */
static sw_status lock_gaps(sw_engine *engine, sw_run *run, const id_list *list, sw_error *e)
{
	id_list gaps = {.arena = run->chunk};
	sw_status status = SW_OK;

	for (size_t i = 0; i < list->count; i++) {
		const sw_product *p = &run->catalog.items[sw_catalog_find(&run->catalog, list->ids[i])];

		if ((!p->has_status || !p->manage_row || (p->managed && !p->has_stock)) && !add_id(&gaps, p->id)) {
			return sw_part_no_memory(e);
		}
	}
	if (gaps.count > 1) {
		qsort(gaps.ids, gaps.count, sizeof *gaps.ids, by_number);
	}
	sw_catalog_forget(&run->catalog, gaps.ids, gaps.count);
	for (size_t i = 0; i < gaps.count; i++) {
		run->catalog.items[sw_catalog_find(&run->catalog, gaps.ids[i])].prices = 0; /* which are read once more with the rest */
	}
	for (size_t i = 0; i < gaps.count && status == SW_OK; i += SW_CHUNK_LINES) {
		const size_t n = gaps.count - i < SW_CHUNK_LINES ? gaps.count - i : SW_CHUNK_LINES;

		sw_catalog_lock_posts(&run->shop, gaps.ids + i, n, &run->sql);
		status = sw_run_sql(engine, run, NULL, NULL, e);
		if (status == SW_OK) {
			sw_catalog_select_metas(&run->shop, gaps.ids + i, n, &run->sql);
			status = sw_run_sql(engine, run, sw_catalog_take_meta, &run->catalog, e);
		}
	}
	return status;
}

static sw_status load_slices(sw_engine *engine, sw_run *run, const id_list *list, sw_error *e)
{
	sw_status status = SW_OK;

	for (size_t i = 0; i < list->count && status == SW_OK; i += SW_CHUNK_LINES) {
		const size_t n = list->count - i < SW_CHUNK_LINES ? list->count - i : SW_CHUNK_LINES;

		sw_catalog_select_posts(&run->shop, list->ids + i, n, &run->sql);
		status = sw_run_sql(engine, run, sw_catalog_take_post, &run->catalog, e);
		if (status == SW_OK) {
			sw_catalog_select_terms(&run->shop, list->ids + i, n, &run->sql);
			status = sw_run_sql(engine, run, sw_catalog_take_term, &run->catalog, e);
		}
	}
	return status;
}

/* The list (holders, their parents and variations): before the transaction only what was not read yet; in it everything
   anew, under lock. */
static sw_status read_list(sw_engine *engine, sw_run *run, id_list *list, bool locked, sw_error *e)
{
	id_list fresh = {.arena = run->chunk};
	sw_status status;

	if (locked) {
		sw_catalog_forget(&run->catalog, list->ids, list->count);
		status = lock_metas(engine, run, list, e);
		if (status == SW_OK) {
			status = lock_gaps(engine, run, list, e);
		}
		if (status == SW_OK && run->shop.newest_meta > 0) {
			/* A choice of the owner's is a row of its own: none of those that were locked. */
			sw_catalog_select_choices_since(&run->shop, &run->sql);
			status = sw_run_sql(engine, run, sw_catalog_take_meta, &run->catalog, e);
		}
		return status == SW_OK ? load_slices(engine, run, list, e) : status;
	}
	for (size_t i = 0; i < list->count; i++) {
		if (!run->catalog.items[sw_catalog_find(&run->catalog, list->ids[i])].read && !add_id(&fresh, list->ids[i])) {
			return sw_part_no_memory(e);
		}
	}
	return sw_load_products(engine, run, fresh.ids, fresh.count, e);
}

static sw_status add_parents(sw_run *run, id_list *list, sw_error *e)
{
	const size_t before = list->count;

	for (size_t i = 0; i < before; i++) {
		const uint32_t at = sw_catalog_find(&run->catalog, list->ids[i]);
		const uint64_t parent = at == SW_MAP_NONE ? 0 : run->catalog.items[at].parent;

		if (at == SW_MAP_NONE || (parent != 0 && (sw_catalog_add(&run->catalog, parent) == SW_MAP_NONE || !add_id(list, parent)))) {
			return sw_part_no_memory(e);
		}
	}
	return SW_OK;
}

static sw_status load_levels(sw_engine *engine, sw_run *run, const uint64_t *holders, size_t n, bool locked, sw_error *e)
{
	sw_status status = SW_OK;

	for (size_t i = 0; i < n && status == SW_OK; i += SW_CHUNK_LINES) {
		sw_levels_select(&run->shop, holders + i, n - i < SW_CHUNK_LINES ? n - i : SW_CHUNK_LINES, locked, &run->sql);
		status = sw_run_sql(engine, run, sw_levels_take, &run->levels, e);
	}
	return status;
}

/* For holders whose number is made anew from what is known. */
static sw_status load_since(sw_engine *engine, sw_run *run, size_t from, size_t to, sw_error *e)
{
	uint64_t holders[SW_CHUNK_LINES];
	sw_status status = SW_OK;
	size_t n = 0;

	for (size_t i = from; i < to && status == SW_OK; i++) {
		const sw_group *g = &run->plan.groups[i];

		if (g->holder != 0 && run->plan.lines[g->first].kind == SW_LINE_SUM) {
			holders[n++] = g->holder;
		}
		if (n == SW_CHUNK_LINES || (n > 0 && i + 1 == to)) {
			if (sw_levels_select_since(&run->shop, holders, n, &run->sql)) {
				status = sw_run_sql(engine, run, sw_levels_take_since, &run->levels, e);
			}
			n = 0;
		}
	}
	return status;
}

sw_status sw_load_chunk(sw_engine *engine, sw_run *run, size_t from, size_t to, bool locked, sw_error *e)
{
	id_list list = {0};
	size_t holders;
	sw_status status = new_chunk(run, e);

	list.arena = run->chunk;
	for (size_t i = from; i < to && status == SW_OK; i++) {
		if (run->plan.groups[i].holder != 0 && !add_id(&list, run->plan.groups[i].holder)) {
			status = sw_part_no_memory(e);
		}
	}
	holders = list.count;
	if (status == SW_OK) {
		status = add_parents(run, &list, e);
	}
	if (status == SW_OK) {
		status = add_children(engine, run, &list, e);
	}
	if (status == SW_OK && list.count > 0) {
		status = read_list(engine, run, &list, locked, e);
	}
	if (status == SW_OK) {
		status = load_levels(engine, run, list.ids, holders, locked, e);
	}
	return status == SW_OK ? load_since(engine, run, from, to, e) : status;
}

sw_status sw_load_again(sw_engine *engine, sw_run *run, const uint64_t *ids, size_t n, bool locked, sw_error *e)
{
	id_list list = {0};
	sw_status status = new_chunk(run, e);

	list.arena = run->chunk;
	for (size_t i = 0; i < n && status == SW_OK; i++) {
		if (sw_catalog_add(&run->catalog, ids[i]) == SW_MAP_NONE || !add_id(&list, ids[i])) {
			status = sw_part_no_memory(e);
		}
	}
	if (status == SW_OK && !locked) {
		/* Types and parents have to be known before the rest of the family can be found. */
		status = read_list(engine, run, &list, false, e);
	}
	if (status == SW_OK) {
		status = add_parents(run, &list, e);
	}
	if (status == SW_OK && !locked) {
		status = read_list(engine, run, &list, false, e);
	}
	if (status == SW_OK) {
		status = add_children(engine, run, &list, e);
	}
	return status == SW_OK && list.count > 0 ? read_list(engine, run, &list, locked, e) : status;
}

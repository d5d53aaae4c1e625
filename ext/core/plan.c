/* SPDX-License-Identifier: MIT */
/* From matched lines to holders and groups: what is decided before a row is locked. */
#include "plan.h"

#include "limits.h"

#include <stdlib.h>
#include <string.h>

static sw_status no_memory(sw_error *e)
{
	return sw_fail(e, SW_E_NOMEM, 0, "", "There is not enough memory to plan this push. Nothing was written.");
}

static void fix(sw_entry *entry, sw_outcome outcome, sw_reason reason)
{
	entry->fixed = outcome;
	entry->fixed_reason = reason;
}

/* The way back of a sum: it told of no level, so there is none to go back to, whatever warehouse is followed. */
static bool is_of_sum(const sw_line *line)
{
	return !line->restore->left_known && !line->restore->level_known;
}

/* Where a line's folded warehouse is kept: a push names few of them a hundred thousand times, so it is the shop's own text or that of the
   line before, else a copy. Tells whether it is followed; NULL when memory is short. */
static const char *keep_folded(const sw_plan *p, size_t at, sw_slice folded, bool *followed)
{
	const sw_slice *known = sw_shop_followed(p->shop, folded);

	*followed = known != NULL;
	if (known == NULL && at > 0 && sw_slice_equal(p->entries[at - 1].warehouse, folded)) {
		known = &p->entries[at - 1].warehouse;
	}
	return known != NULL ? known->ptr : sw_arena_copy(p->arena, folded.ptr, folded.len);
}

static sw_status fold_warehouse(sw_plan *p, size_t at, sw_buf *scratch)
{
	const sw_line *line = &p->lines[at];
	sw_entry *entry = &p->entries[at];
	bool followed;

	if (line->kind == SW_LINE_SUM) {
		entry->followed = p->shop->warehouse_count > 0;
		if (!entry->followed) {
			fix(entry, SW_OTHER_WAREHOUSE, SW_R_NONE_FOLLOWED); /* the sum of none would be 0 */
		}
		return SW_OK;
	}
	if (line->warehouse.len == 0 && line->kind == SW_LINE_RESTORE && is_of_sum(line)) {
		entry->followed = true; /* a number without a level */
		return SW_OK;
	}
	if (line->warehouse.len == 0) {
		if (p->shop->warehouse_count == 1) {
			entry->warehouse = p->shop->warehouses[0];
			entry->followed = true;
		} else if (line->kind == SW_LINE_RESTORE) {
			fix(entry, SW_STALE, SW_R_CHANGED_SINCE); /* its level was told anew: by whom and where nobody knows */
		} else {
			fix(entry, SW_INVALID, SW_R_WAREHOUSE_MISSING);
		}
		return SW_OK;
	}
	sw_buf_clear(scratch);
	if (sw_shop_fold_warehouse(line->warehouse, scratch) != SW_OK || scratch->failed) {
		return SW_E_NOMEM;
	}
	entry->warehouse = (sw_slice){keep_folded(p, at, (sw_slice){scratch->ptr, scratch->len}, &followed), scratch->len};
	if (entry->warehouse.ptr == NULL) {
		return SW_E_NOMEM;
	}
	/* The way back of a level needs nobody to follow its warehouse today. */
	entry->followed = line->kind == SW_LINE_RESTORE || followed;
	if (!entry->followed) {
		fix(entry, SW_OTHER_WAREHOUSE, p->shop->warehouse_count == 0 ? SW_R_NONE_FOLLOWED : SW_R_NOT_FOLLOWED);
	}
	return SW_OK;
}

bool sw_plan_decides(const sw_entry *entry)
{
	return entry->followed && entry->fixed != SW_OPTED_OUT;
}

bool sw_plan_keeps_level(const sw_entry *entry)
{
	return entry->fixed == SW_UNDECIDED || entry->fixed == SW_OTHER_WAREHOUSE || entry->fixed == SW_OPTED_OUT;
}

sw_status sw_plan_warehouses(sw_plan *p, sw_error *e)
{
	sw_buf scratch = {0};
	sw_status status = SW_OK;

	for (size_t i = 0; i < p->count && status == SW_OK; i++) {
		sw_entry *entry = &p->entries[i];

		*entry = (sw_entry){.way = SW_MAP_NONE, .next = SW_MAP_NONE};
		if (p->lines[i].outcome != SW_UNDECIDED) {
			fix(entry, p->lines[i].outcome, p->lines[i].reason);
		} else if (!p->shop->manage_stock) {
			fix(entry, SW_NOT_MANAGED, SW_R_SHOP_NOT_MANAGED);
		} else {
			status = fold_warehouse(p, i, &scratch);
		}
		/* A line of another warehouse is matched all the same: its level is kept. */
		if (entry->fixed != SW_OTHER_WAREHOUSE) {
			p->lines[i].outcome = entry->fixed;
		}
	}
	sw_buf_free(&scratch);
	return status == SW_OK ? SW_OK : no_memory(e);
}

/* Lines that name their holder by number need no matching. */
static bool add_named(sw_plan *p, size_t at)
{
	p->entries[at].product = p->lines[at].holder;
	return sw_catalog_add(p->catalog, p->entries[at].product) != SW_MAP_NONE;
}

sw_status sw_plan_products(sw_plan *p, sw_error *e)
{
	for (size_t i = 0; i < p->count; i++) {
		sw_entry *entry = &p->entries[i];
		sw_outcome outcome = SW_INVALID;
		sw_reason reason = SW_R_CODE_AND_NAME_BLANK;

		if (p->lines[i].outcome != SW_UNDECIDED) {
			continue;
		}
		if (p->lines[i].kind != SW_LINE_LEVEL) {
			if (!add_named(p, i)) {
				return no_memory(e);
			}
			continue;
		}
		entry->way = p->matches->way_of_line[i];
		if (entry->way != SW_MAP_NONE) {
			outcome = sw_match_decide(&p->matches->ways[entry->way], &entry->product, &reason);
		}
		if (entry->product != 0) {
			entry->found = reason;
			if (sw_catalog_add(p->catalog, entry->product) == SW_MAP_NONE) {
				return no_memory(e);
			}
		} else if (entry->fixed == SW_UNDECIDED || outcome == SW_INVALID) {
			fix(entry, outcome, reason);
		}
	}
	return SW_OK;
}

/* The product that keeps the stock of product; NULL where none does. WooCommerce's own rule:
   WC_Product_Variation::get_manage_stock() is 'parent' where only the parent manages stock. */
static const sw_product *keeper_of(const sw_product *product, const sw_product *parent)
{
	if (product->managed) {
		return product;
	}
	return parent != NULL && parent->loaded && parent->managed ? parent : NULL;
}

/* The product that keeps the stock of product, or NULL, and the outcome that follows where it may not be written. One that does
   not follow keeps its level all the same, for the day on which it follows again; but a variation that does not says nothing of
   a parent that does. */
static const sw_product *holder_of(const sw_plan *p, const sw_product *product, sw_outcome *outcome, sw_reason *reason)
{
	const uint32_t above = product->type == SW_TYPE_VARIATION ? sw_catalog_find(p->catalog, product->parent) : SW_MAP_NONE;
	const sw_product *parent = above == SW_MAP_NONE ? NULL : &p->catalog->items[above];
	const bool family_out = parent != NULL && parent->opted_out;
	const sw_product *keeper = keeper_of(product, parent);

	*outcome = SW_NOT_MANAGED;
	if (product->type == SW_TYPE_EXTERNAL || product->type == SW_TYPE_GROUPED) {
		*reason = product->type == SW_TYPE_EXTERNAL ? SW_R_EXTERNAL : SW_R_GROUPED;
		return NULL;
	}
	if (product->opted_out || family_out) {
		*outcome = SW_OPTED_OUT;
		*reason = SW_R_OPTED_OUT;
		return keeper == product || family_out ? keeper : NULL;
	}
	if (keeper == NULL) {
		*reason = product->type == SW_TYPE_VARIABLE ? SW_R_KEPT_BY_VARIATIONS : SW_R_STOCK_NOT_MANAGED;
		return NULL;
	}
	*outcome = SW_UNDECIDED;
	return keeper;
}

bool sw_plan_says_level(const sw_line *line)
{
	return line->kind == SW_LINE_LEVEL || (line->kind == SW_LINE_RESTORE && !line->restore->number);
}

void sw_plan_holders(sw_plan *p)
{
	for (size_t i = 0; i < p->count; i++) {
		sw_entry *entry = &p->entries[i];
		sw_outcome outcome = SW_UNMATCHED;
		sw_reason reason = SW_R_NO_SUCH_CODE;
		const sw_product *holder = NULL;
		uint32_t at;

		if (entry->product == 0) {
			continue;
		}
		at = sw_catalog_find(p->catalog, entry->product);
		if (at != SW_MAP_NONE && p->catalog->items[at].loaded) {
			holder = holder_of(p, &p->catalog->items[at], &outcome, &reason);
		}
		if (p->lines[i].kind != SW_LINE_LEVEL && holder != NULL && holder->id != p->lines[i].holder) {
			/* A variation that left its stock to its parent since: the parent's number is another one. */
			holder = NULL;
			outcome = SW_NOT_MANAGED;
			reason = SW_R_STOCK_NOT_MANAGED;
		}
		if (outcome != SW_UNDECIDED && !sw_plan_says_level(&p->lines[i])) {
			holder = NULL;
		}
		entry->holder = holder == NULL ? 0 : holder->id;
		if (outcome != SW_UNDECIDED && entry->fixed == SW_UNDECIDED) {
			fix(entry, outcome, reason);
		}
	}
}

/* Of two lines for one holder and warehouse the later one counts, unless the sender's numbers say otherwise. */
static bool earlier(const sw_line *a, const sw_line *b)
{
	if (a->has_sequence && b->has_sequence && a->sequence != b->sequence) {
		return a->sequence < b->sequence;
	}
	return a->has_as_of && b->has_as_of && a->as_of < b->as_of;
}

/* Returns the one of the two that still counts. */
static uint32_t meet(sw_plan *p, uint32_t former, uint32_t line)
{
	sw_entry *a = &p->entries[former];
	sw_entry *b = &p->entries[line];
	const bool late = earlier(&p->lines[line], &p->lines[former]);

	if (sw_plan_decides(a)) {
		fix(late ? b : a, SW_SUPERSEDED, SW_R_LATER_LINE);
		return late ? former : line;
	}
	if (a->way != b->way || a->holder == 0) {
		/* Two products of the back office claim one level that nothing is written from: neither is kept. */
		a->holder = 0;
		b->holder = 0;
		return line;
	}
	/* Nor is what this one replaces: it would be left where a third line comes that makes them two products. */
	(late ? b : a)->holder = 0;
	return late ? former : line;
}

static sw_status meet_twins(sw_plan *p, sw_arena *scratch)
{
	sw_map seen = {0};

	for (uint32_t i = 0; i < p->count; i++) {
		const sw_entry *entry = &p->entries[i];
		char *key;
		uint32_t at;

		if (entry->holder == 0 || p->lines[i].kind != SW_LINE_LEVEL || !sw_plan_keeps_level(entry)) {
			continue;
		}
		key = sw_arena_alloc(scratch, sizeof entry->holder + entry->warehouse.len);
		if (key == NULL) {
			return SW_E_NOMEM;
		}
		memcpy(key, &entry->holder, sizeof entry->holder);
		memcpy(key + sizeof entry->holder, entry->warehouse.ptr, entry->warehouse.len);
		at = sw_map_put(&seen, scratch, (sw_slice){key, sizeof entry->holder + entry->warehouse.len}, i);
		if (at == SW_MAP_NONE) {
			return SW_E_NOMEM;
		}
		/* `next` of the key's first line remembers here which line counts so far. */
		if (at != i) {
			const uint32_t former = p->entries[at].next == SW_MAP_NONE ? at : p->entries[at].next;

			p->entries[at].next = meet(p, former, i);
		}
	}
	for (uint32_t i = 0; i < p->count; i++) {
		p->entries[i].next = SW_MAP_NONE;
	}
	return SW_OK;
}

static int by_last_line(const void *a, const void *b)
{
	const sw_group *x = a;
	const sw_group *y = b;

	return (x->last > y->last) - (x->last < y->last);
}

/* Marks collisions: lines of followed warehouses that reach one holder by different ways. */
static void mark_collision(sw_plan *p, const sw_group *group)
{
	uint32_t way = SW_MAP_NONE;
	bool differ = false;

	for (uint32_t i = group->first; i != SW_MAP_NONE; i = p->entries[i].next) {
		if (sw_plan_decides(&p->entries[i])) {
			differ = differ || (way != SW_MAP_NONE && way != p->entries[i].way);
			way = p->entries[i].way;
		}
	}
	for (uint32_t i = group->first; differ && i != SW_MAP_NONE; i = p->entries[i].next) {
		if (sw_plan_decides(&p->entries[i])) {
			fix(&p->entries[i], SW_COLLISION, SW_R_TWO_WAYS);
		}
	}
}

static sw_status make_groups(sw_plan *p, sw_arena *scratch)
{
	sw_map groups = {0};

	for (uint32_t i = 0; i < p->count; i++) {
		uint32_t at = (uint32_t) p->group_count;
		sw_group *g;

		if (p->entries[i].holder != 0) {
			at = sw_map_put_id(&groups, scratch, p->entries[i].holder, at);
			if (at == SW_MAP_NONE) {
				return SW_E_NOMEM;
			}
		}
		g = &p->groups[at];
		if (at == p->group_count) {
			*g = (sw_group){.holder = p->entries[i].holder, .first = i};
			p->group_count++;
		} else {
			p->entries[g->last].next = i;
		}
		g->last = i;
		g->lines++;
	}
	return SW_OK;
}

/* What only helps to find twins and groups goes when they are found. */
static sw_status with_scratch(sw_plan *p, sw_status (*work)(sw_plan *, sw_arena *))
{
	sw_arena *scratch = sw_arena_create();
	const sw_status status = scratch == NULL ? SW_E_NOMEM : work(p, scratch);

	sw_arena_destroy(scratch);
	return status;
}

sw_status sw_plan_groups(sw_plan *p, sw_error *e)
{
	p->groups = sw_arena_alloc(p->arena, p->count * sizeof *p->groups);
	if (p->groups == NULL || with_scratch(p, meet_twins) != SW_OK || with_scratch(p, make_groups) != SW_OK) {
		return no_memory(e);
	}
	for (size_t i = 0; i < p->group_count; i++) {
		mark_collision(p, &p->groups[i]);
	}
	qsort(p->groups, p->group_count, sizeof *p->groups, by_last_line);
	return SW_OK;
}

void sw_plan_put_last(sw_plan *p, size_t from, size_t to)
{
	sw_group moved[SW_CHUNK_LINES];
	const size_t n = to - from;

	memcpy(moved, p->groups + from, n * sizeof *moved);
	memmove(p->groups + from, p->groups + to, (p->group_count - to) * sizeof *moved);
	memcpy(p->groups + p->group_count - n, moved, n * sizeof *moved);
}

/* SPDX-License-Identifier: MIT */
/* Decides the lines of a chunk from freshly read levels and rows. */
#include "plan.h"

bool sw_plan_round(const sw_plan *p, sw_quantity in, sw_quantity *out)
{
	switch (p->shop->rounding) {
	case SW_ROUND_TRUNCATE:
		*out = sw_quantity_truncate(in);
		return true;
	case SW_ROUND_CALLBACK:
		return p->round(p->round_context, in, out);
	case SW_ROUND_IDENTITY:
	default:
		*out = in;
		return true;
	}
}

/* What one holder's lines led to. */
typedef struct verdict {
	bool changed;  /* a row of the holder changes */
	bool moved;    /* its number changes */
	bool rounded;
	bool missing;
	bool buffered;
	bool restored; /* an undo says what its number is to be */
	bool stays;    /* an undo finds it changed since: nothing of it goes back */
	uint32_t last; /* the last line that counts, SW_MAP_NONE where none does */
	sw_quantity quantity;
} verdict;

/* Whether the holder has the number that the line left; of two lines the later went back before. */
static bool has_what_was_left(const sw_product *holder, const sw_restore *r, const verdict *v)
{
	return v->restored ? v->quantity == r->expected : holder->stock_known && holder->stock == r->expected;
}

/* Of an undo's lines: whether the number that the run gave the holder, or the level that it was decided by, was changed since: then no
   level that counts goes back either, or they would not add up to the number any more. Where the run left the number alone its levels go
   back by themselves. */
static bool was_changed_since(const sw_plan *p, const sw_group *g, const sw_levels *levels)
{
	const uint32_t product = sw_catalog_find(p->catalog, g->holder);
	const verdict none = {0};

	for (uint32_t i = g->first; i != SW_MAP_NONE && product != SW_MAP_NONE; i = p->entries[i].next) {
		const sw_entry *entry = &p->entries[i];
		const sw_restore *r = p->lines[i].restore;

		if (r->number && entry->fixed == SW_UNDECIDED) {
			return !r->expected_known || !has_what_was_left(&p->catalog->items[product], r, &none)
				|| (entry->warehouse.len > 0 && !sw_levels_is_left(levels, g->holder, entry->warehouse, r));
		}
	}
	return false;
}

/* The way back: nothing of it where the number is not the one that the run left. */
static sw_level_change restore(sw_plan *p, uint32_t at, const sw_group *g, sw_levels *levels, verdict *v)
{
	const sw_restore *r = p->lines[at].restore;
	sw_level_change change = SW_LEVEL_SAME;
	const uint32_t product = sw_catalog_find(p->catalog, g->holder);
	const sw_product *holder = product == SW_MAP_NONE ? NULL : &p->catalog->items[product];
	const bool counts = sw_shop_followed(p->shop, p->entries[at].warehouse) != NULL;

	if (!r->expected_known || holder == NULL || (v->stays && counts) || (r->number && !has_what_was_left(holder, r, v))) {
		return SW_LEVEL_STALE;
	}
	if (p->entries[at].warehouse.len > 0) {
		change = sw_levels_restore(levels, g->holder, p->entries[at].warehouse, &p->lines[at], &p->entries[at].level_was);
	}
	/* Number and level go back together, or neither. */
	if (r->number && change != SW_LEVEL_STALE) {
		v->restored = true;
		v->quantity = p->lines[at].quantity;
	}
	return change;
}

/* An old number does not come back over one that somebody gave the product since: the next push decides. */
static sw_level_change sum_anew(const sw_group *g, const sw_levels *levels)
{
	const sw_since *since = sw_levels_since(levels, g->holder);

	return since != NULL && since->others ? SW_LEVEL_STALE : SW_LEVEL_SAME;
}

static sw_level_change apply_line(sw_plan *p, uint32_t at, const sw_group *g, sw_levels *levels, verdict *v)
{
	switch (p->lines[at].kind) {
	case SW_LINE_SUM:
		return sum_anew(g, levels);
	case SW_LINE_RESTORE:
		return restore(p, at, g, levels, v);
	case SW_LINE_LEVEL:
	default:
		return sw_levels_apply(levels, g->holder, p->entries[at].warehouse, &p->lines[at], &p->entries[at].level_was);
	}
}

/* Applies every line of the group to its level. */
static sw_status apply_levels(sw_plan *p, const sw_group *g, sw_levels *levels, verdict *v)
{
	for (uint32_t i = g->first; i != SW_MAP_NONE; i = p->entries[i].next) {
		sw_entry *entry = &p->entries[i];
		sw_line *line = &p->lines[i];
		sw_level_change change;

		line->outcome = entry->fixed;
		line->reason = entry->fixed_reason;
		entry->remarks = 0;
		entry->level_changed = false;
		entry->level_was = (sw_level_was){0};
		entry->decider = false;
		entry->old_known = false;
		entry->new_known = false;
		if (g->holder == 0 || !sw_plan_keeps_level(entry) || (entry->fixed == SW_OPTED_OUT && !sw_plan_says_level(line))) {
			continue;
		}
		change = apply_line(p, i, g, levels, v);
		if (change == SW_LEVEL_NOMEM) {
			return SW_E_NOMEM;
		}
		entry->level_changed = change == SW_LEVEL_CHANGED;
		if (change == SW_LEVEL_KNOWN) {
			if (entry->fixed == SW_UNDECIDED) {
				line->outcome = SW_UNCHANGED;
				line->reason = SW_R_SAME;
			}
			continue;
		}
		if (change == SW_LEVEL_STALE && entry->fixed != SW_OPTED_OUT) {
			line->outcome = SW_STALE;
			line->reason = line->kind == SW_LINE_LEVEL ? SW_R_OLDER : SW_R_CHANGED_SINCE;
		} else if (sw_plan_decides(entry)) {
			v->last = i;
		}
	}
	return SW_OK;
}

/* The strongest remark is the reason, the others stand beside it; without one the reason says what was done. */
static void give_reason(const verdict *v, bool updated, bool several, sw_entry *entry, sw_line *line)
{
	entry->remarks = (entry->found != SW_R_NONE ? SW_REMARK(entry->found) : 0) | (v->rounded ? SW_REMARK(SW_R_ROUNDED) : 0)
		| (v->missing ? SW_REMARK(SW_R_MISSING_WAREHOUSE) : 0) | (v->buffered ? SW_REMARK(SW_R_BUFFER) : 0);
	line->reason = sw_remarks_take(&entry->remarks);
	if (line->reason != SW_R_NONE) {
		return;
	}
	if (v->restored) {
		line->reason = SW_R_RESTORED;
	} else if (updated) {
		line->reason = v->moved ? SW_R_SET : SW_R_HEALED;
	} else {
		line->reason = entry->level_changed && several ? SW_R_LEVEL_ONLY : SW_R_SAME;
	}
}

static void decide_lines(sw_plan *p, const sw_group *g, const sw_product *holder, const verdict *v)
{
	for (uint32_t i = g->first; i != SW_MAP_NONE; i = p->entries[i].next) {
		sw_entry *entry = &p->entries[i];
		sw_line *line = &p->lines[i];
		bool updated;

		if (line->outcome != SW_UNDECIDED) {
			continue;
		}
		updated = v->changed && (entry->level_changed || i == v->last);
		line->outcome = updated ? SW_UPDATED : SW_UNCHANGED;
		give_reason(v, updated, p->shop->warehouse_count > 1, entry, line);
		entry->decider = v->changed && i == v->last;
		entry->old_known = holder->stock_known;
		entry->old_quantity = holder->stock;
		entry->old_status = holder->status;
		entry->new_known = true;
		entry->new_quantity = v->quantity;
		entry->new_status = holder->planned;
	}
}

/* What the levels' sum comes to in the shop: without the safety buffer, which never makes a stock negative, and rounded. */
static bool sum_up(const sw_plan *p, const sw_group *g, const sw_levels *levels, const sw_product *holder, verdict *v)
{
	const sw_quantity buffer = holder->buffer_known ? holder->buffer : p->shop->buffer;
	sw_quantity sum = sw_levels_sum(levels, p->shop, g->holder, &v->missing);

	/* What is known is summed up anew, not told anew: pieces sold since are not there any more. */
	if (p->lines[v->last].kind == SW_LINE_SUM && sw_levels_since(levels, g->holder) != NULL) {
		sum = sw_levels_bound(sum + sw_levels_since(levels, g->holder)->orders);
	}
	if (buffer > 0 && sum > 0) {
		sum = sum > buffer ? sum - buffer : 0;
		v->buffered = true;
	}
	if (!sw_plan_round(p, sum, &v->quantity)) {
		return false;
	}
	v->rounded = v->quantity != sum;
	return true;
}

/* The owner may have switched the product off since its lines were planned: from then on it is not ours to write. */
static void look_whether_it_follows(sw_plan *p, const sw_group *g)
{
	const uint32_t at = sw_catalog_find(p->catalog, g->holder);
	const sw_product *holder = at == SW_MAP_NONE ? NULL : &p->catalog->items[at];
	const uint32_t above = holder != NULL && holder->type == SW_TYPE_VARIATION ? sw_catalog_find(p->catalog, holder->parent) : SW_MAP_NONE;

	if (holder == NULL || (!holder->opted_out && (above == SW_MAP_NONE || !p->catalog->items[above].opted_out))) {
		return;
	}
	for (uint32_t i = g->first; i != SW_MAP_NONE; i = p->entries[i].next) {
		if (p->entries[i].fixed == SW_UNDECIDED) {
			p->entries[i].fixed = SW_OPTED_OUT;
			p->entries[i].fixed_reason = SW_R_OPTED_OUT;
		}
	}
}

static sw_status decide_group(sw_plan *p, const sw_group *g, sw_levels *levels, sw_changes *out)
{
	verdict v = {.last = SW_MAP_NONE};
	const size_t before = out->count;
	sw_status status;
	uint32_t at;

	look_whether_it_follows(p, g);
	v.stays = p->lines[g->first].kind == SW_LINE_RESTORE && was_changed_since(p, g, levels);
	status = apply_levels(p, g, levels, &v);
	if (status != SW_OK || v.last == SW_MAP_NONE) {
		return status;
	}
	at = sw_catalog_find(p->catalog, g->holder);
	if (at == SW_MAP_NONE || !p->catalog->items[at].loaded || !p->catalog->items[at].managed) {
		/* Between matching and locking the product went to the trash, or stopped managing stock. */
		for (uint32_t i = g->first; i != SW_MAP_NONE; i = p->entries[i].next) {
			if (p->lines[i].outcome == SW_UNDECIDED) {
				p->lines[i].outcome = SW_NOT_MANAGED;
				p->lines[i].reason = SW_R_STOCK_NOT_MANAGED;
			}
		}
		return SW_OK;
	}
	if (p->lines[v.last].kind == SW_LINE_RESTORE) {
		if (!v.restored) {
			v.quantity = p->catalog->items[at].stock;
		}
	} else if (!sum_up(p, g, levels, &p->catalog->items[at], &v)) {
		return SW_E_INVALID;
	}
	if (!sw_derive_holder(p->catalog, at, v.quantity, out)) {
		return SW_E_NOMEM;
	}
	v.changed = out->count > before;
	v.moved = !p->catalog->items[at].stock_known || p->catalog->items[at].stock != v.quantity;
	decide_lines(p, g, &p->catalog->items[at], &v);
	return SW_OK;
}

sw_status sw_plan_chunk(sw_plan *p, size_t from, size_t to, sw_levels *levels, sw_changes *out)
{
	for (size_t i = from; i < to; i++) {
		const sw_status status = decide_group(p, &p->groups[i], levels, out);

		if (status != SW_OK) {
			return status;
		}
	}
	return sw_derive_parents(p->catalog, out) ? SW_OK : SW_E_NOMEM;
}

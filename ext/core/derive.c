/* SPDX-License-Identifier: MIT */
/* What WooCommerce derives from a stock number: status, lookup row, visibility term, parent and variations. */
#include "plan.h"

#include "limits.h"

sw_stock_status sw_plan_status(const sw_shop *shop, sw_quantity quantity, bool backorders)
{
	const sw_quantity compared = shop->status_truncates ? sw_quantity_truncate(quantity) : quantity;

	if (compared > shop->no_stock_amount) {
		return SW_STOCK_IN;
	}
	return backorders ? SW_STOCK_BACKORDER : SW_STOCK_OUT;
}

sw_change *sw_changes_add(sw_changes *out)
{
	sw_change *items = sw_arena_grow(out->arena, out->items, out->count, &out->cap, sizeof *items);

	if (items == NULL) {
		return NULL;
	}
	out->items = items;
	out->items[out->count] = (sw_change){0};
	return &out->items[out->count++];
}

sw_changes sw_changes_part(const sw_changes *changes, size_t from)
{
	const size_t rest = changes->count - from;

	return (sw_changes){.items = changes->items + from, .count = rest < SW_MAX_CHANGES ? rest : SW_MAX_CHANGES};
}

bool sw_changes_reserve(sw_changes *out, size_t more)
{
	while (out->cap - out->count < more) {
		sw_change *items = sw_arena_grow(out->arena, out->items, out->cap, &out->cap, sizeof *items);

		if (items == NULL) {
			return false;
		}
		out->items = items;
	}
	return true;
}

static sw_change begin(const sw_catalog *c, uint32_t at, sw_role role, sw_stock_status status)
{
	const sw_product *p = &c->items[at];

	return (sw_change){
		.id = p->id,
		.parent = p->parent,
		.type = p->type,
		.role = role,
		.product = at,
		.old_known = p->stock_known,
		.old = p->stock,
		.old_status = p->status,
		.status = status,
		.set_status = !p->has_status || !p->status_exact || p->status != status,
	};
}

/* The term, and the attribute lookup that follows it; children of a managing parent have neither. */
static void derive_term(const sw_product *p, sw_change *change)
{
	const bool out = change->status == SW_STOCK_OUT;

	change->term = out && !p->term ? 1 : !out && p->term ? -1 : 0;
	change->set_attribute = change->set_status || change->term != 0;
}

static bool keep(sw_changes *out, const sw_change *change)
{
	sw_change *slot = sw_changes_add(out);

	if (slot == NULL) {
		return false;
	}
	*slot = *change;
	return true;
}

/* The rows of one product that keeps stock itself. A number that is not being set stays as it is spelled. */
static bool differs(const sw_change *change)
{
	return change->set_stock || change->set_status || change->set_lookup || change->term != 0;
}

/* A number that is not being set, as WooCommerce reads it: a shop that counts in whole pieces shows 2 of "2.5", in its lookup row, too. One
   with rounding of its own has to be asked, which only a number that is set is worth. */
static sw_quantity as_read(const sw_catalog *c, const sw_product *p)
{
	return c->shop->rounding == SW_ROUND_TRUNCATE ? sw_quantity_truncate(p->stock) : p->stock;
}

/* As WooCommerce reads it: a variation without the row has the empty word, which is not no; another product has no. */
static bool allows_backorders(const sw_product *p)
{
	return p->backorders_row ? p->backorders : p->type == SW_TYPE_VARIATION;
}

static sw_change derive_own(sw_catalog *c, uint32_t at, sw_role role, sw_quantity quantity, bool set)
{
	sw_product *p = &c->items[at];
	sw_change change = begin(c, at, role, sw_plan_status(c->shop, quantity, allows_backorders(p)));

	p->planned = change.status;
	change.stock_known = true;
	change.stock = quantity;
	change.set_stock = set && (!p->has_stock || !p->stock_known || !p->stock_agrees || p->stock != quantity);
	change.set_lookup = !p->lookup || p->lookup_status != change.status
		|| (p->manage_exact ? !p->lookup_quantity_known || p->lookup_quantity != quantity : p->lookup_quantity_known);
	derive_term(p, &change);
	/* "5" and "5.000000" are one number: the spelling alone is no change, but what is written is spelled as WooCommerce does. */
	change.set_stock = change.set_stock || (set && !p->stock_exact && differs(&change));
	return change;
}

/* Variations without their own stock show their parent's status: in _stock_status and the lookup row only. */
static bool derive_children(sw_catalog *c, uint32_t parent, sw_stock_status status, sw_changes *out)
{
	const uint64_t id = c->items[parent].id;

	for (uint32_t i = sw_catalog_first_child(c, id); i != SW_MAP_NONE; i = c->sibling[i]) {
		sw_product *p = &c->items[i];
		sw_change change;

		if (p->parent != id || p->type != SW_TYPE_VARIATION || !p->loaded || !p->visible_child || p->managed || !p->manage_row) {
			continue;
		}
		change = begin(c, i, SW_ROLE_CHILD, status);
		p->planned = status;
		change.set_lookup = !p->lookup || p->lookup_status != status;
		if (differs(&change) && !keep(out, &change)) {
			return false;
		}
	}
	return true;
}

static bool derive_holder(sw_catalog *c, uint32_t holder, sw_quantity quantity, bool set, sw_changes *out)
{
	sw_change change = derive_own(c, holder, SW_ROLE_HOLDER, quantity, set);

	if (differs(&change)) {
		change.touch = true;
		if (!keep(out, &change)) {
			return false;
		}
	}
	return c->items[holder].type != SW_TYPE_VARIABLE || derive_children(c, holder, change.status, out);
}

bool sw_derive_holder(sw_catalog *c, uint32_t holder, sw_quantity quantity, sw_changes *out)
{
	return derive_holder(c, holder, quantity, true, out);
}

/* In stock if one of the published or private variations is, else on backorder if one is, else out of stock. */
static sw_stock_status status_of_children(const sw_catalog *c, uint64_t parent)
{
	sw_stock_status best = SW_STOCK_OUT;

	for (uint32_t i = sw_catalog_first_child(c, parent); i != SW_MAP_NONE; i = c->sibling[i]) {
		const sw_product *p = &c->items[i];
		const sw_stock_status s = p->planned != SW_STOCK_UNKNOWN ? p->planned : p->lookup_status;

		if (p->parent != parent || p->type != SW_TYPE_VARIATION || !p->loaded || !p->visible_child) {
			continue;
		}
		if (s == SW_STOCK_IN) {
			return SW_STOCK_IN;
		}
		if (s == SW_STOCK_BACKORDER) {
			best = SW_STOCK_BACKORDER;
		}
	}
	return best;
}

static bool derive_parent(sw_catalog *c, uint32_t at, bool touched, sw_changes *out)
{
	const sw_product *p = &c->items[at];
	sw_change change;

	if (p->managed && !p->stock_known) {
		return true;
	}
	if (p->managed && p->planned != SW_STOCK_UNKNOWN) {
		/* A holder of this chunk as well: its rows are decided from its new number, and it is only saved once more. */
		change = begin(c, at, SW_ROLE_PARENT, p->planned);
		change.set_status = false;
	} else if (p->managed) {
		change = derive_own(c, at, SW_ROLE_PARENT, as_read(c, p), false);
	} else {
		change = begin(c, at, SW_ROLE_PARENT, status_of_children(c, p->id));
		change.set_lookup = !p->lookup || p->lookup_quantity_known || p->lookup_status != change.status;
		derive_term(p, &change);
	}
	/* WooCommerce saves the parent whenever one of its variations was saved. */
	change.touch = touched || differs(&change);
	return !change.touch || keep(out, &change);
}

/* Where what is out of stock is hidden, a variation that comes back or goes changes its parent's prices, though not its status. */
static bool moves_prices(const sw_catalog *c, uint64_t parent, const sw_changes *out)
{
	bool found = false;

	for (size_t i = 0; i < out->count && c->shop->hide_out_of_stock && !found; i++) {
		found = out->items[i].parent == parent && out->items[i].role == SW_ROLE_HOLDER;
	}
	return found;
}

static bool derive_again(sw_catalog *c, uint32_t product, sw_changes *out)
{
	const sw_product *p = &c->items[product];

	if (!p->loaded) {
		return true;
	}
	if (p->managed) {
		return !p->stock_known || derive_holder(c, product, as_read(c, p), false, out);
	}
	return p->type != SW_TYPE_VARIABLE || derive_parent(c, product, moves_prices(c, p->id, out), out);
}

/* Derives a product again where it is of the kind asked for and was not yet derived. */
static bool derive_once(sw_catalog *c, uint32_t at, bool managed, sw_map *done, sw_changes *out)
{
	if (at == SW_MAP_NONE || c->items[at].managed != managed || sw_map_get_id(done, c->items[at].id) != SW_MAP_NONE) {
		return true;
	}
	return sw_map_put_id(done, out->arena, c->items[at].id, 0) != SW_MAP_NONE && derive_again(c, at, out);
}

bool sw_derive_again(sw_catalog *c, const uint64_t *ids, size_t n, sw_changes *out)
{
	sw_map done = {0};
	bool ok = true;

	/* First whatever keeps a number, so that no parent looks at a status that is about to change. */
	for (unsigned pass = 0; pass < 2; pass++) {
		const bool managed = pass == 0;

		for (size_t i = 0; i < n && ok; i++) {
			const uint32_t at = sw_catalog_find(c, ids[i]);
			const uint64_t parent = at == SW_MAP_NONE ? 0 : c->items[at].parent;

			ok = derive_once(c, at, managed, &done, out)
				&& (parent == 0 || derive_once(c, sw_catalog_find(c, parent), managed, &done, out));
		}
	}
	return ok;
}

bool sw_derive_parents(sw_catalog *c, sw_changes *out)
{
	const size_t holders = out->count;
	sw_map done = {0};

	for (size_t i = 0; i < holders; i++) {
		const sw_change change = out->items[i];
		const uint32_t at = change.parent == 0 ? SW_MAP_NONE : sw_catalog_find(c, change.parent);

		if (change.role != SW_ROLE_HOLDER || at == SW_MAP_NONE || !c->items[at].loaded || c->items[at].type != SW_TYPE_VARIABLE) {
			continue;
		}
		if (sw_map_get_id(&done, change.parent) != SW_MAP_NONE) {
			continue;
		}
		if (sw_map_put_id(&done, out->arena, change.parent, 0) == SW_MAP_NONE || !derive_parent(c, at, true, out)) {
			return false;
		}
	}
	return true;
}

/* SPDX-License-Identifier: MIT */
/* Walks the frame of the back office's answer byte by byte, and has what stands in it gathered and read. */
#include "pull_parts.h"

#include "name.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_object(pull_role role)
{
	return role == ROOT || role == ENTRY;
}

sw_pull *sw_pull_create(sw_pull_kind kind, sw_slice warehouse)
{
	sw_pull *p = calloc(1, sizeof *p);

	if (p == NULL) {
		return NULL;
	}
	p->kind = kind;
	p->kept = sw_arena_create();
	p->batch = sw_arena_create();
	p->scratch = sw_arena_create();
	if (p->kept == NULL || p->batch == NULL || p->scratch == NULL ||
		(warehouse.len > 0 && sw_fold(sw_line_trim(warehouse), &p->wanted) != SW_OK) || p->wanted.failed) {
		sw_pull_destroy(p);
		return NULL;
	}
	return p;
}

void sw_pull_destroy(sw_pull *pull)
{
	if (pull == NULL) {
		return;
	}
	for (size_t i = 0; i < ROLES; i++) {
		sw_buf_free(&pull->levels[i].seen);
	}
	sw_buf_free(&pull->wanted);
	sw_buf_free(&pull->folded);
	sw_buf_free(&pull->split.held);
	sw_arena_destroy(pull->kept);
	sw_arena_destroy(pull->batch);
	sw_arena_destroy(pull->scratch);
	free(pull);
}

static sw_trouble push(sw_pull *p, pull_role role)
{
	pull_level *l = &p->levels[p->depth++];

	l->role = role;
	l->state = FIRST;
	l->keys = 0;
	sw_buf_clear(&l->seen);
	if (role == ENTRY) {
		p->named = false;
		p->filled = false;
	}
	p->found = p->found || role == LIST;
	p->filled = p->filled || role == PRODUCTS;
	return SW_T_NONE;
}

static sw_trouble pop(sw_pull *p)
{
	const pull_role role = p->levels[--p->depth].role;

	if (p->depth > 0) {
		p->levels[p->depth - 1].state = NEXT;
	} else {
		p->over = true;
		return p->found ? SW_T_NONE : SW_T_SHAPE;
	}
	/* An entry that does not say whose products it lists could be anybody's. */
	return role == ENTRY && !(p->named && p->filled) ? SW_T_SHAPE : SW_T_NONE;
}

static sw_trouble syntax(sw_pull *p)
{
	p->fault_at = p->offset;
	return SW_T_SYNTAX;
}

static sw_trouble gather(sw_pull *p, pull_gathering what)
{
	sw_split_begin(&p->split);
	p->gathering = what;
	p->value_at = p->offset;
	return SW_T_NONE;
}

/* Begins the outermost value. */
static sw_trouble take_start(sw_pull *p, char c)
{
	static const char bom[] = "\xEF\xBB\xBF";

	if (p->over) {
		return syntax(p);
	}
	if (p->bom < 3 && p->offset == p->bom && c == bom[p->bom]) {
		p->bom++;
		return SW_T_NONE;
	}
	if (p->bom == 1 || p->bom == 2) {
		return syntax(p);
	}
	switch (c) {
	case '{': return push(p, ROOT);
	case '[': return p->kind == SW_PULL_WAREHOUSES ? push(p, LIST) : SW_T_SHAPE;
	case '<': return SW_T_PAGE;
	default: return syntax(p);
	}
}

/* Begins the value whose first byte is c: steps into it where it is part of the frame, else has it gathered. */
static sw_trouble take_value(sw_pull *p, pull_level *l, char c)
{
	const bool stocks = p->kind == SW_PULL_STOCKS;

	if (c == '\0' || strchr("{[\"-tfn0123456789", c) == NULL) {
		return syntax(p);
	}
	if (l->role == ROOT && c == '[' && p->key == KEY_LIST) {
		return push(p, LIST);
	}
	if (l->role == LIST && stocks) {
		return c == '{' ? push(p, ENTRY) : SW_T_SHAPE;
	}
	if (l->role == ENTRY && c == '[' && p->key == KEY_PRODUCTS) {
		return push(p, PRODUCTS);
	}
	return gather(p, A_VALUE);
}

/* Takes one byte of the frame that is no blank. Where a value begins, the byte is left to it. */
static sw_trouble take_byte(sw_pull *p, char c)
{
	pull_level *l;
	bool object;

	if (p->depth == 0) {
		return take_start(p, c);
	}
	l = &p->levels[p->depth - 1];
	object = is_object(l->role);
	if ((l->state == FIRST || l->state == NEXT) && c == (object ? '}' : ']')) {
		return pop(p);
	}
	switch (l->state) {
	case NEXT: l->state = MEMBER; return c == ',' ? SW_T_NONE : syntax(p);
	case COLON: l->state = VALUE; return c == ':' ? SW_T_NONE : syntax(p);
	case VALUE: return take_value(p, l, c);
	default:
		if (!object) {
			return take_value(p, l, c);
		}
		return c == '"' ? gather(p, A_KEY) : syntax(p);
	}
}

/* Reads what was gathered. */
static sw_trouble use(sw_pull *p)
{
	pull_level *l = &p->levels[p->depth - 1];
	const pull_gathering what = p->gathering;

	p->gathering = NOTHING;
	if (p->depth + p->split.deepest > SW_MAX_DEPTH) {
		p->fault_at = p->value_at;
		return SW_T_SYNTAX;
	}
	if (what == A_KEY) {
		l->state = COLON;
		return sw_pull_read_key(p, l);
	}
	l->state = NEXT;
	switch (l->role) {
	case LIST: return sw_pull_read_name(p);
	case PRODUCTS: return sw_pull_read_line(p);
	case ENTRY: return p->key == KEY_WAREHOUSE ? sw_pull_read_warehouse(p) : sw_pull_read_other(p);
	default: return sw_pull_read_other(p);
	}
}

static bool fail(sw_pull *p, sw_trouble trouble, sw_failure *f)
{
	size_t len;

	sw_trouble_tell(f, trouble, p->said);
	if (trouble == SW_T_SYNTAX) {
		len = strlen(f->message);
		(void) snprintf(f->message + len, sizeof f->message - len, " The fault is at byte %llu.", (unsigned long long) p->fault_at);
	}
	return false;
}

/* Gathers what is left of a value; at the end of it, has it read. */
static sw_trouble take_gathered(sw_pull *p, const char *bytes, size_t n, size_t *used)
{
	bool done;
	const sw_status status = sw_split_take(&p->split, bytes, n, used, &done);

	p->offset += *used;
	if (status != SW_OK) {
		return status == SW_E_NOMEM ? SW_T_MEMORY : SW_T_TOO_LARGE;
	}
	return done ? use(p) : SW_T_NONE;
}

/* Long texts fill a batch before its lines do: what is held stays below two elements. */
static bool is_full(const sw_pull *p)
{
	return p->line_count == SW_CHUNK_LINES || p->batch_bytes >= SW_MAX_ELEMENT;
}

bool sw_pull_feed(sw_pull *pull, const char *bytes, size_t n, size_t *used, sw_failure *f)
{
	sw_trouble trouble = SW_T_NONE;

	*used = 0;
	while (*used < n && !is_full(pull) && trouble == SW_T_NONE) {
		const char c = bytes[*used];
		size_t step = 1;

		if (pull->gathering != NOTHING) {
			trouble = take_gathered(pull, bytes + *used, n - *used, &step);
		} else {
			if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
				trouble = take_byte(pull, c);
			}
			step = pull->gathering == NOTHING ? 1 : 0;
			pull->offset += step;
		}
		*used += step;
	}
	return trouble == SW_T_NONE || fail(pull, trouble, f);
}

bool sw_pull_finish(sw_pull *pull, sw_failure *f)
{
	return pull->over || fail(pull, SW_T_CUT, f);
}

const sw_pull_line *sw_pull_lines(const sw_pull *pull, size_t *count)
{
	*count = pull->line_count;
	return pull->lines;
}

bool sw_pull_clear(sw_pull *pull)
{
	/* A new arena, so that what long texts took is given back. */
	sw_arena *fresh = sw_arena_create();

	if (fresh == NULL) {
		return false;
	}
	sw_arena_destroy(pull->batch);
	pull->batch = fresh;
	pull->batch_bytes = 0;
	pull->line_count = 0;
	return true;
}

uint64_t sw_pull_total(const sw_pull *pull)
{
	return pull->total;
}

const sw_slice *sw_pull_names(const sw_pull *pull, size_t *count)
{
	*count = pull->name_count;
	return pull->names;
}

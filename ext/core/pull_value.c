/* SPDX-License-Identifier: MIT */
/* Reads what stands in the frame of the back office's answer: keys, products, warehouses, and what it says of errors. */
#include "pull_parts.h"

#include "name.h"

#include <string.h>

#define MAX_FRAME_KEY 1000U

/* The keys of the frame, each only where it means something. */
static const struct {
	const char *name;
	pull_role role;
	sw_pull_kind kind;
	pull_key key;
} known[] = {
	{ "list", ROOT, SW_PULL_STOCKS, KEY_LIST },
	{ "list", ROOT, SW_PULL_WAREHOUSES, KEY_LIST },
	{ "warehouses", ROOT, SW_PULL_WAREHOUSES, KEY_LIST },
	{ "warehouse", ENTRY, SW_PULL_STOCKS, KEY_WAREHOUSE },
	{ "products", ENTRY, SW_PULL_STOCKS, KEY_PRODUCTS },
	{ "errorText", ROOT, SW_PULL_STOCKS, KEY_ERROR_TEXT },
	{ "errorText", ROOT, SW_PULL_WAREHOUSES, KEY_ERROR_TEXT },
};

static size_t characters(sw_slice text)
{
	size_t n = 0;

	for (size_t i = 0; i < text.len; i++) {
		n += ((unsigned char) text.ptr[i] & 0xC0U) != 0x80U ? 1 : 0;
	}
	return n;
}

bool sw_pull_is_text(sw_slice asked, size_t max)
{
	const sw_slice text = sw_line_trim(asked);
	sw_buf folded = { 0 };
	const sw_status status = sw_fold(text, &folded);

	sw_buf_free(&folded);
	/* Short memory is no fault of the text; whoever uses it will say so. */
	return (status == SW_OK || status == SW_E_NOMEM) && text.len > 0 && characters(text) <= max;
}

bool sw_pull_is_warehouse(sw_slice name)
{
	return sw_pull_is_text(name, SW_MAX_WAREHOUSE_CHARS);
}

static sw_trouble trouble_of(sw_pull *p, sw_status status, const sw_error *e)
{
	if (status == SW_OK) {
		return SW_T_NONE;
	}
	if (status == SW_E_NOMEM) {
		return SW_T_MEMORY;
	}
	p->fault_at = p->value_at + e->offset;
	return status == SW_E_TOO_LARGE ? SW_T_TOO_LARGE : SW_T_SYNTAX;
}

/* Nothing that stands around the lines may add up. */
static sw_status clear_scratch(sw_pull *p)
{
	sw_arena *fresh = sw_arena_create();

	if (fresh == NULL) {
		return SW_E_NOMEM;
	}
	sw_arena_destroy(p->scratch);
	p->scratch = fresh;
	return SW_OK;
}

/* Reads the value that is held: the named members where it is an object, else the whole of it into *other. */
static sw_status read_held(const sw_pull *p, const char *const *names, size_t n, sw_json_value *values, sw_json_value *other, sw_error *e)
{
	sw_json *json;
	sw_status status = sw_json_create(p->split.held.ptr, p->split.held.len, e, &json);

	if (status == SW_OK) {
		status = sw_json_peek(json) == SW_JSON_OBJECT && n > 0 ? sw_json_members(json, names, n, values) : sw_json_read(json, other);
	}
	if (status == SW_OK) {
		status = sw_json_finish(json);
	}
	sw_json_destroy(json);
	return status;
}

/* The text of a string; of one that is too long its beginning, which is too long as well. */
static sw_status text_of(const sw_json_value *value, sw_arena *arena, sw_slice *out)
{
	size_t len = SW_MAX_STRING;

	*out = (sw_slice){ "", 0 };
	if (value->kind != SW_JSON_STRING) {
		return SW_OK;
	}
	if (!value->too_long) {
		return sw_json_text(value, arena, out);
	}
	while (((unsigned char) value->source.ptr[len] & 0xC0U) == 0x80U) {
		len--;
	}
	*out = (sw_slice){ sw_arena_copy(arena, value->source.ptr, len), len };
	return out->ptr != NULL ? SW_OK : SW_E_NOMEM;
}

static sw_status field_of(const sw_json_value *value, sw_arena *arena, sw_pull_value *out)
{
	out->kind = value->kind;
	if (value->kind == SW_JSON_NUMBER || value->kind == SW_JSON_BOOLEAN) {
		out->text = (sw_slice){ sw_arena_copy(arena, value->source.ptr, value->source.len), value->source.len };
		return out->text.ptr != NULL ? SW_OK : SW_E_NOMEM;
	}
	return text_of(value, arena, &out->text);
}

sw_trouble sw_pull_read_line(sw_pull *pull)
{
	static const char *const names[] = { "productCode", "productName", "quantity", "measuringUnit" };
	sw_pull_line *line = &pull->lines[pull->line_count];
	sw_pull_value *const fields[] = { &line->code, &line->name, &line->quantity, &line->unit };
	sw_json_value values[4] = { 0 };
	sw_json_value other;
	sw_error e = { 0 };
	sw_status status;

	if (pull->total == SW_MAX_PULL_LINES) {
		return SW_T_TOO_LARGE;
	}
	status = read_held(pull, names, 4, values, &other, &e);
	for (size_t i = 0; i < 4 && status == SW_OK; i++) {
		status = field_of(&values[i], pull->batch, fields[i]);
	}
	if (status == SW_OK) {
		pull->line_count++;
		pull->batch_bytes += pull->split.held.len;
		pull->total++;
	}
	return trouble_of(pull, status, &e);
}

/* A warehouse's name, as a string or in an object; *named is false where it is neither. */
static sw_trouble read_name(sw_pull *p, sw_slice *name, bool *named)
{
	static const char *const names[] = { "warehouseName" };
	sw_json_value value = { 0 };
	sw_json_value other = { 0 };
	sw_error e = { 0 };
	sw_status status = read_held(p, names, 1, &value, &other, &e);
	const sw_json_value *used = other.kind == SW_JSON_STRING ? &other : &value;

	*named = used->kind == SW_JSON_STRING && !used->too_long;
	if (status == SW_OK && *named) {
		status = clear_scratch(p);
	}
	if (status == SW_OK && *named) {
		status = text_of(used, p->scratch, name);
		*name = sw_line_trim(*name);
	}
	if (status == SW_OK && *named) {
		sw_buf_clear(&p->folded);
		status = sw_fold(*name, &p->folded);
		status = p->folded.failed ? SW_E_NOMEM : status;
	}
	return trouble_of(p, status, &e);
}

sw_trouble sw_pull_read_warehouse(sw_pull *pull)
{
	sw_slice name;
	bool named;
	const sw_trouble trouble = read_name(pull, &name, &named);

	if (trouble != SW_T_NONE || !named) {
		return trouble != SW_T_NONE ? trouble : SW_T_SHAPE;
	}
	pull->named = sw_slice_equal((sw_slice){ pull->folded.ptr, pull->folded.len }, (sw_slice){ pull->wanted.ptr, pull->wanted.len });
	if (!pull->named) {
		pull->said = name;
	}
	return pull->named ? SW_T_NONE : SW_T_WAREHOUSE;
}

static bool is_known(const sw_pull *p, sw_slice fold)
{
	for (size_t i = 0; i < p->name_count; i++) {
		if (sw_slice_equal(p->folds[i], fold)) {
			return true;
		}
	}
	return false;
}

sw_trouble sw_pull_read_name(sw_pull *pull)
{
	sw_slice name;
	sw_slice fold;
	bool named;
	const sw_trouble trouble = read_name(pull, &name, &named);

	if (trouble != SW_T_NONE || !named) {
		return trouble != SW_T_NONE ? trouble : SW_T_SHAPE;
	}
	fold = (sw_slice){ pull->folded.ptr, pull->folded.len };
	/* No line could ever name one that is longer. */
	if (name.len == 0 || characters(name) > SW_MAX_WAREHOUSE_CHARS || is_known(pull, fold)) {
		return SW_T_NONE;
	}
	if (pull->name_count == SW_MAX_WAREHOUSES) {
		return SW_T_TOO_LARGE;
	}
	fold.ptr = sw_arena_copy(pull->kept, fold.ptr, fold.len);
	name.ptr = sw_arena_copy(pull->kept, name.ptr, name.len);
	if (fold.ptr == NULL || name.ptr == NULL) {
		return SW_T_MEMORY;
	}
	pull->names[pull->name_count] = name;
	pull->folds[pull->name_count++] = fold;
	return SW_T_NONE;
}

sw_trouble sw_pull_read_other(sw_pull *pull)
{
	sw_json_value value = { 0 };
	sw_error e = { 0 };
	sw_status status = read_held(pull, NULL, 0, NULL, &value, &e);
	const bool error = pull->levels[pull->depth - 1].role == ROOT && pull->key == KEY_ERROR_TEXT;

	if (status == SW_OK && error) {
		status = text_of(&value, pull->scratch, &pull->said);
		pull->said = sw_line_trim(pull->said);
	}
	if (status == SW_OK && pull->said.len > 0) {
		return SW_T_REFUSED;
	}
	return trouble_of(pull, status, &e);
}

static bool was_seen(const pull_level *level, sw_slice key)
{
	for (size_t at = 0; at < level->seen.len; at += strlen(level->seen.ptr + at) + 1) {
		if (sw_json_is_key(key, level->seen.ptr + at)) {
			return true;
		}
	}
	return false;
}

sw_trouble sw_pull_read_key(sw_pull *pull, pull_level *level)
{
	sw_json_value value = { 0 };
	sw_error e = { 0 };
	sw_slice key = { "", 0 };
	sw_status status = read_held(pull, NULL, 0, NULL, &value, &e);

	if (status == SW_OK && (value.source.len > MAX_FRAME_KEY || ++level->keys > SW_MAX_KEYS)) {
		return SW_T_TOO_LARGE;
	}
	if (status == SW_OK) {
		status = clear_scratch(pull);
	}
	if (status == SW_OK) {
		status = sw_json_text(&value, pull->scratch, &key);
	}
	if (status == SW_OK && was_seen(level, key)) {
		status = SW_E_DUPLICATE;
	}
	if (status != SW_OK) {
		return trouble_of(pull, status, &e);
	}
	sw_buf_add(&level->seen, key.ptr, key.len + 1);
	pull->key = KEY_OTHER;
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
		if (known[i].role == level->role && known[i].kind == pull->kind && sw_json_is_key(key, known[i].name)) {
			pull->key = known[i].key;
		}
	}
	return level->seen.failed ? SW_T_MEMORY : SW_T_NONE;
}

sw_slice sw_pull_error_text(const char *body, size_t n, sw_arena *arena)
{
	static const char *const names[] = { "errorText" };
	sw_slice text = { "", 0 };
	sw_json_value value = { 0 };
	sw_json *json;
	bool sound = sw_json_create(body, n, NULL, &json) == SW_OK && sw_json_peek(json) == SW_JSON_OBJECT;

	sound = sound && sw_json_members(json, names, 1, &value) == SW_OK && sw_json_finish(json) == SW_OK;
	if (!sound || text_of(&value, arena, &text) != SW_OK) {
		text = (sw_slice){ "", 0 };
	}
	sw_json_destroy(json);
	return sw_line_trim(text);
}

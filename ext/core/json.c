/* SPDX-License-Identifier: MIT */
/* The strict JSON reader. The walk and its checks are ours, because cJSON takes NUL, bad UTF-8, lone surrogates and equal
   keys; a string that holds escapes is decoded by cJSON. Numbers never go through it: it would read them as doubles, by the
   C locale, and stops at 63 characters. */
#include "json.h"

#include "limits.h"
#include "scan.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

/* A key of an object that is still open. `decoded` holds its text where the source has escapes. */
typedef struct key_entry {
	const char *ptr;
	size_t len;
	uint32_t hash;
	cJSON *decoded;
} key_entry;

typedef struct level {
	char close;       /* the byte that ends it: ] or } */
	bool started;     /* a member was read: a comma or the end must follow */
	size_t first_key; /* its keys are keys[first_key … key_count) while it is the innermost */
} level;

struct sw_json {
	sw_scan scan;
	size_t depth;
	size_t key_count;
	bool met_long_string;
	level levels[SW_MAX_DEPTH];
	key_entry keys[SW_MAX_DEPTH * SW_MAX_KEYS];
};

sw_status sw_json_create(const char *text, size_t n, sw_error *e, sw_json **out)
{
	static const char bom[] = "\xEF\xBB\xBF";
	sw_json *j = malloc(sizeof *j);

	*out = j;
	if (j == NULL) {
		return sw_fail(e, SW_E_NOMEM, 0, "", "There is not enough memory to read the body.");
	}
	/* The keys stay uninitialised: key_count tells which of them exist. */
	j->scan = (sw_scan){ .text = text, .n = n, .at = n >= 3 && memcmp(text, bom, 3) == 0 ? 3 : 0, .error = e };
	j->depth = 0;
	j->key_count = 0;
	j->met_long_string = false;
	sw_scan_blanks(&j->scan);
	if (j->scan.at == n) {
		return sw_fail(e, SW_E_EMPTY, j->scan.at, "", "The body is empty.");
	}
	return SW_OK;
}

/* Reads a scalar, and keeps in mind where it was a string too long to use. */
static sw_status read_scalar(sw_json *j, sw_json_value *value)
{
	const sw_status status = sw_scan_scalar(&j->scan, value);

	j->met_long_string = j->met_long_string || (status == SW_OK && value->too_long);
	return status;
}

static void forget_keys(sw_json *j, size_t keep)
{
	while (j->key_count > keep) {
		cJSON_Delete(j->keys[--j->key_count].decoded);
	}
}

void sw_json_destroy(sw_json *json)
{
	if (json != NULL) {
		forget_keys(json, 0);
		free(json);
	}
}

sw_json_kind sw_json_peek(const sw_json *json)
{
	if (sw_scan_is(&json->scan, json->scan.at, '[', '[')) {
		return SW_JSON_ARRAY;
	}
	return sw_scan_is(&json->scan, json->scan.at, '{', '{') ? SW_JSON_OBJECT : SW_JSON_ABSENT;
}

size_t sw_json_offset(const sw_json *json)
{
	return json->scan.at;
}

sw_status sw_json_enter(sw_json *json)
{
	const bool object = sw_json_peek(json) == SW_JSON_OBJECT;

	if (json->depth == SW_MAX_DEPTH) {
		return sw_scan_refuse(&json->scan, SW_E_DEPTH, json->scan.at, "more than 8 levels of arrays and objects");
	}
	json->levels[json->depth++] = (level){ .close = object ? '}' : ']', .first_key = json->key_count };
	json->scan.at++;
	return SW_OK;
}

static cJSON *decode(const sw_json_value *value)
{
	/* The quotes around the source are part of the text, so they can be handed on with it. cJSON notes its last error in a
	   global that nobody here reads: threads that race for it do no harm. */
	return cJSON_ParseWithLengthOpts(value->source.ptr - 1, value->source.len + 2, NULL, 0);
}

/* A hash of a key, eight bytes at a step. It only spares comparisons: keys of equal hash cost time, never truth. */
static uint32_t hash(const char *bytes, size_t len)
{
	uint64_t h = len;

	while (len > 0) {
		const size_t n = len < sizeof h ? len : sizeof h;
		uint64_t w = 0;

		memcpy(&w, bytes, n);
		h = (h ^ w) * UINT64_C(0x9E3779B97F4A7C15);
		h ^= h >> 32;
		bytes += n;
		len -= n;
	}
	return (uint32_t) h;
}

/* Adds a key to those of the innermost object, unless it stands there already. */
static sw_status add_key(sw_json *j, const sw_json_value *source, size_t offset, sw_slice *out)
{
	const size_t first = j->levels[j->depth - 1].first_key;
	key_entry k = { .ptr = source->source.ptr, .len = source->source.len };

	*out = (sw_slice){ "", 0 };
	/* Such a key makes its whole line invalid, so it need not be told from others. */
	if (source->too_long) {
		return SW_OK;
	}
	if (j->key_count - first == SW_MAX_KEYS) {
		return sw_scan_refuse(&j->scan, SW_E_TOO_LARGE, offset, "object with too many keys");
	}
	if (source->escaped) {
		k.decoded = decode(source);
		if (k.decoded == NULL) {
			return sw_scan_refuse(&j->scan, SW_E_NOMEM, offset, "not enough memory");
		}
		k.ptr = k.decoded->valuestring;
		k.len = strlen(k.ptr);
	}
	k.hash = hash(k.ptr, k.len);
	j->keys[j->key_count++] = k;
	for (size_t i = first; i + 1 < j->key_count; i++) {
		const key_entry *other = &j->keys[i];

		if (other->hash == k.hash && other->len == k.len && memcmp(other->ptr, k.ptr, k.len) == 0) {
			return sw_scan_refuse(&j->scan, SW_E_DUPLICATE, offset, "a key that stands twice in one object");
		}
	}
	*out = (sw_slice){ k.ptr, k.len };
	return SW_OK;
}

/* Reads a key and its colon, so that the reader stands at the value. */
static sw_status read_key(sw_json *j, sw_slice *out)
{
	const size_t offset = j->scan.at;
	sw_json_value source;
	sw_status status;

	if (!sw_scan_is(&j->scan, j->scan.at, '"', '"')) {
		return sw_scan_refuse_byte(&j->scan, j->scan.at, "no quoted key where an object needs one");
	}
	status = read_scalar(j, &source);
	if (status != SW_OK) {
		return status;
	}
	sw_scan_blanks(&j->scan);
	if (!sw_scan_is(&j->scan, j->scan.at, ':', ':')) {
		return sw_scan_refuse_byte(&j->scan, j->scan.at, "no colon behind a key");
	}
	j->scan.at++;
	sw_scan_blanks(&j->scan);
	return add_key(j, &source, offset, out);
}

sw_status sw_json_next(sw_json *json, sw_slice *key, bool *more)
{
	level *l = &json->levels[json->depth - 1];

	*key = (sw_slice){ "", 0 };
	*more = false;
	sw_scan_blanks(&json->scan);
	if (sw_scan_is(&json->scan, json->scan.at, l->close, l->close)) {
		json->scan.at++;
		json->depth--;
		forget_keys(json, l->first_key);
		return SW_OK;
	}
	if (l->started) {
		if (!sw_scan_is(&json->scan, json->scan.at, ',', ',')) {
			return sw_scan_refuse_byte(
				&json->scan, json->scan.at, l->close == ']' ? "neither , nor ] behind a value" : "neither , nor } behind a value");
		}
		json->scan.at++;
		sw_scan_blanks(&json->scan);
	}
	l->started = true;
	*more = true;
	return l->close == '}' ? read_key(json, key) : SW_OK;
}

sw_status sw_json_read(sw_json *json, sw_json_value *value)
{
	const size_t from = json->scan.at;
	const size_t floor = json->depth;
	const sw_json_kind kind = sw_json_peek(json);
	sw_status status;

	*value = (sw_json_value){ 0 };
	if (kind == SW_JSON_ABSENT) {
		return read_scalar(json, value);
	}
	/* A loop instead of recursion: what is open stands in levels[], which a sender cannot make deeper. */
	status = sw_json_enter(json);
	while (status == SW_OK && json->depth > floor) {
		sw_json_value inner;
		sw_slice key;
		bool more;

		status = sw_json_next(json, &key, &more);
		if (status == SW_OK && more) {
			status = sw_json_peek(json) == SW_JSON_ABSENT ? read_scalar(json, &inner) : sw_json_enter(json);
		}
	}
	value->kind = kind;
	value->source = (sw_slice){ json->scan.text + from, json->scan.at - from };
	return status;
}

sw_status sw_json_finish(sw_json *json)
{
	sw_scan_blanks(&json->scan);
	return json->scan.at == json->scan.n ? SW_OK
	                                     : sw_scan_refuse_byte(&json->scan, json->scan.at, "something behind the end of the document");
}

bool sw_json_met_long_string(sw_json *json)
{
	const bool met = json->met_long_string;

	json->met_long_string = false;
	return met;
}

sw_status sw_json_text(const sw_json_value *value, sw_arena *arena, sw_slice *out)
{
	cJSON *decoded = NULL;
	sw_slice text = value->source;

	*out = (sw_slice){ "", 0 };
	if (value->kind != SW_JSON_STRING || value->too_long) {
		return SW_E_INVALID;
	}
	if (value->escaped) {
		decoded = decode(value);
		if (decoded == NULL) {
			return SW_E_NOMEM;
		}
		text = (sw_slice){ decoded->valuestring, strlen(decoded->valuestring) };
	}
	text.ptr = sw_arena_copy(arena, text.ptr, text.len);
	cJSON_Delete(decoded);
	if (text.ptr == NULL) {
		return SW_E_NOMEM;
	}
	*out = text;
	return SW_OK;
}

bool sw_json_is_key(sw_slice key, const char *name)
{
	/* The first bytes tell most names apart; strncmp() stops at the end of either, and a key holds no NUL. */
	if (name == NULL || key.len == 0) {
		return name != NULL && name[0] == '\0';
	}
	return name[0] == key.ptr[0] && strncmp(name, key.ptr, key.len) == 0 && name[key.len] == '\0';
}

sw_status sw_json_members(sw_json *json, const char *const *names, size_t n, sw_json_value *values)
{
	sw_json_value ignored;
	sw_slice key;
	bool more;
	sw_status status = sw_json_enter(json);

	for (;;) {
		sw_json_value *target = &ignored;

		if (status == SW_OK) {
			status = sw_json_next(json, &key, &more);
		}
		if (status != SW_OK || !more) {
			return status;
		}
		for (size_t i = 0; i < n; i++) {
			if (sw_json_is_key(key, names[i])) {
				target = &values[i];
			}
		}
		status = sw_json_read(json, target);
	}
}

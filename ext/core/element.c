/* SPDX-License-Identifier: MIT */
/* Reads one JSON element as a stock line, and decides whether the line can be used. */
#include "element.h"

#include "instant.h"
#include "limits.h"

#include <string.h>

typedef enum field { CODE, NAME, GTIN, WAREHOUSE, QUANTITY, AS_OF, SEQUENCE, FIELDS } field;

/* NULL where the dialect has no such field. A unit is sent too, but nothing is done with it. */
static const char *const keys[][FIELDS] = {
	[SW_DIALECT_SMARTBILL] = { "productCode", "productName", NULL, "warehouse", "quantity", NULL, NULL },
	[SW_DIALECT_V1] = { "code", "name", "gtin", "warehouse", "quantity", "as_of", "sequence" },
};

/* What a text may be. */
typedef struct rule {
	size_t max_chars;
	sw_reason type;
	sw_reason too_long;
} rule;

static const rule rules[] = {
	[CODE] = { SW_MAX_CODE_CHARS, SW_R_CODE_TYPE, SW_R_CODE_TOO_LONG },
	[NAME] = { SW_MAX_NAME_CHARS, SW_R_NAME_TYPE, SW_R_NAME_TOO_LONG },
	[GTIN] = { SW_MAX_CODE_CHARS, SW_R_GTIN_TYPE, SW_R_GTIN_TOO_LONG },
	[WAREHOUSE] = { SW_MAX_WAREHOUSE_CHARS, SW_R_WAREHOUSE_TYPE, SW_R_WAREHOUSE_TOO_LONG },
};

/* An element on its way to being a line. */
typedef struct reading {
	sw_arena *arena;
	sw_line *line;
	sw_json_value values[FIELDS];
} reading;

/* The first reason stays: the fields are looked at in a fixed order, whatever order they are sent in. */
static void reject(sw_line *line, sw_reason reason)
{
	if (reason != SW_R_NONE && line->outcome != SW_INVALID) {
		line->outcome = SW_INVALID;
		line->reason = reason;
	}
}

static bool is_absent(const sw_json_value *value)
{
	return value->kind == SW_JSON_ABSENT || value->kind == SW_JSON_NULL;
}

/* Length of the blank at the start of text: ASCII blanks, and the no-break space that copying from a web page leaves. */
static size_t blank_ahead(const char *text, size_t len)
{
	if (len > 0 && (text[0] == ' ' || (text[0] >= '\t' && text[0] <= '\r'))) {
		return 1;
	}
	return len > 1 && memcmp(text, "\xC2\xA0", 2) == 0 ? 2 : 0;
}

static size_t blank_behind(const char *text, size_t len)
{
	if (len > 1 && blank_ahead(text + len - 2, 2) == 2) {
		return 2;
	}
	return len > 0 && blank_ahead(text + len - 1, 1) == 1 ? 1 : 0;
}

sw_slice sw_line_trim(sw_slice text)
{
	for (size_t n; (n = blank_ahead(text.ptr, text.len)) > 0;) {
		text.ptr += n;
		text.len -= n;
	}
	for (size_t n; (n = blank_behind(text.ptr, text.len)) > 0;) {
		text.len -= n;
	}
	return text;
}

/* Cuts text behind `chars` characters; false where it was no longer than that. */
static bool cut(sw_slice *text, size_t chars)
{
	size_t seen = 0;

	/* No text has more characters than bytes, so that most need no count. */
	if (text->len <= chars) {
		return false;
	}
	for (size_t i = 0; i < text->len; i++) {
		const bool starts = ((unsigned char) text->ptr[i] & 0xC0U) != 0x80U;

		if (starts && seen++ == chars) {
			text->len = i;
			return true;
		}
	}
	return false;
}

/* The text of a string: where it has no escapes, in the body itself. */
static sw_status text_of(const reading *r, const sw_json_value *value, sw_slice *out)
{
	*out = value->source;
	return value->escaped && !value->too_long ? sw_json_text(value, r->arena, out) : SW_OK;
}

/* Reads one field of text. What has another type is never turned into text: the number 123 and the code "0123" are a
   sender's mistake that only the sender can mend. */
static sw_status read_text(reading *r, field f, sw_slice *out)
{
	const sw_json_value *value = &r->values[f];
	sw_slice text;
	sw_status status;

	*out = (sw_slice){ "", 0 };
	if (is_absent(value) || value->too_long) {
		return SW_OK;
	}
	if (value->kind != SW_JSON_STRING) {
		reject(r->line, rules[f].type);
		return SW_OK;
	}
	status = text_of(r, value, &text);
	if (status != SW_OK) {
		return status;
	}
	text = sw_line_trim(text);
	if (cut(&text, rules[f].max_chars)) {
		reject(r->line, rules[f].too_long);
		/* The cut may have bared a blank. */
		text = sw_line_trim(text);
	}
	*out = text;
	return SW_OK;
}

static sw_status read_texts(reading *r)
{
	sw_slice *const targets[] = {
		[CODE] = &r->line->code,
		[NAME] = &r->line->name,
		[GTIN] = &r->line->gtin,
		[WAREHOUSE] = &r->line->warehouse,
	};
	sw_status status = SW_OK;

	for (unsigned f = 0; f < sizeof targets / sizeof targets[0] && status == SW_OK; f++) {
		if (targets[f] != NULL) {
			status = read_text(r, (field) f, targets[f]);
		}
	}
	return status;
}

static sw_reason quantity_reason(sw_status status)
{
	switch (status) {
	case SW_OK: return SW_R_NONE;
	case SW_E_RANGE: return SW_R_QUANTITY_RANGE;
	case SW_E_INVALID: return SW_R_QUANTITY_TOO_FINE;
	default: return SW_R_QUANTITY_NOT_A_NUMBER;
	}
}

/* Reads the quantity. A missing one is never taken for 0, which would take a product off sale. */
static sw_status read_quantity(reading *r)
{
	const sw_json_value *value = &r->values[QUANTITY];
	sw_quantity *out = &r->line->quantity;
	sw_slice text;
	sw_status status;

	if (is_absent(value)) {
		reject(r->line, SW_R_QUANTITY_MISSING);
	} else if (value->kind == SW_JSON_NUMBER) {
		reject(r->line, quantity_reason(sw_quantity_from_number(value->source.ptr, value->source.len, out)));
	} else if (value->kind == SW_JSON_STRING) {
		status = text_of(r, value, &text);
		if (status != SW_OK) {
			return status;
		}
		reject(r->line, text.len == 0 ? SW_R_QUANTITY_MISSING : quantity_reason(sw_quantity_from_string(text.ptr, text.len, out)));
	} else {
		reject(r->line, SW_R_QUANTITY_TYPE);
	}
	return SW_OK;
}

/* Reads a whole number from 0 on; false where text is none or beyond int64. */
static bool whole_number(sw_slice text, int64_t *out)
{
	int64_t value = 0;

	if (text.len == 0 || (text.len > 1 && text.ptr[0] == '0')) {
		return false;
	}
	for (size_t i = 0; i < text.len; i++) {
		const int digit = text.ptr[i] - '0';

		if (digit < 0 || digit > 9 || value > (INT64_MAX - digit) / 10) {
			return false;
		}
		value = value * 10 + digit;
	}
	*out = value;
	return true;
}

/* Reads what tells an older line from a newer one. A wrong one spoils the line: without it an old number could win. */
static sw_status read_order(reading *r)
{
	const sw_json_value *sequence = &r->values[SEQUENCE];
	const sw_json_value *as_of = &r->values[AS_OF];
	sw_slice text;
	sw_status status;

	if (!is_absent(sequence)) {
		status = text_of(r, sequence, &text);
		if (status != SW_OK) {
			return status;
		}
		/* Of the other kinds none has a source made of digits alone. */
		r->line->has_sequence = whole_number(text, &r->line->sequence);
		reject(r->line, r->line->has_sequence ? SW_R_NONE : SW_R_SEQUENCE);
	}
	if (!is_absent(as_of)) {
		status = text_of(r, as_of, &text);
		if (status != SW_OK) {
			return status;
		}
		r->line->has_as_of = as_of->kind == SW_JSON_STRING && sw_instant_parse(text.ptr, text.len, &r->line->as_of) == SW_OK;
		reject(r->line, r->line->has_as_of ? SW_R_NONE : SW_R_AS_OF);
	}
	return SW_OK;
}

sw_status sw_element_read(sw_dialect dialect, sw_json *json, sw_arena *arena, sw_line *out)
{
	const sw_slice none = { "", 0 };
	const uint32_t number = out->number;
	reading r = { .arena = arena, .line = out };
	sw_json_value other;
	sw_status status;

	*out = (sw_line){ .number = number, .code = none, .name = none, .gtin = none, .warehouse = none };
	if (sw_json_peek(json) != SW_JSON_OBJECT) {
		reject(out, SW_R_NOT_AN_OBJECT);
		return sw_json_read(json, &other);
	}
	/* Forgets what stood in front of this line. */
	(void) sw_json_met_long_string(json);
	/* They are read only when the object is over: by then its JSON is known to be sound. */
	status = sw_json_members(json, keys[dialect], FIELDS, r.values);
	if (status != SW_OK) {
		return status;
	}
	if (sw_json_met_long_string(json)) {
		reject(out, SW_R_STRING_TOO_LONG);
	}
	status = read_texts(&r);
	if (status == SW_OK && out->code.len + out->name.len + out->gtin.len == 0) {
		reject(out, SW_R_CODE_AND_NAME_BLANK);
	}
	if (status == SW_OK) {
		status = read_quantity(&r);
	}
	return status == SW_OK ? read_order(&r) : status;
}

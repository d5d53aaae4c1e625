/* SPDX-License-Identifier: MIT */
/* The names of products and variations: titles, and titles with attribute values in every spelling that a back office knows. */
#include "index_parts.h"
#include "phpdata.h"

#include <stdlib.h>
#include <string.h>

static bool is(sw_slice a, const char *b)
{
	return a.len == strlen(b) && memcmp(a.ptr, b, a.len) == 0;
}

/* Reads the inner array of one attribute: name, value, position, is_visible, is_variation, is_taxonomy. */
static bool read_attribute(sw_slice *in, const sw_php_value *head, index_attribute *out, bool *varies)
{
	for (size_t i = 0; i < head->count; i++) {
		sw_php_value key;
		sw_php_value value;

		if (!sw_php_read(in, &key) || !sw_php_read(in, &value) || !sw_php_skip(in, &value)) {
			return false;
		}
		if (is(key.text, "name")) {
			out->name = value.text;
		} else if (is(key.text, "value")) {
			out->value = value.text;
		} else if (is(key.text, "position")) {
			const char *digits = value.text.ptr;

			/* At most 18 digits: no overflow, and strtoll() stops at the ';' or '"' behind them. */
			out->position = value.text.len > 0 && value.text.len < 19 ? strtoll(digits, NULL, 10) : 0;
		} else if (is(key.text, "is_variation")) {
			*varies = sw_php_true(&value);
		} else if (is(key.text, "is_taxonomy")) {
			out->taxonomy = sw_php_true(&value);
		}
	}
	return sw_php_end(in);
}

/* The attribute gets copies of its own: the row that it was read from goes. */
static bool keep_attribute(sw_index *ix, index_item *parent, const index_attribute *read)
{
	index_attribute *a = &parent->attributes[parent->attribute_count];
	size_t at = parent->attribute_count;

	*a = *read;
	a->key = sw_index_copy(ix, read->key);
	a->name = sw_index_copy(ix, read->name);
	a->value = sw_index_copy(ix, read->value);
	sw_buf_clear(&ix->scratch);
	if (sw_name_slug(a->key, &ix->shop->locale, &ix->scratch) == SW_E_NOMEM) {
		return false;
	}
	a->slug = sw_index_copy(ix, (sw_slice){ ix->scratch.ptr, ix->scratch.len });
	if (a->key.ptr == NULL || a->name.ptr == NULL || a->value.ptr == NULL || a->slug.ptr == NULL) {
		return false;
	}
	/* In the parent's order: by position, equal ones as they stand. */
	for (; at > 0 && parent->attributes[at - 1].position > parent->attributes[at].position; at--) {
		const index_attribute moved = parent->attributes[at];

		parent->attributes[at] = parent->attributes[at - 1];
		parent->attributes[at - 1] = moved;
	}
	parent->attribute_count++;
	return true;
}

bool sw_index_attributes(sw_index *ix, index_item *parent, sw_slice serialised)
{
	sw_php_value all;

	if (!sw_php_read(&serialised, &all) || all.type != SW_PHP_ARRAY) {
		return true;
	}
	parent->attributes = sw_arena_alloc(ix->arena, (all.count + 1) * sizeof *parent->attributes);
	if (parent->attributes == NULL) {
		return false;
	}
	for (size_t i = 0; i < all.count; i++) {
		index_attribute read = { .name = { "", 0 }, .value = { "", 0 } };
		sw_php_value key;
		sw_php_value head;
		bool varies = false;

		if (!sw_php_read(&serialised, &key) || !sw_php_read(&serialised, &head) || head.type != SW_PHP_ARRAY ||
			!read_attribute(&serialised, &head, &read, &varies)) {
			/* Cut short or not WooCommerce's: a name made of half the attributes would be another variation's. */
			parent->attribute_count = 0;
			return true;
		}
		read.key = key.text;
		if (varies && !keep_attribute(ix, parent, &read)) {
			return false;
		}
	}
	return true;
}

sw_slice sw_index_value(const index_item *variation, const index_attribute *attribute)
{
	for (const index_text *value = variation->values; value != NULL; value = value->next) {
		if (sw_slice_equal(value->key, attribute->key) || sw_slice_equal(value->key, attribute->slug)) {
			return value->text;
		}
	}
	return (sw_slice){ "", 0 };
}

static sw_slice trimmed(sw_slice text)
{
	while (text.len > 0 && (unsigned char) text.ptr[0] <= ' ') {
		text = (sw_slice){ text.ptr + 1, text.len - 1 };
	}
	while (text.len > 0 && (unsigned char) text.ptr[text.len - 1] <= ' ') {
		text.len--;
	}
	return text;
}

bool sw_index_options(sw_index *ix, index_attribute *a)
{
	size_t room = 1;
	sw_slice rest = a->value;

	for (const index_text *term = a->terms; term != NULL; term = term->next) {
		room++;
	}
	for (size_t i = 0; i < a->value.len; i++) {
		room += a->value.ptr[i] == '|';
	}
	a->options = sw_arena_alloc(ix->arena, room * sizeof *a->options);
	if (a->options == NULL) {
		return false;
	}
	for (const index_text *term = a->terms; a->taxonomy && term != NULL; term = term->next) {
		a->options[a->option_count++] = term->text;
	}
	while (!a->taxonomy && rest.len > 0) {
		const char *bar = memchr(rest.ptr, '|', rest.len);
		const size_t len = bar == NULL ? rest.len : (size_t) (bar - rest.ptr);
		const sw_slice option = trimmed((sw_slice){ rest.ptr, len });

		if (option.len > 0) {
			a->options[a->option_count++] = option;
		}
		rest = bar == NULL ? (sw_slice){ "", 0 } : (sw_slice){ bar + 1, rest.len - len - 1 };
	}
	return true;
}

static sw_status want_key(sw_index *ix, uint32_t item, sw_key_kind kind, const sw_key *key, unsigned rank)
{
	void *rows = ix->wanted.rows;

	if (key->empty) {
		return SW_OK;
	}
	if (!sw_index_room(&rows, ix->wanted.count, &ix->wanted.cap, sizeof *ix->wanted.rows)) {
		return SW_E_NOMEM;
	}
	ix->wanted.rows = rows;
	ix->wanted.rows[ix->wanted.count] = (index_row){ .kind = (uint8_t) kind, .rank = (uint8_t) rank, .item = item };
	memcpy(ix->wanted.rows[ix->wanted.count].hash, key->bytes, SW_KEY_BYTES);
	ix->wanted.count++;
	return SW_OK;
}

static sw_status want_gtin(sw_index *ix, uint32_t item, sw_slice gtin)
{
	sw_key key;
	const sw_status status = sw_name_key(SW_KEY_GTIN, gtin, &ix->shop->locale, &ix->scratch, &key);

	return status == SW_OK ? want_key(ix, item, SW_KEY_GTIN, &key, 0) : status;
}

static sw_status want_name(sw_index *ix, uint32_t item, sw_slice name, unsigned rank)
{
	sw_key text;
	sw_key slug;
	sw_status status = sw_name_keys(name, &ix->shop->locale, &ix->scratch, &text, &slug);

	if (status == SW_OK) {
		status = want_key(ix, item, SW_KEY_TEXT, &text, rank);
	}
	if (status == SW_OK) {
		status = want_key(ix, item, SW_KEY_SLUG, &slug, rank);
	}
	/* A name that is not UTF-8 can be nobody's: a push in another encoding is refused whole. */
	return status == SW_E_ENCODING ? SW_OK : status;
}

/* The variation's attributes while its names are made: what each can be, and what it is in the present name. */
typedef struct choice {
	sw_slice label;
	const sw_slice *options;
	size_t count;
	size_t pick;
	bool any;
	sw_slice only; /* the one option of an attribute that has its value */
} choice;

/* Decodes "%20" as WooCommerce does before it shows a value; ptr is NULL when memory is short. */
static sw_slice decoded(sw_index *ix, sw_slice text)
{
	char *copy;
	size_t len = 0;

	if (text.len == 0 || memchr(text.ptr, '%', text.len) == NULL) {
		return text;
	}
	copy = sw_arena_copy(ix->arena, text.ptr, text.len);
	for (size_t i = 0; copy != NULL && i < text.len; i++) {
		const char pair[3] = { i + 1 < text.len ? text.ptr[i + 1] : 'x', i + 2 < text.len ? text.ptr[i + 2] : 'x', '\0' };

		if (text.ptr[i] == '%' && strspn(pair, "0123456789abcdefABCDEF") == 2) {
			copy[len++] = (char) strtoul(pair, NULL, 16);
			i += 2;
		} else {
			copy[len++] = text.ptr[i];
		}
	}
	return (sw_slice){ copy, len };
}

static sw_status choose(sw_index *ix, const index_item *variation, index_attribute *a, choice *out)
{
	const sw_slice value = sw_index_value(variation, a);

	*out = (choice){ .label = a->taxonomy ? sw_index_label(ix, a->name) : a->name };
	if (value.len > 0) {
		const sw_slice *term = a->taxonomy ? sw_index_term(ix, a->name, value) : NULL;

		out->only = decoded(ix, term != NULL && term->len > 0 ? *term : value);
		out->count = 1;
		return out->only.ptr == NULL || ix->scratch.failed ? SW_E_NOMEM : SW_OK;
	}
	if (a->options == NULL && !sw_index_options(ix, a)) {
		return SW_E_NOMEM;
	}
	out->any = true;
	out->options = a->options;
	out->count = a->option_count;
	return SW_OK;
}

static sw_slice picked(const choice *c)
{
	return c->any ? c->options[c->pick] : c->only;
}

/* "Name (Label: v; Label2: v2)" and "Name - v, v2" of the present picks. */
static sw_status want_spellings(sw_index *ix, uint32_t item, sw_slice title, const choice *choices, size_t n)
{
	sw_status status;
	unsigned rank = 0;

	sw_buf_clear(&ix->name);
	sw_buf_add(&ix->name, title.ptr, title.len);
	sw_buf_str(&ix->name, " (");
	for (size_t i = 0; i < n; i++) {
		rank += choices[i].any;
		sw_buf_str(&ix->name, i > 0 ? "; " : "");
		sw_buf_add(&ix->name, choices[i].label.ptr, choices[i].label.len);
		sw_buf_str(&ix->name, ": ");
		sw_buf_add(&ix->name, picked(&choices[i]).ptr, picked(&choices[i]).len);
	}
	sw_buf_char(&ix->name, ')');
	status = ix->name.failed ? SW_E_NOMEM : want_name(ix, item, (sw_slice){ ix->name.ptr, ix->name.len }, rank);
	ix->name.len = title.len;
	for (size_t i = 0; i < n; i++) {
		sw_buf_str(&ix->name, i > 0 ? ", " : " - ");
		sw_buf_add(&ix->name, picked(&choices[i]).ptr, picked(&choices[i]).len);
	}
	if (status == SW_OK) {
		status = ix->name.failed ? SW_E_NOMEM : want_name(ix, item, (sw_slice){ ix->name.ptr, ix->name.len }, rank);
	}
	return status;
}

/* Does WooCommerce put attributes into the titles of this parent's variations? */
static bool titles_have_values(const index_item *parent)
{
	if (parent->attribute_count == 1) {
		return true;
	}
	for (size_t i = 0; i < parent->attribute_count; i++) {
		if (memchr(parent->attributes[i].key.ptr, '-', parent->attributes[i].key.len) != NULL) {
			return false;
		}
	}
	return parent->attribute_count == 2;
}

/* The generated title of a variation with an "any": without one it is the second spelling anyway. */
static sw_status want_generated(sw_index *ix, uint32_t item, const index_item *parent, const choice *choices)
{
	unsigned rank = 0;
	size_t known = 0;

	sw_buf_clear(&ix->name);
	sw_buf_add(&ix->name, parent->title.ptr, parent->title.len);
	for (size_t i = 0; i < parent->attribute_count; i++) {
		rank += choices[i].any;
		if (!choices[i].any) {
			sw_buf_str(&ix->name, known++ > 0 ? ", " : " - ");
			sw_buf_add(&ix->name, choices[i].only.ptr, choices[i].only.len);
		}
	}
	if (ix->name.failed) {
		return SW_E_NOMEM;
	}
	if (rank == 0 || known == 0 || !titles_have_values(parent)) {
		return SW_OK;
	}
	return want_name(ix, item, (sw_slice){ ix->name.ptr, ix->name.len }, rank);
}

/* A stored title that a filter has written in its own way; index.h says why others do not count. */
static sw_status want_filtered(sw_index *ix, uint32_t item, const index_item *parent, const choice *choices)
{
	const sw_slice title = ix->items[item].title;
	const size_t base = parent->title.len;
	unsigned rank = 0;

	if (base == 0 || title.len <= base || memcmp(title.ptr, parent->title.ptr, base) != 0 ||
		(title.len >= base + 3 && memcmp(title.ptr + base, " - ", 3) == 0)) {
		return SW_OK;
	}
	for (size_t i = 0; i < parent->attribute_count; i++) {
		rank += choices[i].any;
	}
	return want_name(ix, item, title, rank);
}

static sw_status name_variation(sw_index *ix, uint32_t item)
{
	const index_item *parent = &ix->items[ix->items[item].parent];
	const size_t n = parent->attribute_count;
	choice *choices = n > 0 ? sw_arena_alloc(ix->arena, n * sizeof *choices) : NULL;
	sw_status status = n > 0 && choices == NULL ? SW_E_NOMEM : SW_OK;
	size_t i = 0;

	for (size_t a = 0; status == SW_OK && a < n; a++) {
		status = choose(ix, &ix->items[item], &parent->attributes[a], &choices[a]);
		if (status == SW_OK && choices[a].count == 0) {
			return SW_OK; /* an "any" of nothing: no name says which variation is meant */
		}
	}
	if (n == 0 || status != SW_OK) {
		return status;
	}
	status = want_generated(ix, item, parent, choices);
	if (status == SW_OK) {
		status = want_filtered(ix, item, parent, choices);
	}
	for (unsigned made = 0; status == SW_OK && i < n && made < SW_INDEX_COMBINATIONS; made++) {
		status = want_spellings(ix, item, parent->title, choices, n);
		/* The next combination: the last attribute turns fastest. */
		for (i = 0; i < n && ++choices[n - 1 - i].pick == choices[n - 1 - i].count; i++) {
			choices[n - 1 - i].pick = 0;
		}
	}
	return status;
}

sw_status sw_index_name_item(sw_index *ix, uint32_t item)
{
	const index_item *it = &ix->items[item];
	sw_status status = SW_OK;

	if (!it->live) {
		return SW_OK;
	}
	status = it->parent == SW_MAP_NONE ? want_name(ix, item, it->title, 0) : name_variation(ix, item);
	if (status == SW_OK && it->gtin.len > 0) {
		status = want_gtin(ix, item, it->gtin);
	}
	return status;
}

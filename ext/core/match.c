/* SPDX-License-Identifier: MIT */
/* Collects the ways in which lines name products, and decides what each way reached. */
#include "match.h"

#include "limits.h"

#include <string.h>

static sw_status no_memory(sw_error *e)
{
	return sw_fail(e, SW_E_NOMEM, 0, "", "There is not enough memory to match this push. Nothing was written.");
}

/* An arena copy of a key that starts with one byte naming its kind. */
static sw_slice tagged(sw_arena *arena, unsigned kind, const char *bytes, size_t len)
{
	char *copy = sw_arena_alloc(arena, len + 1);

	if (copy == NULL) {
		return (sw_slice){NULL, 0};
	}
	copy[0] = (char) kind;
	memcpy(copy + 1, bytes, len);
	return (sw_slice){copy, len + 1};
}

/* Puts way first in front of what stands under key, and returns the former first as the next of the chain. */
static bool chain(sw_matches *m, sw_map *map, sw_slice key, uint32_t way, uint32_t *next)
{
	const uint32_t first = key.ptr == NULL ? SW_MAP_NONE : sw_map_put(map, m->keys, key, way);

	*next = SW_MAP_NONE;
	if (first == SW_MAP_NONE) {
		return false;
	}
	if (first != way) {
		/* The map keeps its first entry, so the new one goes in second. */
		sw_way *head = &m->ways[first];
		uint32_t *slot = next == &m->ways[way].next_fold ? &head->next_fold
			: next == &m->ways[way].next_text ? &head->next_text : &head->next_slug;

		*next = *slot;
		*slot = way;
	}
	return true;
}

static bool chain_key(sw_matches *m, sw_key_kind kind, const sw_key *key, uint32_t way, uint32_t *next)
{
	return key->empty
		|| chain(m, &m->by_key, tagged(m->keys, kind, (const char *) key->bytes, SW_KEY_BYTES), way, next);
}

static const sw_way_keys no_keys = {.text.empty = true, .slug.empty = true, .link.empty = true};

const sw_way_keys *sw_match_keys(const sw_way *way)
{
	return way->keys != NULL ? way->keys : &no_keys;
}

sw_way_keys *sw_match_own_keys(sw_matches *m, sw_way *way)
{
	if (way->keys == NULL) {
		way->keys = sw_arena_alloc(m->arena, sizeof *way->keys);
		if (way->keys != NULL) {
			*way->keys = no_keys;
		}
	}
	return way->keys;
}

/* Makes a key of a way and chains it to those that are equal. */
static sw_status index_key(sw_matches *m, uint32_t at, sw_key_kind kind)
{
	sw_way *way = &m->ways[at];
	sw_way_keys *keys = sw_match_own_keys(m, way);
	sw_key *key;
	sw_status status;

	if (keys == NULL) {
		return SW_E_NOMEM;
	}
	key = kind == SW_KEY_SLUG ? &keys->slug : &keys->text;
	status = sw_name_key(kind, way->text, &m->shop->locale, &m->scratch, key);
	if (status == SW_OK && !chain_key(m, kind, key, at, kind == SW_KEY_SLUG ? &way->next_slug : &way->next_text)) {
		return SW_E_NOMEM;
	}
	return status;
}

static sw_status index_code(sw_matches *m, uint32_t at)
{
	sw_way *way = &m->ways[at];
	sw_status status;

	sw_buf_clear(&m->fold);
	status = sw_fold(way->text, &m->fold);
	if (status != SW_OK) {
		return status;
	}
	if (!chain(m, &m->by_fold, tagged(m->keys, 0, m->fold.ptr, m->fold.len), at, &way->next_fold)) {
		return SW_E_NOMEM;
	}
	return m->shop->gtin ? index_key(m, at, SW_KEY_GTIN) : SW_OK;
}

static sw_status index_way(sw_matches *m, uint32_t at)
{
	const sw_way_kind kind = m->ways[at].kind;
	sw_status status;

	if (kind == SW_BY_CODE) {
		return index_code(m, at);
	}
	status = index_key(m, at, kind == SW_BY_GTIN ? SW_KEY_GTIN : SW_KEY_TEXT);
	return status == SW_OK && kind == SW_BY_NAME ? index_key(m, at, SW_KEY_SLUG) : status;
}

static sw_slice named(const sw_matches *m, const sw_line *line, sw_way_kind *kind)
{
	if (line->code.len > 0) {
		*kind = SW_BY_CODE;
		return line->code;
	}
	if (line->gtin.len > 0 && m->shop->gtin) {
		*kind = SW_BY_GTIN;
		return line->gtin;
	}
	*kind = SW_BY_NAME;
	return line->name;
}

static sw_status collect_line(sw_matches *m, const sw_line *line, uint32_t *out)
{
	sw_way_kind kind;
	const sw_slice text = named(m, line, &kind);
	uint32_t at;

	if (text.len == 0) {
		return SW_OK;
	}
	at = sw_map_put(&m->by_text[kind], m->keys, text, m->count);
	if (at == SW_MAP_NONE) {
		return SW_E_NOMEM;
	}
	*out = at;
	if (at < m->count) {
		return SW_OK;
	}
	m->ways[at] = (sw_way){.kind = kind, .text = text, .tier = SW_TIER_NONE, .next_fold = SW_MAP_NONE,
		.next_text = SW_MAP_NONE, .next_slug = SW_MAP_NONE, .next_link = SW_MAP_NONE};
	m->count++;
	return index_way(m, at);
}

sw_status sw_match_collect(sw_matches *m, const sw_line *lines, size_t n, sw_error *e)
{
	m->ways = sw_arena_alloc(m->arena, n * sizeof *m->ways);
	m->way_of_line = sw_arena_alloc(m->arena, n * sizeof *m->way_of_line);
	m->keys = sw_arena_create();
	if (m->ways == NULL || m->way_of_line == NULL || m->keys == NULL) {
		return no_memory(e);
	}
	for (size_t i = 0; i < n; i++) {
		m->way_of_line[i] = SW_MAP_NONE;
		if (lines[i].outcome != SW_UNDECIDED || lines[i].kind != SW_LINE_LEVEL) {
			continue;
		}
		if (collect_line(m, &lines[i], &m->way_of_line[i]) != SW_OK) {
			return no_memory(e);
		}
	}
	return SW_OK;
}

void sw_match_done(sw_matches *m)
{
	sw_arena_destroy(m->keys);
	m->keys = NULL;
	memset(m->by_text, 0, sizeof m->by_text);
	m->by_fold = (sw_map){0};
	m->by_key = (sw_map){0};
	m->by_link = (sw_map){0};
}

void sw_match_free(sw_matches *m)
{
	sw_match_done(m);
	sw_buf_free(&m->scratch);
	sw_buf_free(&m->fold);
}

bool sw_match_select_codes(const sw_matches *m, uint32_t from, uint32_t to, sw_buf *sql)
{
	size_t asked = 0;

	sw_sql_format(sql, m->shop->prefix,
		"SELECT l.product_id, " SW_SQL_BYTES("l.sku") " FROM %t l JOIN %t p ON p.ID = l.product_id "
		"WHERE p.post_type IN ('product','product_variation') AND p.post_status NOT IN ('trash','auto-draft') AND l.sku IN (",
		"wc_product_meta_lookup", "posts");
	for (uint32_t i = from; i < to; i++) {
		if (m->ways[i].kind == SW_BY_CODE) {
			sw_sql_comma(sql, asked++);
			sw_sql_text(sql, m->ways[i].text);
		}
	}
	sw_buf_char(sql, ')');
	return asked > 0;
}

uint32_t sw_match_held(const sw_way *way)
{
	return way->hit_count < SW_MAX_HITS ? way->hit_count : SW_MAX_HITS;
}

uint64_t sw_match_hit(const sw_way *way, uint32_t at)
{
	return at < SW_FEW_HITS ? way->hits[at] : way->more[at - SW_FEW_HITS];
}

static void set_hit(sw_way *way, uint32_t at, uint64_t product)
{
	*(at < SW_FEW_HITS ? &way->hits[at] : &way->more[at - SW_FEW_HITS]) = product;
}

/* False when memory is short. */
static bool add_hit(sw_arena *arena, sw_way *way, sw_tier tier, unsigned rank, uint64_t product)
{
	if (tier > way->tier || (tier == way->tier && rank > way->rank)) {
		return true;
	}
	if (tier < way->tier || rank < way->rank) {
		way->tier = tier;
		way->rank = rank;
		way->hit_count = 0;
	}
	for (uint32_t i = 0; i < sw_match_held(way); i++) {
		if (sw_match_hit(way, i) == product) {
			return true;
		}
	}
	if (way->hit_count >= SW_FEW_HITS && way->hit_count < SW_MAX_HITS) {
		size_t cap = way->more_cap;
		uint64_t *more = sw_arena_grow(arena, way->more, way->hit_count - SW_FEW_HITS, &cap, sizeof *more);

		if (more == NULL) {
			return false;
		}
		way->more = more;
		way->more_cap = (uint32_t) cap;
	}
	if (way->hit_count < SW_MAX_HITS) {
		set_hit(way, way->hit_count, product);
	}
	way->hit_count++;
	return true;
}

static sw_slice trimmed(sw_slice text)
{
	while (text.len > 0 && (unsigned char) text.ptr[0] <= ' ') {
		text.ptr++;
		text.len--;
	}
	while (text.len > 0 && (unsigned char) text.ptr[text.len - 1] <= ' ') {
		text.len--;
	}
	return text;
}

bool sw_match_take_code(void *context, const sw_slice *cells, unsigned n)
{
	sw_matches *m = context;
	const sw_slice sku = n == 2 ? trimmed(cells[1]) : (sw_slice){NULL, 0};

	if (sku.len == 0) {
		return true;
	}
	sw_buf_clear(&m->fold);
	sw_buf_char(&m->fold, '\0');
	if (sw_fold(sku, &m->fold) == SW_E_NOMEM || m->fold.failed) {
		return false;
	}
	/* The column's collation finds more than asked (accents, some emoji): only equal folded bytes count. */
	for (uint32_t i = sw_map_get(&m->by_fold, (sw_slice){m->fold.ptr, m->fold.len}); i != SW_MAP_NONE; i = m->ways[i].next_fold) {
		const sw_tier tier = sw_slice_equal(sku, m->ways[i].text) ? SW_TIER_EXACT : SW_TIER_SIMILAR;

		if (!add_hit(m->arena, &m->ways[i], tier, 0, sw_sql_u64(cells[0]))) {
			return false;
		}
	}
	return true;
}

static size_t add_keys(const sw_matches *m, uint32_t from, uint32_t to, sw_key_kind kind, sw_buf *sql)
{
	size_t asked = 0;

	for (uint32_t i = from; i < to; i++) {
		const sw_way *w = &m->ways[i];
		const sw_key *key = kind == SW_KEY_SLUG ? &sw_match_keys(w)->slug : &sw_match_keys(w)->text;

		if (key->empty || (w->kind == SW_BY_NAME) == (kind == SW_KEY_GTIN)) {
			continue;
		}
		if (asked == 0) {
			sw_sql_format(sql, m->shop->prefix,
				"SELECT n.kind, n.hash, n.product_id, n.`rank` FROM %t n JOIN %t p ON p.ID = n.product_id "
				"WHERE p.post_type IN ('product','product_variation') AND p.post_status NOT IN ('trash','auto-draft') "
				"AND n.kind = %u AND n.hash IN (",
				"stockwire_names", "posts", (uint64_t) kind);
		}
		sw_sql_comma(sql, asked++);
		sw_sql_binary(sql, key->bytes, SW_KEY_BYTES);
	}
	if (asked > 0) {
		sw_buf_char(sql, ')');
	}
	return asked;
}

bool sw_match_select_keys(const sw_matches *m, uint32_t from, uint32_t to, sw_buf *sql)
{
	static const sw_key_kind kinds[] = {SW_KEY_TEXT, SW_KEY_SLUG, SW_KEY_GTIN};
	bool any = false;

	for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
		sw_buf part = {0};

		if (add_keys(m, from, to, kinds[k], &part) > 0) {
			sw_buf_str(sql, any ? " UNION ALL " : "");
			sw_buf_add(sql, part.ptr, part.len);
			any = true;
		}
		sql->failed = sql->failed || part.failed;
		sw_buf_free(&part);
	}
	return any;
}

bool sw_match_take_key(void *context, const sw_slice *cells, unsigned n)
{
	sw_matches *m = context;
	char key[SW_KEY_BYTES + 1];
	sw_key_kind kind;

	if (n != 4 || cells[1].len != SW_KEY_BYTES) {
		return true;
	}
	kind = (sw_key_kind) sw_sql_u64(cells[0]);
	key[0] = (char) kind;
	memcpy(key + 1, cells[1].ptr, SW_KEY_BYTES);
	for (uint32_t i = sw_map_get(&m->by_key, (sw_slice){key, sizeof key}); i != SW_MAP_NONE;) {
		sw_way *way = &m->ways[i];
		const sw_tier tier = kind == SW_KEY_SLUG ? SW_TIER_SIMILAR : way->kind == SW_BY_CODE ? SW_TIER_GTIN : SW_TIER_EXACT;

		if (!add_hit(m->arena, way, tier, (unsigned) sw_sql_u64(cells[3]), sw_sql_u64(cells[2]))) {
			return false;
		}
		i = kind == SW_KEY_SLUG ? way->next_slug : way->next_text;
	}
	return true;
}

sw_outcome sw_match_decide(const sw_way *way, uint64_t *product, sw_reason *reason)
{
	static const sw_reason none[] = {SW_R_NO_SUCH_CODE, SW_R_NO_SUCH_GTIN, SW_R_NO_SUCH_NAME};
	static const sw_reason several[] = {SW_R_SEVERAL_CODES, SW_R_SEVERAL_GTINS, SW_R_SEVERAL_NAMES};

	*product = 0;
	if (way->hit_count == 0) {
		*reason = way->link == SW_LINK_IGNORED ? SW_R_IGNORED : none[way->kind];
		return SW_UNMATCHED;
	}
	if (way->hit_count > 1) {
		*reason = several[way->kind];
		return SW_AMBIGUOUS;
	}
	*product = way->hits[0];
	if (way->link != SW_LINK_NONE) {
		*reason = way->link == SW_LINK_MADE ? SW_R_LINKED : SW_R_FORMER_CODE;
	} else {
		*reason = way->kind == SW_BY_NAME && way->tier == SW_TIER_SIMILAR ? SW_R_SIMILAR_NAME : SW_R_NONE;
	}
	return SW_UNDECIDED;
}

void sw_match_replace_hit(sw_way *way, uint64_t hit, uint64_t original)
{
	uint32_t kept = 0;

	/* Hits beyond those held cannot be looked at: whatever the others come to, the way stays ambiguous. */
	if (way->hit_count > SW_MAX_HITS) {
		return;
	}
	for (uint32_t i = 0; i < way->hit_count; i++) {
		const uint64_t id = sw_match_hit(way, i) == hit ? original : sw_match_hit(way, i);
		uint32_t j = 0;

		while (j < kept && sw_match_hit(way, j) != id) {
			j++;
		}
		if (j == kept) {
			set_hit(way, kept++, id);
		}
	}
	way->hit_count = kept;
}

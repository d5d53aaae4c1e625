/* SPDX-License-Identifier: MIT */
/* Which product does a line mean? Lines that name a product the same way share one look-up. design.md "Match". */
#ifndef SW_MATCH_H
#define SW_MATCH_H

#include "limits.h"
#include "line.h"
#include "map.h"
#include "shop.h"
#include "sql.h"

typedef enum sw_way_kind { SW_BY_CODE, SW_BY_GTIN, SW_BY_NAME, SW_WAY_KINDS } sw_way_kind;

/* How well a hit fits; a better tier forgets all hits of the worse ones. */
typedef enum sw_tier {
	SW_TIER_EXACT = 1,   /* code by bytes, name by the same text, GTIN */
	SW_TIER_SIMILAR = 2, /* code without regard to case, name by slug */
	SW_TIER_GTIN = 3,    /* a code that no SKU carries, read as a GTIN */
	SW_TIER_NONE = 4
} sw_tier;

/* What the owner, or a product's own past, says of a text that no product carries. */
typedef enum sw_link {
	SW_LINK_NONE = 0,
	SW_LINK_MADE,   /* the owner linked it to a product */
	SW_LINK_FORMER, /* a product carried it as its SKU */
	SW_LINK_IGNORED /* the owner does not want to hear of it */
} sw_link;

#define SW_FEW_HITS 4U /* that need no memory of their own: hardly a way has more */

/* The keys that a way has: most codes that are found need none. */
typedef struct sw_way_keys {
	sw_key text; /* of a name, or the GTIN */
	sw_key slug;
	sw_key link; /* in the tables of links and of what is unmatched; empty before sw_links_select() */
} sw_way_keys;

/* One way to name a product, and the products that it reached. A push holds a hundred thousand of these, so what is small stands together. */
typedef struct sw_way {
	sw_slice text;
	sw_way_keys *keys;  /* owned by the arena; NULL: sw_match_keys() says which */
	uint64_t hits[SW_FEW_HITS];
	uint64_t *more;     /* those beyond, up to SW_MAX_HITS in all; owned by the arena */
	uint32_t more_cap;
	uint32_t hit_count;
	uint32_t next_fold; /* chains of ways with an equal look-up key */
	uint32_t next_text;
	uint32_t next_slug;
	uint32_t next_link;
	unsigned rank;      /* number of "any" values in the variation's name: fewer wins */
	sw_way_kind kind : 8;
	sw_tier tier : 8;
	sw_link link : 8;
} sw_way;

typedef struct sw_matches {
	const sw_shop *shop;
	sw_arena *arena;
	sw_way *ways;
	uint32_t count;
	uint32_t *way_of_line; /* index by line, SW_MAP_NONE where the line names nothing */
	sw_map by_text[SW_WAY_KINDS]; /* bytes, where they lie → way */
	sw_map by_fold;  /* case-folded code → first way of a chain */
	sw_map by_key;   /* key kind and hash → first way of a chain */
	sw_map by_link;  /* link kind and hash → way, of those that nothing else found */
	sw_arena *keys;  /* of the maps and what is in them; sw_match_done() frees it */
	sw_buf scratch;  /* freed by sw_match_free() */
	sw_buf fold;
} sw_matches;

/* Its keys, those that it has not empty. */
const sw_way_keys *sw_match_keys(const sw_way *way);
/* The same to be filled in; NULL when memory is short. */
sw_way_keys *sw_match_own_keys(sw_matches *m, sw_way *way);
/* Makes the ways of n lines; lines already decided (invalid) are left out. */
sw_status sw_match_collect(sw_matches *m, const sw_line *lines, size_t n, sw_error *e);
/* When every row was taken: forgets the maps, which only rows and links need. The ways stay. */
void sw_match_done(sw_matches *m);
void sw_match_free(sw_matches *m);

/* SQL that finds the products of the ways from … to (to - from ≤ SW_CHUNK_LINES) by code or by name keys; false where
   there is nothing to ask. The take functions get the rows. */
bool sw_match_select_codes(const sw_matches *m, uint32_t from, uint32_t to, sw_buf *sql);
bool sw_match_take_code(void *matches, const sw_slice *cells, unsigned n);
bool sw_match_select_keys(const sw_matches *m, uint32_t from, uint32_t to, sw_buf *sql);
bool sw_match_take_key(void *matches, const sw_slice *cells, unsigned n);

/* What the way says about its lines: SW_UNDECIDED with the product's id where it is exactly one, else SW_UNMATCHED or
   SW_AMBIGUOUS with the reason. */
sw_outcome sw_match_decide(const sw_way *way, uint64_t *product, sw_reason *reason);
/* How many of the hits are known by number, and which they are. */
uint32_t sw_match_held(const sw_way *way);
uint64_t sw_match_hit(const sw_way *way, uint32_t at);
/* Replaces each hit by its original (translations of one product are one candidate) and drops doubles. */
void sw_match_replace_hit(sw_way *way, uint64_t hit, uint64_t original);

#endif

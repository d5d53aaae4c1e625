/* SPDX-License-Identifier: MIT */
/* Levels: the last quantity known for a holder in a warehouse. The shop's number is the sum over the followed ones. */
#ifndef SW_LEVELS_H
#define SW_LEVELS_H

#include "line.h"
#include "map.h"
#include "shop.h"
#include "sql.h"

typedef struct sw_level {
	uint64_t holder;
	sw_slice warehouse; /* case-folded, owned by the arena */
	sw_slice label;     /* as the back office spells it */
	sw_quantity quantity;
	int64_t sequence;
	int64_t as_of;
	bool has_sequence;
	bool has_as_of;
	sw_slice source;    /* whose order of events it follows */
	uint64_t run;       /* that told it */
	int64_t told;       /* when, in microseconds since 1970 UTC; 0: by this run, now */
	bool dirty;         /* to be written */
	bool gone;          /* to be deleted: an undo of the first that was heard of it */
	uint32_t next;      /* next level of the same place in the map */
} sw_level;

/* What became of a holder's number since its levels were told. */
typedef struct sw_since {
	sw_quantity orders; /* taken (below zero) or given back by orders */
	bool others;        /* a person or a plugin gave it another number */
} sw_since;

typedef struct sw_levels {
	sw_arena *arena;
	sw_level *items;
	size_t count;
	size_t cap;
	sw_map by_place;  /* hash of holder and warehouse → first of a chain */
	sw_slice source;  /* of the run */
	int64_t begun;    /* when the run began, in microseconds since 1970 UTC; 0: whenever, as a run whose lines waited */
	sw_map since_of;  /* holder => index in since */
	sw_since *since;
	size_t since_count;
	size_t since_cap;
} sw_levels;

/* The levels of n holders; locked adds FOR UPDATE. */
void sw_levels_select(const sw_shop *shop, const uint64_t *holders, size_t n, bool locked, sw_buf *sql);
bool sw_levels_take(void *levels, const sw_slice *cells, unsigned n);
/* What was changed in the shop since the followed levels of n holders were told, which the back office has yet to hear of. False
   where no warehouse is followed. Rows go to sw_levels_take_since(). */
bool sw_levels_select_since(const sw_shop *shop, const uint64_t *holders, size_t n, sw_buf *sql);
bool sw_levels_take_since(void *levels, const sw_slice *cells, unsigned n);
/* NULL where nothing was. */
const sw_since *sw_levels_since(const sw_levels *l, uint64_t holder);

typedef enum sw_level_change { SW_LEVEL_SAME, SW_LEVEL_CHANGED, SW_LEVEL_KNOWN, SW_LEVEL_STALE, SW_LEVEL_NOMEM } sw_level_change;
/* What stood in a level before. */
typedef struct sw_level_was {
	bool known;
	sw_quantity quantity;
	int64_t told; /* microseconds since 1970 UTC; 0: by this run */
} sw_level_was;
/* Applies a line to its level. STALE: the line is older than what is known, by sequence, else by as_of, where both sides
   give one and the level comes from the same source; or, where these say nothing, a run that began after the line was read has told the
   level since. KNOWN: that run told the same. Nothing is changed in both cases. A sequence that is repeated later is the same
   message again and is applied. */
sw_level_change sw_levels_apply(sw_levels *l, uint64_t holder, sw_slice warehouse, const sw_line *line, sw_level_was *was);
/* Whether a level is still what the run that is taken back has left. */
bool sw_levels_is_left(const sw_levels *l, uint64_t holder, sw_slice warehouse, const sw_restore *r);
/* Takes a level back to what it was before a run, and to when and by which run it was told. STALE: it is not what the run left any more. */
sw_level_change sw_levels_restore(sw_levels *l, uint64_t holder, sw_slice warehouse, const sw_line *line, sw_level_was *was);
/* The nearest number that can be stored: what could not be read back would be written anew by every push. */
sw_quantity sw_levels_bound(sw_quantity sum);
/* Sum over the followed warehouses; *missing where one of them was never heard of and counts as 0. */
sw_quantity sw_levels_sum(const sw_levels *l, const sw_shop *shop, uint64_t holder, bool *missing);
/* Append the statement that deletes levels that are gone, or that stores dirty ones: those from index *at on, as many as one
   statement takes. Move *at on; false where there are none left. */
bool sw_levels_delete(const sw_levels *l, const sw_shop *shop, size_t *at, sw_buf *sql);
bool sw_levels_write(const sw_levels *l, const sw_shop *shop, uint64_t run, size_t *at, sw_buf *sql);

#endif

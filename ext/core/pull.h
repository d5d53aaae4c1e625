/* SPDX-License-Identifier: MIT */
/* Reads the back office's answer while it arrives: as strict as the feed, and holding one element of it at a time. */
#ifndef SW_PULL_H
#define SW_PULL_H

#include "json.h"
#include "trouble.h"

typedef enum sw_pull_kind {
	SW_PULL_STOCKS,    /* {"list":[{"warehouse":{"warehouseName":"…"},"products":[LINE,…]}]}, keys in any order */
	SW_PULL_WAREHOUSES /* {"list":[NAME,…]}, {"warehouses":[NAME,…]} or [NAME,…]; NAME: "…" or {"warehouseName":"…"} */
} sw_pull_kind;

/* A field as it was sent. text is decoded where kind is SW_JSON_STRING, the JSON itself of a number or boolean, else ""; owned by
   the reader, until sw_pull_clear(). A string above SW_MAX_STRING is cut to that: it stays too long for any use. */
typedef struct sw_pull_value {
	sw_json_kind kind;
	sw_slice text;
} sw_pull_value;

/* One product of the answer. Nothing in it is judged here: what is no usable line gets its outcome when it is staged, as a pushed
   one does. An element that is no object has no field at all. */
typedef struct sw_pull_line {
	sw_pull_value code;
	sw_pull_value name;
	sw_pull_value quantity;
	sw_pull_value unit;
} sw_pull_line;

/* Opaque. */
typedef struct sw_pull sw_pull;

/* Can this be asked for? UTF-8 without NUL, not blank, at most max characters, blanks at its ends aside. */
bool sw_pull_is_text(sw_slice asked, size_t max);
/* Can a warehouse be called this? */
bool sw_pull_is_warehouse(sw_slice name);

/* A reader of one answer; warehouse (any letter case) is the one that was asked for, {NULL, 0} for SW_PULL_WAREHOUSES. NULL where
   memory is short. The caller owns it. */
sw_pull *sw_pull_create(sw_pull_kind kind, sw_slice warehouse);
/* NULL is fine. */
void sw_pull_destroy(sw_pull *pull);

/* Reads bytes, cut anywhere. Stops early when SW_CHUNK_LINES lines wait; *used tells how far it came. False: f says why, and the
   reader is of no more use. */
bool sw_pull_feed(sw_pull *pull, const char *bytes, size_t n, size_t *used, sw_failure *f);
/* Call it when the answer is over: true only where it was whole. Lines may still wait then. */
bool sw_pull_finish(sw_pull *pull, sw_failure *f);

/* The lines that wait; count is 0 where there are none. */
const sw_pull_line *sw_pull_lines(const sw_pull *pull, size_t *count);
/* Forgets them. */
bool sw_pull_clear(sw_pull *pull);
/* Lines read since the answer began. */
uint64_t sw_pull_total(const sw_pull *pull);
/* Names of warehouses read so far, trimmed, none twice (ignoring case), none blank. */
const sw_slice *sw_pull_names(const sw_pull *pull, size_t *count);

/* The errorText in a refusal's body, decoded into arena; {"", 0} where there is none or the body is no JSON. */
sw_slice sw_pull_error_text(const char *body, size_t n, sw_arena *arena);

#endif

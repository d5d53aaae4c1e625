/* SPDX-License-Identifier: MIT */
/* What the files of the answer's reader share: pull.c walks the frame, pull_value.c reads what stands in it. */
#ifndef SW_PULL_PARTS_H
#define SW_PULL_PARTS_H

#include "limits.h"
#include "line.h"
#include "pull.h"
#include "split.h"

/* The arrays and objects around the elements. */
typedef enum pull_role { ROOT, LIST, ENTRY, PRODUCTS, ROLES } pull_role;

/* What comes next in one of them. */
typedef enum pull_state { FIRST, NEXT, MEMBER, COLON, VALUE } pull_state;

typedef enum pull_key { KEY_OTHER, KEY_LIST, KEY_WAREHOUSE, KEY_PRODUCTS, KEY_ERROR_TEXT } pull_key;

/* What is being gathered, if anything. */
typedef enum pull_gathering { NOTHING, A_KEY, A_VALUE } pull_gathering;

typedef struct pull_level {
	pull_role role;
	pull_state state;
	unsigned keys; /* an object's, so far */
	sw_buf seen;   /* their text, each with a NUL behind it */
} pull_level;

struct sw_pull {
	sw_pull_kind kind;
	sw_buf wanted; /* the warehouse's name, folded */
	sw_buf folded; /* scratch */
	sw_split split;
	pull_gathering gathering;
	pull_key key;
	pull_level levels[ROLES];
	size_t depth;
	uint64_t offset;   /* of the byte that comes next */
	uint64_t value_at; /* where the value began that is gathered */
	uint64_t fault_at;
	unsigned bom; /* bytes of a byte-order mark that were met */
	bool over;    /* the outermost value ended */
	bool found;   /* the list was there */
	bool named;   /* this entry's warehouse was the right one */
	bool filled;  /* this entry had products */
	sw_slice said;
	sw_arena *kept;    /* names of warehouses */
	sw_arena *batch;   /* the text of lines that wait */
	sw_arena *scratch; /* one key or name */
	size_t batch_bytes;
	uint64_t total;
	size_t line_count;
	size_t name_count;
	sw_pull_line lines[SW_CHUNK_LINES];
	sw_slice names[SW_MAX_WAREHOUSES];
	sw_slice folds[SW_MAX_WAREHOUSES];
};

/* pull_value.c. Each reads the value that split holds, strictly and whole. */
sw_trouble sw_pull_read_key(sw_pull *pull, pull_level *level);
sw_trouble sw_pull_read_line(sw_pull *pull);
/* The warehouse of an entry. */
sw_trouble sw_pull_read_warehouse(sw_pull *pull);
/* One of the company's warehouses. */
sw_trouble sw_pull_read_name(sw_pull *pull);
/* Anything else; an errorText that says something is a refusal. */
sw_trouble sw_pull_read_other(sw_pull *pull);

#endif

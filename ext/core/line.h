/* SPDX-License-Identifier: MIT */
/* One stock statement from the back office, read and checked, and what became of it. */
#ifndef SW_LINE_H
#define SW_LINE_H

#include "buf.h"
#include "outcome.h"
#include "quantity.h"

typedef enum sw_dialect {
	SW_DIALECT_SMARTBILL, /* productName productCode warehouse quantity measuringUnit; {"products":[…]} or […] */
	SW_DIALECT_V1         /* code name gtin warehouse quantity unit as_of sequence; {"lines":[…]} */
} sw_dialect;

/* What a line asks for. Only levels come from outside; the others are made of what the shop already knows. */
typedef enum sw_line_kind {
	SW_LINE_LEVEL = 0,  /* a warehouse holds this quantity */
	SW_LINE_SUM = 1,    /* the holder's number is to be the sum of its known levels */
	SW_LINE_RESTORE = 2 /* an undo: the number, and the level, from before a run */
} sw_line_kind;

/* The way back of one line of a run. */
typedef struct sw_restore {
	bool number;             /* the line decided its holder's number: quantity is the one from before */
	bool expected_known;     /* false: something newer changed the holder */
	bool left_known;         /* the level that the run left; unknown: none */
	bool level_known;        /* the level from before; unknown: there was none */
	sw_quantity expected;    /* the number that the run left */
	sw_quantity left;
	sw_quantity level;
	int64_t told;            /* when the level from before was told, in microseconds since 1970 UTC; 0: not known */
} sw_restore;

/* Text is trimmed of blanks (ASCII and NBSP) on both ends and valid UTF-8; no NUL ends it. It belongs to the body or the arena that the
   line was read from, whose reader says which; an absent field is {"" , 0}. A line that cannot be used has outcome SW_INVALID and its
   reason, and keeps what could be read. A push holds a hundred thousand of these: what is small stands together. */
typedef struct sw_line {
	sw_slice code;
	sw_slice name;
	sw_slice gtin;
	sw_slice warehouse;
	sw_quantity quantity; /* millionths */
	int64_t sequence;     /* valid where has_sequence */
	int64_t as_of;        /* microseconds since 1970 UTC, valid where has_as_of */
	uint64_t holder;      /* of SUM and RESTORE */
	uint64_t after;       /* the newest run when it was read or began to wait: a level of a later one is newer; 0: only a look. Of RESTORE:
	                         the run whose level comes back, 0 where the journal does not know it any more */
	const sw_restore *restore; /* of RESTORE, owned by the arena */
	uint32_t number;      /* 1-based place in the body */
	sw_line_kind kind : 8;
	sw_outcome outcome : 8;
	sw_reason reason : 8;
	bool has_sequence : 1;
	bool has_as_of : 1;
} sw_line;

/* Without the blanks (ASCII and NBSP) at both ends. */
sw_slice sw_line_trim(sw_slice text);

#endif

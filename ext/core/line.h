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

/* Text is trimmed of blanks (ASCII and NBSP) on both ends, valid UTF-8, NUL-terminated, owned by the arena of the feed;
   an absent field is {"" , 0}. A line that cannot be used has outcome SW_INVALID and its reason, and keeps what could be read. */
typedef struct sw_line {
	uint32_t number; /* 1-based place in the body */
	sw_slice code;
	sw_slice name;
	sw_slice gtin;
	sw_slice warehouse;
	sw_slice unit;
	sw_quantity quantity; /* millionths */
	int64_t sequence;     /* valid where has_sequence */
	int64_t as_of;        /* microseconds since 1970 UTC, valid where has_as_of */
	bool has_sequence;
	bool has_as_of;
	sw_outcome outcome;
	sw_reason reason;
} sw_line;

#endif

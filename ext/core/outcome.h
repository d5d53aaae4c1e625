/* SPDX-License-Identifier: MIT */
/* What became of a line: one outcome each, and the reason beside it. Codes are contract; sentences are fixed English. */
#ifndef SW_OUTCOME_H
#define SW_OUTCOME_H

#include <stddef.h>
#include <stdint.h>

typedef enum sw_outcome {
	SW_UNDECIDED = 0, /* only while a run is under way */
	SW_UPDATED,
	SW_UNCHANGED,
	SW_UNMATCHED,
	SW_AMBIGUOUS,
	SW_NOT_MANAGED,
	SW_OPTED_OUT,
	SW_OTHER_WAREHOUSE,
	SW_SUPERSEDED,
	SW_STALE,
	SW_COLLISION,
	SW_HELD,
	SW_INVALID,
	SW_OUTCOMES /* their number */
} sw_outcome;

typedef enum sw_reason {
	SW_R_NONE = 0,
	SW_R_SET,               /* updated: the shop's number was set */
	SW_R_HEALED,            /* updated: same number, but a row had drifted */
	SW_R_SIMILAR_NAME,      /* updated or unchanged: matched by similar name */
	SW_R_ROUNDED,           /* updated or unchanged: the shop's rounding changed the number */
	SW_R_MISSING_WAREHOUSE, /* updated or unchanged: a followed warehouse was never heard of and counts as 0 */
	SW_R_SAME,              /* unchanged */
	SW_R_LEVEL_ONLY,        /* unchanged: the level changed, the shop's number did not */
	SW_R_LINKED,            /* updated or unchanged: matched by a link that the owner made */
	SW_R_FORMER_CODE,       /* updated or unchanged: matched by a SKU that the product carried before */
	SW_R_BUFFER,            /* updated or unchanged: the safety buffer was kept back */
	SW_R_RESTORED,          /* updated or unchanged: an undo */
	SW_R_IGNORED,           /* unmatched: the owner chose to ignore it */
	SW_R_NO_SUCH_CODE,
	SW_R_NO_SUCH_NAME,
	SW_R_NO_SUCH_GTIN,
	SW_R_SEVERAL_CODES,
	SW_R_SEVERAL_NAMES,
	SW_R_SEVERAL_GTINS,
	SW_R_STOCK_NOT_MANAGED, /* "Manage stock?" is off */
	SW_R_SHOP_NOT_MANAGED,  /* the shop's own stock management is off */
	SW_R_EXTERNAL,
	SW_R_GROUPED,
	SW_R_KEPT_BY_VARIATIONS, /* a parent whose variations keep the stock */
	SW_R_OPTED_OUT,
	SW_R_NOT_FOLLOWED,  /* another warehouse */
	SW_R_NONE_FOLLOWED, /* no warehouse is chosen */
	SW_R_LATER_LINE,    /* superseded by a later line of the same push */
	SW_R_OLDER,         /* stale */
	SW_R_CHANGED_SINCE, /* stale: an undo or a sum found another number than the run, or the back office, had left */
	SW_R_TWO_WAYS,      /* collision */
	SW_R_BRAKE,         /* held */
	SW_R_NOT_AN_OBJECT, /* invalid, from here on */
	SW_R_CODE_AND_NAME_BLANK,
	SW_R_CODE_TYPE,
	SW_R_CODE_TOO_LONG,
	SW_R_NAME_TYPE,
	SW_R_NAME_TOO_LONG,
	SW_R_GTIN_TYPE,
	SW_R_GTIN_TOO_LONG,
	SW_R_WAREHOUSE_TYPE,
	SW_R_WAREHOUSE_TOO_LONG,
	SW_R_WAREHOUSE_MISSING, /* no warehouse named and not exactly one followed */
	SW_R_QUANTITY_MISSING,
	SW_R_QUANTITY_TYPE,
	SW_R_QUANTITY_NOT_A_NUMBER,
	SW_R_QUANTITY_RANGE,
	SW_R_QUANTITY_TOO_FINE, /* below a millionth */
	SW_R_SEQUENCE,
	SW_R_AS_OF,
	SW_R_STRING_TOO_LONG,
	SW_REASONS /* their number */
} sw_reason;

/* What is worth saying of a line that did its work, as bits: one of them hides no other. */
typedef uint32_t sw_remarks;
#define SW_REMARK(reason) ((sw_remarks) 1 << (reason))
/* Takes the strongest remark out; SW_R_NONE where there is none left. */
sw_reason sw_remarks_take(sw_remarks *remarks);

/* The code as it stands in receipts and in the journal, e.g. "not_managed". Static. */
const char *sw_outcome_code(sw_outcome outcome);
/* The outcome of a code, SW_UNDECIDED where it is none. */
sw_outcome sw_outcome_read(const char *code, size_t len);
/* The code of a reason, e.g. "quantity_missing". Static; "" for SW_R_NONE. */
const char *sw_reason_code(sw_reason reason);
/* The fixed English sentence of a reason. Static; "" for SW_R_NONE. */
const char *sw_reason_sentence(sw_reason reason);

#endif

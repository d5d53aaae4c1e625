/* SPDX-License-Identifier: MIT */
/* The codes and English sentences of outcomes and reasons. */
#include "outcome.h"

#include <string.h>

static const char *const outcome_codes[SW_OUTCOMES] = {
	[SW_UNDECIDED] = "undecided",
	[SW_UPDATED] = "updated",
	[SW_UNCHANGED] = "unchanged",
	[SW_UNMATCHED] = "unmatched",
	[SW_AMBIGUOUS] = "ambiguous",
	[SW_NOT_MANAGED] = "not_managed",
	[SW_OPTED_OUT] = "opted_out",
	[SW_OTHER_WAREHOUSE] = "other_warehouse",
	[SW_SUPERSEDED] = "superseded",
	[SW_STALE] = "stale",
	[SW_COLLISION] = "collision",
	[SW_HELD] = "held",
	[SW_INVALID] = "invalid",
};

typedef struct wording {
	const char *code; /* at most 32 bytes: the width of the journal's column */
	const char *sentence;
} wording;

static const wording reasons[SW_REASONS] = {
	[SW_R_NONE] = { "", "" },
	[SW_R_SET] = { "set", "The stock was set." },
	[SW_R_HEALED] = { "healed", "The number was right already; rows that had drifted from it were repaired." },
	[SW_R_SIMILAR_NAME] = { "similar_name", "Matched by similar name." },
	[SW_R_ROUNDED] = { "rounded", "The shop's own rounding changed the number." },
	[SW_R_MISSING_WAREHOUSE] = { "missing_warehouse", "A followed warehouse has never reported this product and counts as 0." },
	[SW_R_SAME] = { "same", "The stock was right already." },
	[SW_R_LEVEL_ONLY] = { "level_only", "The warehouse's level changed, the shop's number did not." },
	[SW_R_LINKED] = { "linked", "Matched by a link made in the inbox." },
	[SW_R_FORMER_CODE] = { "former_code", "Matched by a code that the product carried before." },
	[SW_R_BUFFER] = { "buffer", "The safety buffer was kept back." },
	[SW_R_RESTORED] = { "restored", "The number from before was restored." },
	[SW_R_IGNORED] = { "ignored", "No product has this code or name, and the shop owner chose to ignore it." },
	[SW_R_NO_SUCH_CODE] = { "no_such_code", "No product in the shop has this code." },
	[SW_R_NO_SUCH_NAME] = { "no_such_name", "No product in the shop has this name." },
	[SW_R_NO_SUCH_GTIN] = { "no_such_gtin", "No product in the shop has this GTIN." },
	[SW_R_SEVERAL_CODES] = { "several_codes", "Several products in the shop have this code." },
	[SW_R_SEVERAL_NAMES] = { "several_names", "Several products in the shop have this name." },
	[SW_R_SEVERAL_GTINS] = { "several_gtins", "Several products in the shop have this GTIN." },
	[SW_R_STOCK_NOT_MANAGED] = { "stock_not_managed", "\"Manage stock?\" is switched off for this product." },
	[SW_R_SHOP_NOT_MANAGED] = { "shop_not_managed", "Stock management is switched off for the whole shop." },
	[SW_R_EXTERNAL] = { "external", "An external product keeps no stock." },
	[SW_R_GROUPED] = { "grouped", "A grouped product keeps no stock of its own." },
	[SW_R_KEPT_BY_VARIATIONS] = { "kept_by_variations", "The stock of this product is kept by its variations." },
	[SW_R_OPTED_OUT] = { "opted_out", "This product is excluded from the link." },
	[SW_R_NOT_FOLLOWED] = { "not_followed", "The shop does not follow this warehouse." },
	[SW_R_NONE_FOLLOWED] = { "none_followed", "No warehouse is chosen in the shop's settings." },
	[SW_R_LATER_LINE] = { "later_line", "A later line of the same push speaks of the same product and warehouse." },
	[SW_R_OLDER] = { "older", "A newer number is already known." },
	[SW_R_CHANGED_SINCE] = { "changed_since", "The stock has changed since then; it was left alone." },
	[SW_R_TWO_WAYS] = { "two_ways", "Different lines of this push reach the same product; none of them was applied." },
	[SW_R_BRAKE] = { "brake", "The run was held for the shop owner's confirmation." },
	[SW_R_NOT_AN_OBJECT] = { "not_an_object", "The line is not a JSON object." },
	[SW_R_CODE_AND_NAME_BLANK] = { "code_and_name_blank", "The line names no product: code and name are blank." },
	[SW_R_CODE_TYPE] = { "code_type", "The code is not a string." },
	[SW_R_CODE_TOO_LONG] = { "code_too_long", "The code is longer than 100 characters." },
	[SW_R_NAME_TYPE] = { "name_type", "The name is not a string." },
	[SW_R_NAME_TOO_LONG] = { "name_too_long", "The name is longer than 1000 characters." },
	[SW_R_GTIN_TYPE] = { "gtin_type", "The GTIN is not a string." },
	[SW_R_GTIN_TOO_LONG] = { "gtin_too_long", "The GTIN is longer than 100 characters." },
	[SW_R_WAREHOUSE_TYPE] = { "warehouse_type", "The warehouse is not a string." },
	[SW_R_WAREHOUSE_TOO_LONG] = { "warehouse_too_long", "The warehouse's name is longer than 100 characters." },
	[SW_R_WAREHOUSE_MISSING] = { "warehouse_missing", "The line names no warehouse, and the shop does not follow exactly one." },
	[SW_R_QUANTITY_MISSING] = { "quantity_missing", "The quantity is missing." },
	[SW_R_QUANTITY_TYPE] = { "quantity_type", "The quantity is neither a number nor a string." },
	[SW_R_QUANTITY_NOT_A_NUMBER] = { "quantity_not_a_number", "The quantity is not a plain number such as 7 or 12.5." },
	[SW_R_QUANTITY_RANGE] = { "quantity_range", "The quantity is outside -999999999 to 999999999." },
	[SW_R_QUANTITY_TOO_FINE] = { "quantity_too_fine", "The quantity has digits below a millionth." },
	[SW_R_SEQUENCE] = { "sequence", "The sequence is not a whole number from 0 to 9223372036854775807." },
	[SW_R_AS_OF] = { "as_of", "as_of is not a date and time with zone such as 2026-01-31T08:30:00Z." },
	[SW_R_STRING_TOO_LONG] = { "string_too_long", "A string of the line is longer than 100000 bytes." },
};

/* How the product was found comes first: where that was wrong, the rest is beside the point. */
static const sw_reason strength[] = {SW_R_LINKED, SW_R_FORMER_CODE, SW_R_SIMILAR_NAME, SW_R_ROUNDED, SW_R_MISSING_WAREHOUSE, SW_R_BUFFER};

sw_reason sw_remarks_take(sw_remarks *remarks)
{
	for (size_t i = 0; *remarks != 0 && i < sizeof strength / sizeof strength[0]; i++) {
		if ((*remarks & SW_REMARK(strength[i])) != 0) {
			*remarks &= ~SW_REMARK(strength[i]);
			return strength[i];
		}
	}
	return SW_R_NONE;
}

const char *sw_outcome_code(sw_outcome outcome)
{
	return (unsigned) outcome < SW_OUTCOMES ? outcome_codes[outcome] : "";
}

sw_outcome sw_outcome_read(const char *code, size_t len)
{
	for (sw_outcome o = SW_UPDATED; o < SW_OUTCOMES; o++) {
		if (strlen(outcome_codes[o]) == len && memcmp(outcome_codes[o], code, len) == 0) {
			return o;
		}
	}
	return SW_UNDECIDED;
}

const char *sw_reason_code(sw_reason reason)
{
	return (unsigned) reason < SW_REASONS ? reasons[reason].code : "";
}

const char *sw_reason_sentence(sw_reason reason)
{
	return (unsigned) reason < SW_REASONS ? reasons[reason].sentence : "";
}

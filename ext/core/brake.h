/* SPDX-License-Identifier: MIT */
/* The brake: a run that would empty too much of the shop at once is held until its owner has looked at it. */
#ifndef SW_BRAKE_H
#define SW_BRAKE_H

#include "plan.h"

/* A share means nothing for a handful: the last piece of one of three products is an ordinary sale. */
#define SW_BRAKE_FLOOR 10U

/* Is any brake set? */
bool sw_brake_is_set(const sw_shop *shop);
/* The fewest emptied products that can trip it. */
uint64_t sw_brake_least(const sw_shop *shop);
/* Could so many groups of lines trip it at all? Saves small pushes the trial. */
bool sw_brake_may_trip(const sw_plan *p);
/* Holders that these changes take from above zero to zero or below. */
uint64_t sw_brake_zeroed(const sw_changes *changes);
/* Appends the question for the shop's products in stock, one row of one number: what the share is a share of. */
void sw_brake_select_followed(const sw_shop *shop, sw_buf *sql);
/* Is it to be held? followed: products in stock now. */
bool sw_brake_trips(const sw_shop *shop, uint64_t zeroed, uint64_t followed);

#endif

/* SPDX-License-Identifier: MIT */
/* When to call again: what a server asks for, what is decent without being asked, and the vendor's call rate. Pure functions over
   a clock's value, so that none of it sleeps. */
#ifndef SW_RETRY_H
#define SW_RETRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Reads a Retry-After header's value (RFC 9110 10.2.3): seconds, or an HTTP-date in any of its three spellings, which is compared
   with now (seconds since 1970 UTC). At most SW_MAX_RETRY_AFTER; 0 for a date that has passed. False where it is neither. */
bool sw_retry_after(const char *text, size_t len, int64_t now, uint32_t *seconds);

/* Milliseconds before try number `tries` + 1 (tries ≥ 1 were made): 500, 1000, 2000 … up to 8000, of which half is left to
   chance, so that shops that failed together do not come back together. random: any number. */
uint32_t sw_retry_backoff_ms(unsigned tries, uint32_t random);

/* The vendor's call rate: after each 5 calls a rest of 1 s, counted from the last of them (wire-protocol.md). */
typedef struct sw_pace {
	unsigned calls; /* since the last rest */
	int64_t last;   /* milliseconds of a monotonic clock */
} sw_pace;

/* Milliseconds to wait before the next call; 0: call now. */
int64_t sw_pace_wait_ms(const sw_pace *pace, int64_t now);
/* Counts a call that begins now. */
void sw_pace_count(sw_pace *pace, int64_t now);

#endif

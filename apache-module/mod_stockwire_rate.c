/* SPDX-License-Identifier: MIT */
/* Counts wrong tokens by address, in shared memory and without a lock. */
#include "mod_stockwire.h"

#include <stdatomic.h>
#include <string.h>

#define WINDOW 60U /* seconds, from the first wrong token on */
#define WAYS 8U    /* slots that an address may take */
#define PASSES 5U  /* unknown tokens of an address that PHP is asked about in a window */

/* state: start of the window in seconds (32 bits) | wrong tokens (16) | given to PHP (8) | second of the last one given (8). */
typedef struct window {
	uint32_t start;
	uint32_t count;
	uint32_t passes;
	uint32_t last;
} window;

static window unpack(uint64_t state)
{
	return (window){ (uint32_t) (state >> 32), state >> 16 & 0xFFFFU, state >> 8 & 0xFFU, state & 0xFFU };
}

static uint64_t pack(window w)
{
	return (uint64_t) w.start << 32 | (uint64_t) w.count << 16 | (uint64_t) w.passes << 8 | w.last;
}

/* Seconds of the window that are gone. A request's time is that of its first line: one whose headers took long is older than the
   window that others have begun since, and belongs to it all the same. */
static uint32_t elapsed(window w, uint32_t now)
{
	return now > w.start ? now - w.start : 0;
}

/* A clock that was set back begins anew. */
static bool is_over(window w, uint32_t now)
{
	return w.start == 0 || elapsed(w, now) >= WINDOW || (now < w.start && w.start - now >= WINDOW);
}

/* An address as one number that is never 0: IPv4 whole, IPv6 by its /64, since a household has a /64. */
static uint64_t address_of(const apr_sockaddr_t *from)
{
	const uint64_t ipv4 = UINT64_C(0xFFFF000100000000); /* no client has a multicast address: nothing else begins so */
	uint32_t four = 0;
	uint64_t network = 0;

	if (from->family == APR_INET) {
		memcpy(&four, &from->sa.sin.sin_addr, sizeof(four));
		return ipv4 | four;
	}
#if APR_HAVE_IPV6
	if (from->family == APR_INET6) {
		const unsigned char *bytes = (const unsigned char *) &from->sa.sin6.sin6_addr;
		if (IN6_IS_ADDR_V4MAPPED(&from->sa.sin6.sin6_addr)) {
			memcpy(&four, bytes + 12, sizeof(four));
			return ipv4 | four;
		}
		memcpy(&network, bytes, sizeof(network));
		return network ? network : UINT64_C(0xFFFF000200000000); /* ::1 */
	}
#endif
	return UINT64_C(0xFFFF000300000000); /* a socket of this machine */
}

/* splitmix64's finaliser: spreads neighbours over the table. */
static uint64_t mix(uint64_t x)
{
	x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	x = (x ^ x >> 27) * UINT64_C(0x94D049BB133111EB);
	return x ^ x >> 31;
}

/* The address' slot. Where all ways are taken, the one that is over or has fewest wrong tokens is given up. */
static sw_rate_slot *find_slot(sw_shared *shared, uint64_t address, uint32_t now)
{
	sw_rate_slot *set = &shared->slots[mix(address ^ shared->seed) % (SW_RATE_SLOTS / WAYS) * WAYS];
	sw_rate_slot *spare = set;
	uint32_t fewest = UINT32_MAX;
	uint64_t old;

	for (sw_rate_slot *slot = set; slot < set + WAYS; slot++) {
		if (atomic_load(&slot->address) == address)
			return slot;
		window w = unpack(atomic_load(&slot->state));
		uint32_t count = is_over(w, now) ? 0 : w.count;
		if (count < fewest) {
			fewest = count;
			spare = slot;
		}
	}
	/* Another child may take it at the same time: then one of two addresses is counted on the other's slot for a moment,
	   or twice. A limit may be off by that; a right token never meets it. */
	old = atomic_load(&spare->address);
	if (atomic_compare_exchange_strong(&spare->address, &old, address))
		atomic_store(&spare->state, 0);
	return spare;
}

sw_rate_verdict sw_rate_note(const request_rec *r, unsigned limit, bool may_pass, unsigned *retry_after)
{
	sw_shared *shared = sw_shared_get();
	uint32_t now = (uint32_t) apr_time_sec(r->request_time);
	sw_rate_verdict verdict;
	uint64_t old, fresh;

	if (!shared)
		return SW_RATE_REFUSE;
	sw_rate_slot *slot = find_slot(shared, address_of(r->useragent_addr), now);
	old = atomic_load(&slot->state);
	do {
		window w = unpack(old);
		if (is_over(w, now))
			w = (window){ now, 0, 0, 0 };
		uint32_t second = elapsed(w, now) + 1;

		if (limit && w.count >= limit) {
			*retry_after = WINDOW - elapsed(w, now);
			return SW_RATE_LIMITED;
		}
		w.count += w.count < 0xFFFF;
		verdict = SW_RATE_REFUSE;
		if (may_pass && w.passes < PASSES && w.last != second) {
			w.passes++;
			w.last = second;
			verdict = SW_RATE_LET_THROUGH;
		}
		fresh = pack(w);
	} while (!atomic_compare_exchange_weak(&slot->state, &old, fresh));
	return verdict;
}

/* SPDX-License-Identifier: MIT */
/* The table of addresses that are not called, and the machine's own. */
#include "address.h"

#include <ifaddrs.h>
#include <netinet/in.h>
#include <stddef.h>
#include <string.h>

typedef struct range {
	unsigned char bytes[16];
	unsigned bits;
} range;

static const range closed4[] = {
	{ { 0 }, 8 },                 /* this network */
	{ { 10 }, 8 },                /* private */
	{ { 100, 64 }, 10 },          /* shared between a provider and its customers (CGNAT); Alibaba's metadata */
	{ { 127 }, 8 },               /* loopback */
	{ { 169, 254 }, 16 },         /* link-local, 169.254.169.254 included: metadata of AWS, Azure, Google, Oracle */
	{ { 172, 16 }, 12 },          /* private */
	{ { 192, 0, 0 }, 24 },        /* protocol assignments; Oracle's metadata */
	{ { 192, 0, 2 }, 24 },        /* documentation */
	{ { 192, 31, 196 }, 24 },     /* AS112 */
	{ { 192, 52, 193 }, 24 },     /* AMT */
	{ { 192, 88, 99 }, 24 },      /* 6to4 relays, out of use */
	{ { 192, 168 }, 16 },         /* private */
	{ { 192, 175, 48 }, 24 },     /* AS112 */
	{ { 198, 18 }, 15 },          /* measurements */
	{ { 198, 51, 100 }, 24 },     /* documentation */
	{ { 203, 0, 113 }, 24 },      /* documentation */
	{ { 168, 63, 129, 16 }, 32 }, /* Azure's platform address, a public one in form only */
	{ { 224 }, 4 },               /* multicast */
	{ { 240 }, 4 },               /* reserved, broadcast included */
};

/* Of IPv6 only 2000::/3 is given out at all: whatever lies outside (loopback, fc00::/7, fe80::/10, ff00::/8, v4-mapped) is closed. */
static const range open6 = { { 0x20 }, 3 };

static const range closed6[] = {
	{ { 0x20, 0x01, 0x00 }, 23 },             /* protocol assignments, Teredo, ORCHID */
	{ { 0x20, 0x01, 0x0d, 0xb8 }, 32 },       /* documentation */
	{ { 0x20, 0x02 }, 16 },                   /* 6to4: would reach any IPv4 address */
	{ { 0x26, 0x20, 0x00, 0x4f, 0x80 }, 48 }, /* AS112 */
	{ { 0x3f, 0xff }, 20 },                   /* documentation */
};

/* How a network without IPv4 reaches the IPv4 internet (NAT64): as public as the address inside. */
static const range nat64 = { { 0x00, 0x64, 0xff, 0x9b }, 96 };

static bool within(const unsigned char *address, const range *r)
{
	const size_t whole = r->bits / 8;
	const unsigned rest = r->bits % 8;
	const unsigned mask = (0xFF00U >> rest) & 0xFFU;

	return memcmp(address, r->bytes, whole) == 0 && (rest == 0 || (address[whole] & mask) == (r->bytes[whole] & mask));
}

static bool within_any(const unsigned char *address, const range *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (within(address, &list[i])) {
			return true;
		}
	}
	return false;
}

static bool is_public4(const unsigned char *address)
{
	return !within_any(address, closed4, sizeof closed4 / sizeof closed4[0]);
}

static bool is_public6(const unsigned char *address)
{
	if (within(address, &nat64)) {
		return is_public4(address + 12);
	}
	return within(address, &open6) && !within_any(address, closed6, sizeof closed6 / sizeof closed6[0]);
}

/* The bytes of an address in network order; NULL for a family that is neither IPv4 nor IPv6. Read by offset: the struct that
   libcurl hands on is not always aligned as its type asks. */
static const unsigned char *bytes_of(const struct sockaddr *address, size_t *n)
{
	const unsigned char *raw = (const unsigned char *) address;

	switch (address->sa_family) {
	case AF_INET: *n = 4; return raw + offsetof(struct sockaddr_in, sin_addr);
	case AF_INET6: *n = 16; return raw + offsetof(struct sockaddr_in6, sin6_addr);
	default: *n = 0; return NULL;
	}
}

bool sw_address_is_public(const struct sockaddr *address)
{
	size_t n;
	const unsigned char *bytes = bytes_of(address, &n);

	if (bytes == NULL) {
		return false;
	}
	return n == 4 ? is_public4(bytes) : is_public6(bytes);
}

bool sw_address_is_own(const struct sockaddr *address)
{
	struct ifaddrs *all;
	size_t n;
	const unsigned char *bytes = bytes_of(address, &n);
	bool own = false;

	if (bytes == NULL || getifaddrs(&all) != 0) {
		return true;
	}
	for (const struct ifaddrs *each = all; each != NULL && !own; each = each->ifa_next) {
		size_t len = 0;
		const unsigned char *candidate = each->ifa_addr != NULL ? bytes_of(each->ifa_addr, &len) : NULL;

		own = candidate != NULL && len == n && memcmp(candidate, bytes, n) == 0;
	}
	freeifaddrs(all);
	return own;
}

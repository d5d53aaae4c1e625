/* SPDX-License-Identifier: MIT */
/* Wrong tokens by address: the window's end, IPv6 networks, a full table; without waiting a minute for each. */
#include "../../../apache-module/mod_stockwire.h"

#include "check.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

static sw_shared *memory;

sw_shared *sw_shared_get(void)
{
	return memory;
}

static apr_time_t now;

/* One wrong token from an address in text form. */
static sw_rate_verdict wrong(const char *address, unsigned limit, bool may_pass, unsigned *retry_after)
{
	apr_sockaddr_t from;
	request_rec r;

	memset(&from, 0, sizeof(from));
	memset(&r, 0, sizeof(r));
	from.family = strchr(address, ':') ? APR_INET6 : APR_INET;
	if (from.family == APR_INET6)
		inet_pton(AF_INET6, address, &from.sa.sin6.sin6_addr);
	else if (strchr(address, '.'))
		inet_pton(AF_INET, address, &from.sa.sin.sin_addr);
	else
		from.family = AF_UNIX;
	r.useragent_addr = &from;
	r.request_time = now;
	return sw_rate_note(&r, limit, may_pass, retry_after);
}

static void wait_seconds(int seconds)
{
	now += apr_time_from_sec(seconds);
}

static sw_rate_verdict repeat(const char *address, unsigned limit, int times)
{
	unsigned wait;
	sw_rate_verdict last = SW_RATE_REFUSE;
	while (times--)
		last = wrong(address, limit, false, &wait);
	return last;
}

static void test_window(void)
{
	unsigned wait = 0;

	check("the 30th of a minute is refused", repeat("192.0.2.1", 30, 30) == SW_RATE_REFUSE);
	check("the 31st has to wait", wrong("192.0.2.1", 30, false, &wait) == SW_RATE_LIMITED);
	check("it waits for the rest of the minute", wait == 60);
	wait_seconds(59);
	check("a second before the end it still waits", wrong("192.0.2.1", 30, true, &wait) == SW_RATE_LIMITED && wait == 1);
	wait_seconds(1);
	check("then it starts anew", repeat("192.0.2.1", 30, 30) == SW_RATE_REFUSE);
	check("with the same limit", wrong("192.0.2.1", 30, false, &wait) == SW_RATE_LIMITED && wait == 60);
	now -= apr_time_from_sec(1);
	check("a request that began before the window does not begin another", wrong("192.0.2.1", 30, true, &wait) == SW_RATE_LIMITED && wait == 60);
	now -= apr_time_from_sec(58);
	check("nor does one whose headers took almost a minute", wrong("192.0.2.1", 30, true, &wait) == SW_RATE_LIMITED && wait == 60);
	now -= apr_time_from_sec(3600);
	check("a clock set back an hour starts anew", wrong("192.0.2.1", 30, false, &wait) == SW_RATE_REFUSE);
	check("no limit never limits", repeat("192.0.2.2", 0, 70000) == SW_RATE_REFUSE);
	check("the largest limit is reached",
		repeat("192.0.2.3", 60000, 60000) == SW_RATE_REFUSE && repeat("192.0.2.3", 60000, 1) == SW_RATE_LIMITED);
}

static void test_passes(void)
{
	unsigned wait;
	int passes = 0;

	for (int i = 0; i < 20; i++) {
		passes += wrong("192.0.2.40", 0, true, &wait) == SW_RATE_LET_THROUGH;
		now -= apr_time_from_sec(1);
	}
	check("requests that were held back, the newest first, get no more through", passes >= 1 && passes <= 5);
	passes = 0;
	now += apr_time_from_sec(20);
	check("the first unknown token is let through", wrong("192.0.2.4", 0, true, &wait) == SW_RATE_LET_THROUGH);
	check("a second one in that second is not", wrong("192.0.2.4", 0, true, &wait) == SW_RATE_REFUSE);
	wait_seconds(1);
	check("a second later one is", wrong("192.0.2.4", 0, true, &wait) == SW_RATE_LET_THROUGH);
	for (int i = 0; i < 30; i++) {
		wait_seconds(1);
		passes += wrong("192.0.2.4", 0, true, &wait) == SW_RATE_LET_THROUGH;
	}
	check("five in a minute", passes == 3);
	wait_seconds(60);
	check("and again in the next", wrong("192.0.2.4", 0, true, &wait) == SW_RATE_LET_THROUGH);
	check("never where PHP is not to be asked", wrong("192.0.2.5", 0, false, &wait) == SW_RATE_REFUSE);
}

static void test_addresses(void)
{
	repeat("2001:db8:0:1::1", 3, 3);
	check("IPv6 addresses of one /64 are one", repeat("2001:db8:0:1:ffff::1", 3, 1) == SW_RATE_LIMITED);
	check("the next /64 is another", repeat("2001:db8:0:2::1", 3, 1) == SW_RATE_REFUSE);
	repeat("198.51.100.7", 3, 3);
	check("IPv4 in IPv6 is the IPv4 address", repeat("::ffff:198.51.100.7", 3, 1) == SW_RATE_LIMITED);
	check("its neighbour is another", repeat("::ffff:198.51.100.8", 3, 1) == SW_RATE_REFUSE);
	repeat("::1", 3, 3);
	check("::1 is an address", repeat("::1", 3, 1) == SW_RATE_LIMITED);
	check("and not that of a local socket", repeat("local", 3, 1) == SW_RATE_REFUSE);
}

static void test_full_table(void)
{
	char address[64];
	int limited = 0;

	repeat("203.0.113.9", 3, 3);
	for (unsigned i = 0; i < 200000; i++) {
		(void) snprintf(address, sizeof(address), "2001:db9:%x:%x::1", i >> 16, i & 0xFFFF);
		limited += repeat(address, 3, 1) == SW_RATE_LIMITED;
	}
	check("200,000 networks with one wrong token each: none is limited for another", limited == 0);
	check("nor do they wash out who had three", repeat("203.0.113.9", 3, 1) == SW_RATE_LIMITED);
	memory = NULL;
	check("without shared memory nobody is limited", repeat("203.0.113.9", 3, 9) == SW_RATE_REFUSE);
}

int main(void)
{
	memory = calloc(1, sizeof(*memory));
	sw_shared *own = memory;

	if (!memory)
		return 2;
	memory->seed = 42;
	now = apr_time_from_sec(1800000000);
	test_window();
	test_passes();
	test_addresses();
	test_full_table();
	free(own);
	return finish();
}

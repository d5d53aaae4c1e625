/* SPDX-License-Identifier: MIT */
/* Which addresses are called: both edges of every range that is not, and what hides an IPv4 address in an IPv6 one. */
#include "address.h"
#include "support.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <netinet/in.h>
#include <sys/un.h>

/* Judges an address as text. */
static bool is_public(const char *text)
{
	struct sockaddr_in v4 = { .sin_family = AF_INET };
	struct sockaddr_in6 v6 = { .sin6_family = AF_INET6 };

	if (inet_pton(AF_INET, text, &v4.sin_addr) == 1) {
		return sw_address_is_public((const struct sockaddr *) &v4);
	}
	if (inet_pton(AF_INET6, text, &v6.sin6_addr) != 1) {
		fail_msg("%s is no address", text);
	}
	return sw_address_is_public((const struct sockaddr *) &v6);
}

static void assert_each(const char *const *list, size_t n, bool expected)
{
	for (size_t i = 0; i < n; i++) {
		if (is_public(list[i]) != expected) {
			fail_msg("%s is %s", list[i], expected ? "not public" : "public");
		}
	}
}

static void addresses_of_the_internet_are_public(void **state)
{
	static const char *const list[] = { "1.1.1.1", "8.8.8.8", "89.36.24.10", "172.15.255.255", "172.32.0.0", "100.63.255.255",
		"100.128.0.0", "169.253.255.255", "169.255.0.0", "9.255.255.255", "11.0.0.0", "126.255.255.255", "128.0.0.0", "192.167.255.255",
		"192.169.0.0", "192.0.1.0", "192.0.3.0", "198.17.255.255", "198.20.0.0", "203.0.112.255", "203.0.114.0", "223.255.255.255",
		"168.63.129.15", "168.63.129.17", "2606:4700::1111", "2a00:1450:4001::200e", "2001:200::1",
		"2001:db7:ffff::", "2001:db9::", "2003::1", "3ffe::1", "3fff:1000::", "64:ff9b::8.8.8.8" };

	(void) state;
	assert_each(list, COUNT(list), true);
}

static void private_and_reserved_ipv4_addresses_are_not(void **state)
{
	static const char *const list[] = { "0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255", "100.64.0.0", "100.127.255.255",
		"127.0.0.0", "127.0.0.1", "127.255.255.255", "169.254.0.0", "169.254.169.254", "169.254.255.255", "172.16.0.0", "172.31.255.255",
		"192.0.0.0", "192.0.0.192", "192.0.0.255", "192.0.2.1", "192.168.0.0", "192.168.255.255", "198.18.0.0", "198.19.255.255",
		"198.51.100.7", "203.0.113.0", "203.0.113.255", "224.0.0.0", "239.255.255.255", "240.0.0.0", "255.255.255.255", "168.63.129.16",
		"192.88.99.1", "100.100.100.200" };

	(void) state;
	assert_each(list, COUNT(list), false);
}

static void private_and_reserved_ipv6_addresses_are_not(void **state)
{
	static const char *const list[] = { "::", "::1", "fc00::", "fdff:ffff::1", "fd00:ec2::254", "fe80::1", "febf::1", "fec0::1", "ff02::1",
		"ff0e::1", "100::1", "2001::1", "2001:1ff:ffff::", "2001:db8::1", "2001:db8:ffff::", "2002:7f00:1::", "2002:808:808::", "3fff::1",
		"3fff:fff:ffff::", "4000::", "1fff:ffff::", "64:ff9b:1::1", "5f00::1" };

	(void) state;
	assert_each(list, COUNT(list), false);
}

static void an_ipv4_address_inside_an_ipv6_one_gains_nothing(void **state)
{
	static const char *const list[] = { "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:8.8.8.8", "::127.0.0.1",
		"::8.8.8.8", "64:ff9b::127.0.0.1", "64:ff9b::10.1.2.3", "64:ff9b::169.254.169.254" };

	(void) state;
	assert_each(list, COUNT(list), false);
}

static void another_family_is_never_public(void **state)
{
	const struct sockaddr_un local = { .sun_family = AF_UNIX };

	(void) state;
	assert_false(sw_address_is_public((const struct sockaddr *) &local));
	assert_true(sw_address_is_own((const struct sockaddr *) &local));
}

static void every_address_of_this_machine_is_its_own(void **state)
{
	const struct sockaddr_in elsewhere = { .sin_family = AF_INET, .sin_port = htons(443), .sin_addr = { htonl(0x01020304) } };
	struct ifaddrs *all;
	unsigned seen = 0;

	(void) state;
	assert_int_equal(getifaddrs(&all), 0);
	for (const struct ifaddrs *each = all; each != NULL; each = each->ifa_next) {
		if (each->ifa_addr != NULL && (each->ifa_addr->sa_family == AF_INET || each->ifa_addr->sa_family == AF_INET6)) {
			assert_true(sw_address_is_own(each->ifa_addr));
			seen++;
		}
	}
	freeifaddrs(all);
	assert_true(seen > 0);
	assert_false(sw_address_is_own((const struct sockaddr *) &elsewhere));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_of_the_internet_are_public),
		cmocka_unit_test(private_and_reserved_ipv4_addresses_are_not),
		cmocka_unit_test(private_and_reserved_ipv6_addresses_are_not),
		cmocka_unit_test(an_ipv4_address_inside_an_ipv6_one_gains_nothing),
		cmocka_unit_test(another_family_is_never_public),
		cmocka_unit_test(every_address_of_this_machine_is_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

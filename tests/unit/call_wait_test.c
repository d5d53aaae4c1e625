/* SPDX-License-Identifier: MIT */
/* How long the network is waited for, over one that never ends.
   link: -Wl,--wrap=sw_http_get,--wrap=sw_http_step,--wrap=sw_http_status,--wrap=sw_http_bytes,--wrap=sw_http_take */
#include "call.h"
#include "http.h"
#include "support.h"

bool __wrap_sw_http_get(sw_http *http, const sw_http_request *request, sw_failure *f);
sw_http_state __wrap_sw_http_step(sw_http *http, int wait_ms, sw_failure *f);
int __wrap_sw_http_status(const sw_http *http);
sw_slice __wrap_sw_http_bytes(const sw_http *http);
void __wrap_sw_http_take(sw_http *http, size_t n);

static int status;
static int waited;

bool __wrap_sw_http_get(sw_http *http, const sw_http_request *request, sw_failure *f)
{
	(void) http;
	(void) request;
	(void) f;
	return true;
}

sw_http_state __wrap_sw_http_step(sw_http *http, int wait_ms, sw_failure *f)
{
	(void) http;
	(void) f;
	waited = wait_ms;
	return SW_HTTP_RUNNING;
}

int __wrap_sw_http_status(const sw_http *http)
{
	(void) http;
	return status;
}

sw_slice __wrap_sw_http_bytes(const sw_http *http)
{
	(void) http;
	return (sw_slice){ " ", 1 };
}

void __wrap_sw_http_take(sw_http *http, size_t n)
{
	(void) http;
	(void) n;
}

/* An error's body stays where it is until it is whole: to ask for more at once would spin. */
static void only_what_is_read_at_once_makes_the_network_wait_for_nobody(void **state)
{
	static const struct {
		int status;
		int wait;
	} cases[] = { { 0, 100 }, { 500, 100 }, { 429, 100 }, { 200, 0 } };
	const sw_call_settings settings = { .url = "https://office.example/api", .user = "u", .token = "t", .company = "1", .connect_ms = 5000,
		.stalled_ms = 5000, .overall_ms = 60000, .max_bytes = 1000, .tries = 1 };
	sw_failure f = { 0 };

	(void) state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		sw_call *call = sw_call_create(&settings);

		assert_non_null(call);
		status = cases[i].status;
		waited = -1;
		assert_true(sw_call_begin(call, SW_PULL_STOCKS, (sw_slice){ BYTES("Magazin") }, &f));
		assert_int_equal(sw_call_step(call, &f), SW_CALL_TICK);
		assert_int_equal(sw_call_step(call, &f), SW_CALL_TICK);
		assert_int_equal(waited, cases[i].wait);
		sw_call_destroy(call);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(only_what_is_read_at_once_makes_the_network_wait_for_nobody) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}

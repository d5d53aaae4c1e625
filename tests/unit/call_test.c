/* SPDX-License-Identifier: MIT */
/* A question to a back office that is not there: rests, tries and deadlines, over a clock that only sleeping moves. What one that
   is there answers is tested in PHP.
   link: -Wl,--wrap=sw_http_clock_ms,--wrap=nanosleep */
#include "call.h"
#include "network.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

int64_t __wrap_sw_http_clock_ms(void);
int __wrap_nanosleep(const struct timespec *pause, struct timespec *left);

static int64_t now = 1000000;

int64_t __wrap_sw_http_clock_ms(void)
{
	return now;
}

int __wrap_nanosleep(const struct timespec *pause, struct timespec *left)
{
	(void) left;
	now += pause->tv_sec * 1000 + pause->tv_nsec / 1000000;
	return 0;
}

/* A port of loopback where nobody listens, for as long as the socket is open. */
typedef struct nobody {
	int socket;
	char url[64];
} nobody;

static nobody open_nobody(void)
{
	nobody n = { .socket = socket(AF_INET, SOCK_STREAM, 0) };
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr = { htonl(INADDR_LOOPBACK) } };
	socklen_t len = sizeof address;

	assert_true(n.socket >= 0);
	assert_int_equal(bind(n.socket, (struct sockaddr *) &address, len), 0);
	assert_int_equal(getsockname(n.socket, (struct sockaddr *) &address, &len), 0);
	(void) snprintf(n.url, sizeof n.url, "https://127.0.0.1:%u/api", ntohs(address.sin_port));
	return n;
}

static sw_call *make_call(const nobody *n, unsigned tries, int64_t overall_ms, bool allow_private)
{
	const sw_call_settings settings = { .url = n->url,
		.user = "user",
		.token = "token",
		.company = "RO1",
		.connect_ms = 5000,
		.stalled_ms = 5000,
		.overall_ms = overall_ms,
		.max_bytes = 1000,
		.tries = tries,
		.allow_private = allow_private };
	sw_call *call = sw_call_create(&settings);

	assert_non_null(call);
	return call;
}

/* Asks until it fails; returns the milliseconds that were slept on the way. */
static int64_t ask(sw_call *call, sw_trouble expected)
{
	const int64_t began = now;
	sw_failure f = { 0 };
	sw_call_event event;

	assert_true(sw_call_begin(call, SW_PULL_STOCKS, (sw_slice){ BYTES("Magazin") }, &f));
	do {
		const int64_t before = now;

		event = sw_call_step(call, &f);
		assert_true(now - before <= 100);
	} while (event == SW_CALL_TICK);
	assert_int_equal(event, SW_CALL_FAILED);
	if (f.trouble != expected) {
		fail_msg("trouble %d instead of %d: %s", f.trouble, expected, f.message);
	}
	assert_null(sw_call_answer(call));
	/* Where another try makes sense it is half as late again at most, by chance. */
	assert_true(f.retry_after >= sw_trouble_retry_after(expected) && f.retry_after <= sw_trouble_retry_after(expected) * 3 / 2);
	return now - began;
}

static void the_sixth_question_in_a_row_rests_a_second_and_the_others_do_not(void **state)
{
	nobody n = open_nobody();
	sw_call *call = make_call(&n, 1, 60000, true);

	(void) state;
	for (int round = 0; round < 2; round++) {
		for (int i = 0; i < 5; i++) {
			assert_int_equal(ask(call, SW_T_CONNECT), round == 1 && i == 0 ? 1000 : 0);
			now += 10;
		}
		now -= 10;
	}
	sw_call_destroy(call);
	(void) close(n.socket);
}

static void tries_are_counted_and_wait_longer_and_longer(void **state)
{
	static const int64_t least[] = { 0, 250, 750, 1750, 3750 };

	(void) state;
	for (unsigned tries = 1; tries <= COUNT(least); tries++) {
		nobody n = open_nobody();
		sw_call *call = make_call(&n, tries, 60000, true);
		const int64_t slept = ask(call, SW_T_CONNECT);

		assert_true(slept >= least[tries - 1] && slept <= 2 * least[tries - 1]);
		sw_call_destroy(call);
		(void) close(n.socket);
	}
}

static void a_try_that_would_come_too_late_is_not_waited_for(void **state)
{
	nobody n = open_nobody();
	sw_call *call = make_call(&n, 10, 250, true);

	(void) state;
	assert_int_equal(ask(call, SW_T_CONNECT), 0);
	sw_call_destroy(call);
	(void) close(n.socket);
}

static void a_question_ends_at_its_deadline_also_while_it_rests(void **state)
{
	nobody n = open_nobody();
	sw_call *call = make_call(&n, 1, 700, true);

	(void) state;
	for (int i = 0; i < 5; i++) {
		assert_int_equal(ask(call, SW_T_CONNECT), 0);
	}
	assert_int_equal(ask(call, SW_T_OVERALL), 700);
	sw_call_destroy(call);
	(void) close(n.socket);
}

static void a_private_address_is_not_called_and_not_tried_again(void **state)
{
	nobody n = open_nobody();
	sw_call *call = make_call(&n, 10, 60000, false);

	(void) state;
	assert_int_equal(ask(call, SW_T_ADDRESS), 0);
	sw_call_destroy(call);
	(void) close(n.socket);
}

static void a_question_can_be_left_at_any_moment(void **state)
{
	nobody n = open_nobody();
	sw_call *call = make_call(&n, 3, 60000, true);
	sw_failure f = { 0 };

	(void) state;
	for (int steps = 0; steps < 4; steps++) {
		assert_true(sw_call_begin(call, SW_PULL_WAREHOUSES, (sw_slice){ NULL, 0 }, &f));
		for (int i = 0; i < steps; i++) {
			(void) sw_call_step(call, &f);
		}
		sw_call_end(call);
		assert_null(sw_call_answer(call));
		assert_int_equal(sw_call_step(call, &f), SW_CALL_FAILED);
	}
	assert_true(sw_call_begin(call, SW_PULL_WAREHOUSES, (sw_slice){ NULL, 0 }, &f));
	sw_call_destroy(call);
	sw_call_destroy(NULL);
	(void) close(n.socket);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_sixth_question_in_a_row_rests_a_second_and_the_others_do_not),
		cmocka_unit_test(tries_are_counted_and_wait_longer_and_longer),
		cmocka_unit_test(a_try_that_would_come_too_late_is_not_waited_for),
		cmocka_unit_test(a_question_ends_at_its_deadline_also_while_it_rests),
		cmocka_unit_test(a_private_address_is_not_called_and_not_tried_again),
		cmocka_unit_test(a_question_can_be_left_at_any_moment),
	};

	return cmocka_run_group_tests(tests, start_network, stop_network);
}

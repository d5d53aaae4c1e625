/* SPDX-License-Identifier: MIT */
/* Times one read of a SmartBill body from a file: prints milliseconds and the number of usable lines. */
#include "feed.h"
#include "limits.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void)
{
	struct timespec t;

	(void) clock_gettime(CLOCK_MONOTONIC, &t);
	return (double) t.tv_sec * 1e3 + (double) t.tv_nsec / 1e6;
}

int main(int argc, char **argv)
{
	FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
	char *body = malloc(SW_MAX_BODY);
	sw_arena *arena = sw_arena_create();
	sw_feed feed = { 0 };
	size_t usable = 0;
	size_t n;
	double began;

	if (file == NULL || body == NULL || arena == NULL) {
		return 1;
	}
	n = fread(body, 1, SW_MAX_BODY, file);
	(void) fclose(file);
	began = now();
	(void) sw_feed_read(SW_DIALECT_SMARTBILL, body, n, arena, &feed, NULL);
	for (size_t i = 0; i < feed.count; i++) {
		usable += feed.lines[i].outcome != SW_INVALID ? 1U : 0U;
	}
	(void) printf("%.1f %zu\n", now() - began, usable);
	sw_arena_destroy(arena);
	free(body);
	return 0;
}

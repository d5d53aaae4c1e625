/* SPDX-License-Identifier: MIT */
/* Times one reading of a SmartBill body from a file, indexed by code: prints milliseconds, usable lines, and KiB above the body. */
#include "feed.h"
#include "limits.h"
#include "map.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void)
{
	struct timespec t;

	(void) clock_gettime(CLOCK_MONOTONIC, &t);
	return (double) t.tv_sec * 1e3 + (double) t.tv_nsec / 1e6;
}

/* The most memory that this process has had, in KiB. */
static long high_water(void)
{
	FILE *status = fopen("/proc/self/status", "r");
	char line[256];
	long kib = 0;

	while (status != NULL && fgets(line, sizeof line, status) != NULL) {
		if (sscanf(line, "VmHWM: %ld", &kib) == 1) {
			break;
		}
	}
	if (status != NULL) {
		(void) fclose(status);
	}
	return kib;
}

/* Lines that can be used; each code's last line wins, as in a push. */
static size_t read_and_index(const char *body, size_t n, sw_arena *arena)
{
	sw_feed feed = { 0 };
	sw_map by_code = { 0 };
	size_t usable = 0;

	(void) sw_feed_read(SW_DIALECT_SMARTBILL, body, n, arena, &feed, NULL);
	for (size_t i = 0; i < feed.count; i++) {
		if (feed.lines[i].outcome != SW_INVALID) {
			usable += sw_map_put(&by_code, arena, feed.lines[i].code, (uint32_t) i) != SW_MAP_NONE ? 1U : 0U;
		}
	}
	return usable;
}

int main(int argc, char **argv)
{
	FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
	char *body = malloc(SW_MAX_BODY);
	sw_arena *arena = sw_arena_create();
	size_t usable;
	size_t n;
	double began;
	long before;

	if (file == NULL || body == NULL || arena == NULL) {
		return 1;
	}
	n = fread(body, 1, SW_MAX_BODY, file);
	(void) fclose(file);
	before = high_water();
	began = now();
	usable = read_and_index(body, n, arena);
	began = now() - began;
	(void) printf("%.1f %zu %ld\n", began, usable, high_water() - before);
	sw_arena_destroy(arena);
	free(body);
	return 0;
}

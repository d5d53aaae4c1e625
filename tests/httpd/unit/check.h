/* SPDX-License-Identifier: MIT */
/* The few lines that the module's unit tests share: named checks, and the count at the end. */
#ifndef CHECK_H
#define CHECK_H

#include <stdbool.h>
#include <stdio.h>

static int passed, failed;

static void check(const char *behaviour, bool holds)
{
	holds ? passed++ : failed++;
	printf("%s %s\n", holds ? "ok  " : "FAIL", behaviour);
}

static int finish(void)
{
	return failed ? 1 : 0;
}

#endif

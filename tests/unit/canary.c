/* SPDX-License-Identifier: MIT */
/* Commits the fault that it is asked for, to show that the checkers are awake. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv)
{
	const char *fault = argc > 1 ? argv[1] : "none";
	char *volatile bytes = malloc(8);
	volatile int at = 8;
	volatile int number = INT_MAX;

	if (bytes == NULL) {
		return 0;
	}
	if (strcmp(fault, "overflow") == 0) {
		bytes[at] = 1;
	}
	if (strcmp(fault, "arithmetic") == 0) {
		number = number + 1;
	}
	if (strcmp(fault, "leak") == 0) {
		bytes = NULL;
		return 0;
	}
	free(bytes);
	return 0;
}

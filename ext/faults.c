/* SPDX-License-Identifier: MIT */
/* Waits at a pause point for as long as a test wishes; empty unless configured with --enable-stockwire-faults. */
#include "faults.h"

#ifdef STOCKWIRE_FAULTS
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define POLL_MICROSECONDS 1000
#define MAX_POLLS 60000 /* a test that died leaves nobody waiting for ever */

void sw_faults_pause(const char *point)
{
	const char *folder = getenv("STOCKWIRE_FAULTS");
	const char *name = strchr(point, ':') + 1;
	char want[500];
	char taken[500];

	if (folder == NULL) {
		return;
	}
	(void) snprintf(want, sizeof want, "%s/%s.want", folder, name);
	(void) snprintf(taken, sizeof taken, "%s/%s.%ld", folder, name, (long) getpid());
	/* One of several workers wins the rename. */
	if (rename(want, taken) != 0) {
		return;
	}
	for (int i = 0; i < MAX_POLLS && access(taken, F_OK) == 0; i++) {
		(void) usleep(POLL_MICROSECONDS);
	}
}
#endif

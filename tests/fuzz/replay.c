/* SPDX-License-Identifier: MIT */
/* Stands in for libFuzzer's main: runs a target once over every file of the folders that it is given. */
#include "target.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Runs one file; false where it cannot be read. */
static bool replay_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	uint8_t *bytes = NULL;
	long size = -1;
	bool ok = false;

	if (file != NULL && fseek(file, 0, SEEK_END) == 0 && (size = ftell(file)) >= 0 && fseek(file, 0, SEEK_SET) == 0) {
		/* Of exactly its size, so that a byte read behind it is reported. */
		bytes = malloc(size > 0 ? (size_t) size : 1);
		ok = bytes != NULL && fread(bytes, 1, (size_t) size, file) == (size_t) size;
	}
	if (ok) {
		(void) LLVMFuzzerTestOneInput(bytes, (size_t) size);
	}
	free(bytes);
	if (file != NULL) {
		(void) fclose(file);
	}
	return ok;
}

int main(int argc, char **argv)
{
	unsigned count = 0;

	for (int i = 1; i < argc; i++) {
		DIR *folder = opendir(argv[i]);

		for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
			char path[4096];

			if (entry->d_name[0] == '.') {
				continue;
			}
			(void) snprintf(path, sizeof path, "%s/%s", argv[i], entry->d_name);
			(void) fprintf(stderr, "%s\n", path);
			if (!replay_file(path)) {
				(void) fprintf(stderr, "cannot be read\n");
				return 1;
			}
			count++;
		}
		if (folder != NULL) {
			(void) closedir(folder);
		}
	}
	(void) printf("%u inputs\n", count);
	return count > 0 ? 0 : 1;
}

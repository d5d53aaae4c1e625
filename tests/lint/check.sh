# SPDX-License-Identifier: MIT
# Counts checks and prints them: sourced by the parts of tests/lint.
# shellcheck shell=bash

passed=0
failed=0

# check NAME COMMAND…: passes where the command succeeds; its output is shown where it does not.
check() {
	local name=$1 output
	shift
	if output=$("$@" 2>&1); then
		passed=$((passed + 1))
		echo "ok $name"
	else
		failed=$((failed + 1))
		echo "$output" | head -n 60
		echo "not ok $name"
	fi
}

# empty COMMAND…: succeeds where the command prints nothing.
empty() {
	local output
	output=$("$@")
	[ -z "$output" ] || { echo "$output"; return 1; }
}

finish() {
	echo "$passed passed, $failed failed"
	[ "$failed" -eq 0 ]
	exit
}

# SPDX-License-Identifier: MIT
# Going away: no process, and with --remove no folder.
# shellcheck shell=bash

down_leaves_no_process() {
	[ -n "$(ours)" ]
	"$ROOT/sandbox/down"
	[ -z "$(ours)" ]
	[ -f "$OUT/sandbox/env" ]
}

comes_back() {
	local token
	token=$(env_of TOKEN)
	"$ROOT/sandbox/up"
	[ "$(status_of /wp-json/)" = 200 ]
	[ "$token" = "$(env_of TOKEN)" ]
}

remove_leaves_nothing() {
	local folder
	folder=$(readlink -f "$OUT/sandbox")
	"$ROOT/sandbox/down" --remove
	[ ! -e "$folder" ]
	[ ! -L "$OUT/sandbox" ]
}

check "down leaves no process and keeps the shop" down_leaves_no_process
check "the next up finds the same shop" comes_back
check "down --remove leaves no folder behind" remove_leaves_nothing

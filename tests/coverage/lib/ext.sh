# SPDX-License-Identifier: MIT
# Coverage of the extension by its phpt tests on the stock PHP, and of the core by these and the unit tests together.
# shellcheck shell=bash disable=SC2154

# Settings and functions of the phpt runner would mix with ours: a shell of its own.
phpt_for_coverage() (
	OUT=$out
	passed=0 failed=0
	read -ra tests <<<"${PHPT_TESTS:-}"
	export OUT
	# shellcheck source=tests/phpt/lib.sh
	. "$root/tests/phpt/lib.sh"
	trap stop_database EXIT
	# -lgcov by hand, since libtool drops --coverage when it links.
	CFLAGS='-g -O0 --coverage' STOCKWIRE_LIBS="$(pkg-config --libs libcurl libcjson libcrypto libutf8proc) -lgcov" "$root/scripts/build-ext" "$out/phpt/ext" || exit
	find "$out/phpt/ext" -name '*.gcda' -delete
	mkdir -p "$out/phpt/stock" && cp "$out/phpt/ext/modules/stockwire.so" "$out/phpt/stock/stockwire.so" && start_database || exit
	run_stock >"$out/phpt.out"
	tail -n 3 "$out/phpt.out"
	[ "$failed" = 0 ]
)

cover_ext() {
	local code=0
	mkdir -p "$out"
	phpt_for_coverage >"$out/ext.log" 2>&1 || { tail -n 20 "$out/ext.log" >&2; code=1; }
	count_c ext "$out/phpt/ext" ext
	if [ -s "$out/core.json" ]; then
		cat "$out/core.json" "$out/ext.json" >"$out/both.json"
		php "$here/count.php" 'core+phpt' "$out/both.json" "$out/both.missed" core
	fi
	return $code
}

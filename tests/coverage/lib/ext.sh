# SPDX-License-Identifier: MIT
# Coverage of the extension by its phpt tests on the stock PHP, and of the core by these and the unit tests together.
# shellcheck shell=bash disable=SC2154

# The extension that makes allocations fail, for the tests that otherwise run under ASan only.
canary_for_coverage() (
	mkdir -p "$out/phpt/canary" && cd "$out/phpt/canary" || exit
	cp "$root"/tests/phpt/canary/{canary.c,config.m4} .
	[ -e modules/canary.so ] || { phpize && ./configure && make; }
)

# Settings and functions of the phpt runner would mix with ours: a shell of its own.
phpt_for_coverage() (
	OUT=$out
	passed=0 failed=0
	read -ra tests <<<"${PHPT_TESTS:-}"
	export OUT
	# shellcheck source=tests/phpt/lib.sh
	. "$root/tests/phpt/lib.sh"
	trap stop_database EXIT
	canary_for_coverage >"$out/canary.log" 2>&1 || exit
	# -lgcov by hand, since libtool drops --coverage when it links; of utf8proc the archive, whose malloc() can be
	# wrapped. LDFLAGS for make alone: gcov's own malloc() would be looked for in configure's tests, too.
	CFLAGS='-g -O0 --coverage' EXTRA_SOURCES=$root/tests/phpt/canary/allocations.c \
		STOCKWIRE_LIBS="$(pkg-config --libs libcurl libcjson libcrypto) -l:libutf8proc.a -lgcov" \
		MAKEFLAGS='LDFLAGS=-Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc' \
		"$root/scripts/build-ext" "$out/phpt/ext" || exit
	find "$out/phpt/ext" -name '*.gcda' -delete
	start_database || exit
	# Named as the way whose tests it takes along.
	run_phpt asan "$(command -v php)" "$out/phpt/ext/run-tests.php" -j2 -d extension=mysqlnd -d extension=mysqli \
		-d "extension=$out/phpt/ext/modules/stockwire.so" -d "extension=$out/phpt/canary/modules/canary.so" >"$out/phpt.out"
	grep '^FAIL' "$out/phpt.out"
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

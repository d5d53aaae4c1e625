# SPDX-License-Identifier: MIT
# Coverage of the core by its unit tests alone: no other suite may hide what they miss.
# shellcheck shell=bash disable=SC2154

cover_core() {
	local source name code=0
	# Without optimization: a line of gcov's is then a line of ours. Memory faults are the unit suite's business.
	flags=("${flags[@]/-fsanitize=address,undefined/}")
	flags=("${flags[@]/-fno-sanitize-recover=all/}" -O0 --coverage)
	read -ra flags <<<"${flags[*]}"
	rm -f "$out"/core/*.gc* "$out"/*.gcda
	build_core
	export CMOCKA_MESSAGE_OUTPUT=STDOUT CMOCKA_TEST_ABORT=0
	comma_locale
	for source in "$root"/tests/unit/*_test.c; do
		name=$(basename "$source" _test.c)
		build "$source" "$out/${name}_test" || { code=1; continue; }
		"$out/${name}_test" >"$out/${name}_test.out" 2>&1 || { echo "core: $name fails, see $out/${name}_test.out" >&2; code=1; }
	done
	count_c core "$out/core" core
	return $code
}

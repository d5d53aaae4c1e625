# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# Sourced by tests/unit/run and tests/fuzz/run with $room set to the name of their output folder: builds the core and programs over it, and counts.
#   CC=clang      another compiler
#   VALGRIND=1    without the sanitizers, under valgrind, which also sees into the libraries

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
out=$(realpath -m "${OUT:-$root/out}")/${room:?}
passed=0
failed=0

ok() { passed=$((passed + 1)); echo "ok    $1"; }
ko() { failed=$((failed + 1)); echo "FAIL  $1"; }
finish() { echo "$passed passed, $failed failed"; [ "$failed" = 0 ]; exit; }

mkdir -p "$out/core"
packages=(libcjson libcrypto libutf8proc cmocka)
[ ! -e "$root/ext/core/http.c" ] || packages+=(libcurl)
pkg-config --exists "${packages[@]}" || { ko "packages are missing (sandbox/packages.txt names them): ${packages[*]}"; finish; }

# -iquote and not -I: core's limits.h must not stand in for the system's.
read -ra flags <<<"-std=c11 -D_GNU_SOURCE -g -O1 -Wall -Wextra -Wconversion -Wshadow -Werror $(pkg-config --cflags "${packages[@]}")"
read -ra libraries <<<"$(pkg-config --libs "${packages[@]}") -lm"
folders=(-iquote "$root/ext/core" -iquote "$root/tests/unit")
runner=()
if [ -n "${VALGRIND:-}" ]; then
	runner=(valgrind -q --error-exitcode=99 --leak-check=full)
else
	flags+=('-fsanitize=address,undefined' -fno-sanitize-recover=all -fno-omit-frame-pointer)
fi
export ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=print_stacktrace=1
export LSAN_OPTIONS="suppressions=$root/tests/unit/leaks.supp:print_suppressions=0"

# compile SOURCE OBJECT: silent unless it fails
compile() { "${CC:-gcc}" "${flags[@]}" "${folders[@]}" -c -o "$2" "$1" 2>"$2.log" || { cat "$2.log"; rm -f "$2"; return 1; }; }

# Builds every file of the core; ends the run where one does not compile.
build_core() {
	local source
	rm -f "$out"/core/*.o
	for source in "$root"/ext/core/*.c; do
		compile "$source" "$out/core/$(basename "$source" .c).o" &
		# Two at a time: a build must not take the whole machine.
		[ "$(jobs -rp | wc -l)" -lt 2 ] || wait -n
	done
	wait
	for source in "$root"/ext/core/*.c; do
		[ -e "$out/core/$(basename "$source" .c).o" ] || { ko "$(basename "$source") does not compile"; finish; }
	done
}

# The folders of a source's headers. One that "needs: apache" or "needs: php", in its comments, must not find core's limits.h: gcc's
# own looks for the next limits.h there, too.
folders_of() {
	if grep -q 'needs: apache' "$1"; then
		echo "$(apxs -q EXTRA_CPPFLAGS) -isystem $(apxs -q INCLUDEDIR) -isystem $(apxs -q APR_INCLUDEDIR) -iquote $root/ext -std=gnu11 -lapr-1"
	elif grep -q 'needs: php' "$1"; then
		echo "$(php-config --includes | sed 's/-I/-isystem /g') -iquote $root/ext -iquote $root/tests/fuzz" \
			-std=gnu11 -Wno-unused-parameter -DZEND_ENABLE_STATIC_TSRMLS_CACHE=1
	else
		echo "${folders[@]}"
	fi
}

# What a source names in a line "link: -Wl,…" or "parts: folder…" within its comments.
named_in() { sed -n "s/^ *$2: *\([^*]*\).*\$/\1/p" "$1"; }

# The further sources of a program: all of the folders that it names as its parts.
parts_of() {
	local folder
	for folder in $(named_in "$1" parts); do printf '%s\n' "$root/$folder"/*.c; done
}

# build SOURCE PROGRAM [OBJECT…]
build() {
	local source=$1 program=$2 link part folders=("${folders[@]}")
	shift 2
	read -ra folders <<<"$(folders_of "$source")"
	read -ra link <<<"$(named_in "$source" link)"
	for part in $(parts_of "$source"); do
		compile "$part" "$program.$(basename "$part" .c).o" || return
		set -- "$@" "$program.$(basename "$part" .c).o"
	done
	compile "$source" "$program.o" && "${CC:-gcc}" "${flags[@]}" "${folders[@]}" -o "$program" "$program.o" "$@" "$out"/core/*.o "${link[@]}" "${libraries[@]}"
}

# The comma locale of the locale tests, made here so that the machine's own stay as they are.
comma_locale() {
	if [ ! -e "$out/locale/de_DE.UTF-8" ]; then
		mkdir -p "$out/locale" && localedef -i de_DE -f UTF-8 "$out/locale/de_DE.UTF-8" >/dev/null 2>&1
	fi
	export LOCPATH="$out/locale"
}

# Shows that a fault is reported at all: a checker that is silently off would pass everything.
canary() {
	local fault
	build "$root/tests/unit/canary.c" "$out/canary" || { ko 'canary does not build'; finish; }
	for fault in overflow leak arithmetic; do
		[ -z "${VALGRIND:-}" ] || [ $fault != arithmetic ] || continue
		if "${runner[@]}" "$out/canary" $fault >"$out/canary.out" 2>&1; then ko "a deliberate $fault is reported"; else ok "a deliberate $fault is reported"; fi
	done
	if "${runner[@]}" "$out/canary" none >"$out/canary.out" 2>&1; then ok 'no fault, no report'; else ko 'no fault, no report'; fi
}

# SPDX-License-Identifier: MIT
# What tests/phpt/run is made of: the ways to run, the count, and a throw-away MariaDB.
# shellcheck shell=bash disable=SC2154 # root, tests and the counters are tests/phpt/run's

count_pass() { passed=$((passed + 1)); echo "ok   $1"; }
count_fail() { failed=$((failed + 1)); echo "FAIL $1"; }
finish() {
	echo
	echo "$passed passed, $failed failed"
	[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
	exit
}

# ---- The database: a server of our own on a socket, as user mysql, in a folder that mysql reaches from any clone.

# DATABASE=mysql takes MySQL's server where it is installed instead of MariaDB's.
: "${DATABASE:=mariadb}"

# Fills $db/data; sets server, with the options that only it knows, and client.
make_database_mariadb() {
	server=("$(command -v mariadbd || echo /usr/sbin/mariadbd)" --no-defaults) client=mariadb
	mariadb-install-db --no-defaults --force "$@" --datadir="$db/data" --auth-root-authentication-method=normal --skip-test-db
}
make_database_mysql() {
	server=("$(command -v mysqld || echo /usr/sbin/mysqld)" --no-defaults --secure-file-priv=NULL --skip-log-bin --mysqlx=OFF) client=mysql
	"${server[@]}" --initialize-insecure "$@" --datadir="$db/data"
}

start_database() {
	db=$(mktemp -d "${TMPDIR:-/tmp}/stockwire-phpt-XXXXXX") || return
	chmod 755 "$db"
	mkdir "$db/data"
	local user=() server client
	if [ "$(id -u)" = 0 ]; then
		# shellcheck source=sandbox/lib/database.sh
		. "$root/sandbox/lib/database.sh"
		database_make_user
		chown mysql: "$db/data" "$db"
		user=(--user=mysql)
	fi
	"make_database_$DATABASE" "${user[@]}" >"$db/log" 2>&1 || { cat "$db/log"; return 1; }
	"${server[@]}" "${user[@]}" --datadir="$db/data" --socket="$db/socket" --pid-file="$db/pid" --skip-networking \
		--innodb-buffer-pool-size=64M --innodb-flush-log-at-trx-commit=0 >"$db/log" 2>&1 </dev/null &
	db_pid=$!
	local ask=("$client" --no-defaults --socket="$db/socket" -uroot -N -e)
	for _ in $(seq 150); do
		"${ask[@]}" 'SELECT 1' >/dev/null 2>&1 && break
		kill -0 "$db_pid" 2>/dev/null || { cat "$db/log"; return 1; }
		sleep 0.2
	done
	"${ask[@]}" 'CREATE DATABASE stockwire_phpt CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci' || return
	echo "database: $("${ask[@]}" 'SELECT @@version')"
	export STOCKWIRE_ROOT=$root STOCKWIRE_DB_SOCKET=$db/socket STOCKWIRE_DB_USER=root STOCKWIRE_DB_NAME=stockwire_phpt
}

stop_database() {
	if [ -n "${db_pid:-}" ]; then
		kill "$db_pid" 2>/dev/null
		wait "$db_pid" 2>/dev/null
	fi
	[ -z "${db:-}" ] || rm -rf "$db"
}

# ---- The runs. run-tests.php writes beside the tests, so each way has a copy of them.

# run_phpt WAY PHP RUN-TESTS [option…]
run_phpt() {
	local left_out=${left_out:-}
	local way=$1 php=$2 runner=$3 folder=$OUT/phpt/$1/tests status file
	shift 3
	rm -rf "$folder"
	mkdir -p "$folder"
	cp -r "$root"/tests/phpt/{api,database,pull,shop} "$folder/"
	"$root/sandbox/backoffice/certificates" "$OUT/phpt/certificates" && cp "$OUT/phpt/certificates"/*.pem "$folder/pull/"
	[ ! -d "$root/tests/phpt/$way" ] || cp -r "$root/tests/phpt/$way" "$folder/"
	for file in $left_out; do rm "$folder/$file"; done
	local chosen=("$folder")
	if [ ${#tests[@]} -gt 0 ]; then chosen=("${tests[@]/#/$folder/}"); fi
	rm -f "$folder.results"
	# The runner itself runs on the stock PHP: it ends its workers by a signal, and a sanitizer that looks just then breaks down.
	NO_INTERACTION=1 TEST_PHP_EXECUTABLE=$php "$(command -v php)" -n "$runner" -p "$php" -n -q --no-color -g FAIL,BORK,WARN,LEAK --show-diff --show-mem --offline \
		-W "$folder.results" "$@" "${chosen[@]}" </dev/null >"$folder.log" 2>&1
	[ -s "$folder.results" ] || { tail -n 30 "$folder.log"; count_fail "$way: run-tests.php runs"; return; }
	# It writes its results as it goes: one that died halfway is no pass.
	[ ${#tests[@]} -gt 0 ] || [ "$(wc -l <"$folder.results")" -eq "$(find "$folder" -name '*.phpt' | wc -l)" ] || count_fail "$way: every test was run"
	# A test that is skipped here proves nothing, so it counts as a failure.
	while IFS=$'\t' read -r status file; do
		file=${file#"$folder/"}
		case $status in
		PASSED) count_pass "$way: $file" ;;
		*) count_fail "$way: $file: $status" ;;
		esac
	done < <(sort -t$'\t' -k2 "$folder.results")
	[ "$failed" -eq 0 ] || tr '\r' '\n' <"$folder.log" | grep -avE '^ *(TEST [0-9]|$)' | sed -n '/DIFF/,$p' | head -n 300
}

stock_options() {
	options=(-d extension=mysqlnd -d extension=mysqli -d "extension=$OUT/phpt/$1/stockwire.so")
}

prepare_stock() {
	STRICT=1 "$root/scripts/build-ext" "$OUT/phpt/ext" || return
	for way in stock valgrind; do
		mkdir -p "$OUT/phpt/$way" && cp "$OUT/phpt/ext/modules/stockwire.so" "$OUT/phpt/$way/stockwire.so" || return
	done
}
run_stock() {
	stock_options stock
	run_phpt stock "$(command -v php)" "$OUT/phpt/ext/run-tests.php" -j2 "${options[@]}"
}

prepare_valgrind() { prepare_stock; }
run_valgrind() {
	stock_options valgrind
	# There is no memory_limit without PHP's own allocator, nor anybody who frees what a fatal error leaves; the others take minutes here and run under ASan.
	local left_out='database/memory_limit_ko.phpt pull/memory_limit_ko.phpt pull/fatal_error_ko.phpt database/chunks_ok.phpt database/statements_use_indexes_ok.phpt'
	VALGRIND_OPTS="--leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite --suppressions=$root/tests/phpt/valgrind.supp --trace-children-skip-by-arg=*serve.php" \
		run_phpt valgrind "$(command -v php)" "$OUT/phpt/ext/run-tests.php" -m -j2 --show-slow 5000 -d pcre.jit=0 "${options[@]}"
}

prepare_asan() {
	local php libs
	php=$("$root/tests/phpt/php-asan") || return
	export PHPIZE=$php/bin/phpize PHP_CONFIG=$php/bin/php-config
	# libtool drops -fsanitize when it links; ASan's run time is PHP's own, UBSan's is named below.
	local sanitize='-g -O1 -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer'
	libs="$(pkg-config --libs libcurl libcjson libcrypto) -l:libutf8proc.a -lubsan"
	ASAN_OPTIONS=detect_leaks=0 CFLAGS=$sanitize STRICT=1 EXTRA_SOURCES=$root/tests/phpt/canary/allocations.c STOCKWIRE_LIBS=$libs \
		LDFLAGS='-Wl,--wrap=malloc -Wl,--wrap=calloc -Wl,--wrap=realloc' \
		"$root/scripts/build-ext" "$OUT/phpt/ext-asan" || return
	mkdir -p "$OUT/phpt/canary" "$OUT/phpt/asan"
	cp "$OUT/phpt/ext-asan/modules/stockwire.so" "$OUT/phpt/asan/stockwire.so"
	[ -f "$OUT/phpt/canary/Makefile" ] && cmp -s "$root/tests/phpt/canary/canary.c" "$OUT/phpt/canary/canary.c" || (
		cp "$root"/tests/phpt/canary/{canary.c,config.m4} "$OUT/phpt/canary/"
		cd "$OUT/phpt/canary" || exit
		export ASAN_OPTIONS=detect_leaks=0
		{ "$PHPIZE" && ./configure --with-php-config="$PHP_CONFIG" CFLAGS="$sanitize" LDFLAGS=-lubsan && make; } >log 2>&1 ||
			{ tail -n 30 log; exit 1; }
	) || return
	asan_php=$php/bin/php
	asan_runner=$php/run-tests.php
	unset PHPIZE PHP_CONFIG
}

# canary NAME CODE PATTERN: the sanitizer's report of a fault on purpose must come, else its silence means nothing.
canary() {
	local report
	report=$(USE_ZEND_ALLOC=0 "$asan_php" -n "${options[@]}" -r "$2" 2>&1)
	if grep -qE "$3" <<<"$report"; then count_pass "asan: $1"; else count_fail "asan: $1"; echo "$report" | head -n 20; fi
}

run_asan() {
	options=(-d "extension=$OUT/phpt/asan/stockwire.so" -d "extension=$OUT/phpt/canary/modules/canary.so")
	# GCC 12's run time takes a module's thread-local block whose address ends in 0x010 for one of an older glibc, reads what stands
	# before it as its bounds, and LeakSanitizer dies of those ("Tracer caught signal 11"). So it is not to follow such blocks: what
	# ours holds there is only the way to memory that PHP holds as well.
	export ASAN_OPTIONS=detect_leaks=1:exitcode=99:intercept_tls_get_addr=0 UBSAN_OPTIONS=print_stacktrace=1
	canary 'an overflow on purpose is reported' 'canary_overflow();' 'heap-buffer-overflow'
	canary 'a leak on purpose is reported' 'canary_leak();' 'LeakSanitizer: detected memory leaks'
	canary 'undefined behaviour on purpose is reported' 'canary_undefined();' 'signed integer overflow'
	canary 'a failed allocation on purpose is reported' \
		'canary_fail_at(1); try { Stockwire\Names::text("a"); } catch (Throwable $e) { echo "refused: ", $e->getMessage(); }' '^refused: '
	# Reports go to files too: a test that expects no output on stderr would not see them.
	rm -f "$OUT"/phpt/asan/report.*
	ASAN_OPTIONS=$ASAN_OPTIONS:log_path=$OUT/phpt/asan/report UBSAN_OPTIONS=$UBSAN_OPTIONS:log_path=$OUT/phpt/asan/report \
		run_phpt asan "$asan_php" "$asan_runner" --asan -j2 "${options[@]}"
	if compgen -G "$OUT/phpt/asan/report.*" >/dev/null; then
		count_fail 'asan: no report'
		head -n 60 "$OUT"/phpt/asan/report.*
	else
		count_pass 'asan: no report'
	fi
}

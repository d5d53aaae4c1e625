# SPDX-License-Identifier: MIT
# For tests/bench/run: the shop of a size, and which ways are measured on it, in turn.
# shellcheck shell=bash disable=SC2154 # root, here, counts come from run

# Enough for all rows and indexes of the catalogue: about 5 KB a number of stock.
pool_of() { if [ "$1" -ge 500000 ]; then echo 8G; elif [ "$1" -ge 50000 ]; then echo 2G; else echo 512M; fi; }

free_port() { php -r '$s = stream_socket_server("tcp://127.0.0.1:0"); echo (int) substr(strrchr(stream_socket_get_name($s, false), ":"), 1);'; }

# The push URLs take the fast lane; a second port of the same server leaves them to WordPress, so that both are measured in turn. At a third
# one the shop is without our plugin, as the peers' is.
more_ports() {
	local rest peers folder=$OUT/sandbox/apache pid
	rest=$(free_port)
	until peers=$(free_port) && [ "$peers" != "$rest" ]; do :; done
	pid=$(cat "$folder/apache2.pid")
	install -m 644 "$here/peer.php" "$OUT/sandbox/bench-peer.php"
	# The log says which worker answered: tests/bench/memory looks at that one. Bodies of 100,000 lines are above Debian's post_max_size.
	printf '%s\n' 'StockwireMaxBody 32M' 'php_admin_value post_max_size 32M' 'php_admin_value max_execution_time 600' "CustomLog $OUT/sandbox/log/bench.log \"%{pid}P %r\"" \
		"Listen 127.0.0.1:$rest" "<VirtualHost 127.0.0.1:$rest>" 'Stockwire Off' '</VirtualHost>' \
		"Listen 127.0.0.1:$peers" "<VirtualHost 127.0.0.1:$peers>" 'Stockwire Off' "php_admin_value auto_prepend_file $(realpath "$OUT/sandbox")/bench-peer.php" \
		'</VirtualHost>' >"$folder/conf.d/z-bench.conf"
	kill -USR1 "$pid"
	for _ in $(seq 100); do
		curl -fsS -o /dev/null --max-time 5 "http://127.0.0.1:$peers/wp-includes/images/blank.gif" 2>/dev/null && break
		sleep 0.1
	done
	export BENCH_REST=http://127.0.0.1:$rest BENCH_PEERS=http://127.0.0.1:$peers
}

shop_of() {
	say "a shop with $1 numbers of stock, buffer pool $2"
	shop_down
	LANE=fast PRODUCTS=$1 CATALOGUE=measured WAREHOUSES=Bench DB_BUFFER_POOL=$2 "$root/sandbox/up" >"$OUT/bench/sandbox.log" 2>&1 ||
		{ tail -n 20 "$OUT/bench/sandbox.log" >&2; exit 1; }
	more_ports
	"$root/sandbox/php" "$here/shop.php" "$1" "$2" | record
}
shop_down() {
	[ -L "$OUT/sandbox" ] || return 0
	rm -f "$OUT/sandbox/apache/conf.d/z-bench.conf"
	"$root/sandbox/down" >/dev/null 2>&1 || true
}

real_woocommerce() { grep -q '"woocommerce":"real' "$results"; }

# ways SIZE LINES: what is worth measuring there. The slow ones stop where an answer would take hours and say nothing new.
ways() {
	local size=$1 lines=$2 slow=${SLOW:-1000}
	# A single round is a try-out.
	[ "$ROUNDS" -gt 1 ] || slow=${SLOW:-100}
	# Half a second a line, for WooCommerce's own functions.
	[ "$size" -lt 500000 ] || slow=10
	echo Ours Rest Lane Bare SetBased
	[ "$lines" -gt "$slow" ] || echo Loop
	[ "$lines" -gt "$slow" ] || ! real_woocommerce || echo Batch
	[ "$lines" -gt 1 ] || ! real_woocommerce || echo Put
	if [ "$size" -lt 100000 ] && [ "$lines" -le "$slow" ]; then echo Incumbent; fi
}

# measure WAY LINES SIZE SEED code|name
measure() { "$root/sandbox/php" -d memory_limit=2G "$here/measure.php" "$@" || say "$1 with $2 lines at $3: not measured"; }

push_all() {
	local size=$1 lines way round
	for lines in "${counts[@]}"; do
		[ "$lines" -le "$size" ] || continue
		for ((round = 1; round <= ROUNDS; round++)); do
			say "$lines lines at $size, round $round of $ROUNDS"
			# We and peers in turn, and the other way round in every second round: other work on the machine comes and goes.
			for way in $(if ((round % 2)); then ways "$size" "$lines"; else ways "$size" "$lines" | tac; fi); do
				measure "$way" "$lines" "$size" $((SEED * 1000 + round * 17 + lines)) code
			done
			measure Ours "$lines" "$size" $((SEED * 1000 + round * 19 + lines)) name
			measure Bare "$lines" "$size" $((SEED * 1000 + round * 31 + lines)) name
		done
	done
	# A whole-table query a line: twenty lines tell enough of a large catalogue.
	for ((round = 1; size >= 100000 && round <= ROUNDS; round++)); do
		say "the incumbent's algorithm, ${INCUMBENT_LINES:=20} lines at $size, round $round of $ROUNDS"
		measure Incumbent "$INCUMBENT_LINES" "$size" $((SEED * 1000 + round * 23)) code
	done
}

# The same pushes of 1,000 lines where the data does not fit.
push_pool() {
	local size=$1 round by
	for ((round = 1; round <= ROUNDS; round++)); do
		for by in code name; do
			measure Bare 1000 "$size" $((SEED * 1000 + round * 29)) "$by" | sed 's/^{/{"pool":"default",/'
		done
	done
}

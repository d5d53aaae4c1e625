# SPDX-License-Identifier: MIT
# Paths, messages and small helpers that every sandbox script shares.
# shellcheck shell=bash disable=SC2016,SC2034

# The servers' users read what root makes here, also where root's own files are for root alone.
umask 022
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
OUT=${OUT:-$ROOT/out}
mkdir -p "$OUT"
OUT=$(cd "$OUT" && pwd -P)
LINK=$OUT/sandbox
CACHE=${CACHE:-$OUT/cache}
PHP=${PHP:-php}

say() { printf 'sandbox: %s\n' "$*"; }
die() { printf 'sandbox: %s\n' "$*" >&2; exit 1; }

# The servers' own users cannot look into /root or a 0700 clone, so everything
# they need lives outside. An existing link wins, since TMPDIR may have changed.
run_folder() {
	if [ -L "$LINK" ] && [ -d "$LINK" ]; then
		readlink -f "$LINK"
		return
	fi
	local id
	id=$(printf '%s' "$OUT" | sha256sum | cut -c1-10)
	printf '%s/stockwire-%s\n' "$(cd "${TMPDIR:-/tmp}" && pwd -P)" "$id"
}
RUN=$(run_folder)
WP=$RUN/wp
SOCKET=$RUN/db/mysqld.sock

# /tmp is everybody's: a folder that somebody else made in our name is refused.
make_run_folder() {
	mkdir -p "$RUN"
	if [ -L "$RUN" ] || [ ! -O "$RUN" ]; then
		die "$RUN belongs to somebody else; set TMPDIR to another folder."
	fi
	chmod 0711 "$RUN"
	as www-data test -x "$RUN" || die "www-data cannot reach $RUN; set TMPDIR to a folder that everybody may enter."
	[ "${#SOCKET}" -lt 104 ] || die "$SOCKET is too long for a socket; set TMPDIR to a shorter folder."
	[ -d "$LINK" ] || { rm -f "$LINK"; ln -s "$RUN" "$LINK"; }
	mkdir -p "$RUN/log" "$CACHE"
}

# Runs a command as another user, with that user's groups and nothing of root's.
as() {
	local user=$1
	shift
	(cd / && setpriv --reuid="$user" --regid="$user" --init-groups "$@")
}

# PHP on the command line, with the extension that was built.
php_cli() {
	local args=()
	mapfile -t args < <(php_arguments)
	STOCKWIRE_ALLOW_PRIVATE=1 "$PHP" "${args[@]}" "$@"
}

# The process of a pid file, if it still is one of ours: pids are used again,
# and the files belong to the servers' users.
pid_of() {
	local file=$1 user=$2 pid
	[ -s "$file" ] || return 1
	pid=$(tr -dc 0-9 <"$file")
	[ -n "$pid" ] && [ -d "/proc/$pid" ] || return 1
	[ "$(stat -c %U "/proc/$pid" 2>/dev/null)" = "$user" ] || return 1
	# Each of our servers has a file of our folder in its command line.
	[[ $(tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null) == *"$RUN/"* ]] || return 1
	printf '%s\n' "$pid"
}

stop_pid() {
	local name=$1 file=$2 user=$3 pid try
	pid=$(pid_of "$file" "$user") || return 0
	say "stopping $name (pid $pid)"
	kill -TERM "$pid" 2>/dev/null || true
	for try in $(seq 150); do
		kill -0 "$pid" 2>/dev/null || return 0
		[ "$try" -lt 140 ] || kill -KILL "$pid" 2>/dev/null || true
		sleep 0.2
	done
	die "$name (pid $pid) does not stop."
}

# A port that stays the same for this checkout while nobody else took it.
free_port() {
	"$PHP" -n -r '
		for ($p = $argv[1], $i = 0; $i < 2000; $i++, $p = 20000 + ($p - 20000 + 1) % 10000) {
			if ($s = @stream_socket_server("tcp://127.0.0.1:$p")) { echo $p; exit; }
		}
		exit(1);' "$((20000 + 0x$(printf '%s' "$RUN" | sha256sum | cut -c1-6) % 10000))" \
		|| die "no free port between 20000 and 29999"
}

# One value of the shell file that the sandbox wrote, empty where there is none.
env_value() {
	[ -f "$RUN/env" ] || return 0
	# shellcheck source=/dev/null
	(. "$RUN/env" && printf '%s' "${!1:-}")
}

secret() { "$PHP" -n -r 'echo strtr(substr(base64_encode(random_bytes(40)), 0, (int) $argv[1]), "+/=", "xyz");' "$1"; }
# 160 random bits as lower-case base32, the form of the product's own tokens.
token() { "$PHP" -n -r '$a = "abcdefghijklmnopqrstuvwxyz234567"; for ($i = 0; $i < 40; $i++) { echo $a[random_int(0, 31)]; }'; }

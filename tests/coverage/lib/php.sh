# SPDX-License-Identifier: MIT
# Coverage of the plugin by tests/wp, with pcov; wants a sandbox. What the sandbox' web server runs for these tests counts as well.
# shellcheck shell=bash disable=SC2154

# Debian enables what it installs, in every PHP of the machine: they would all get slower.
pcov_at_hand() {
	php -d extension=pcov -r 'exit((int) !extension_loaded("pcov"));' 2>/dev/null && return
	"$root/sandbox/packages" coverage >&2 && { [ "$(id -u)" != 0 ] || phpdismod pcov; }
	php -d extension=pcov -r 'exit((int) !extension_loaded("pcov"));' 2>/dev/null
}

# The web server counts, too: for as long as the tests run, by a file of settings of its own.
served_begins() {
	local run=$1
	rm -f "$run"/php/tmp/served-*
	install -m 644 "$here/served.php" "$run/php/served.php"
	printf '%s\n' 'extension = pcov' 'pcov.enabled = 1' "pcov.directory = $run/wp/wp-content/plugins/stockwire/src" "auto_prepend_file = $run/php/served.php" >"$run/php/conf.d/97-coverage.ini"
	"$root/tests/faults/sandbox" httpd_stop && "$root/tests/faults/sandbox" httpd_start
}
served_ends() {
	local run=$1
	rm -f "$run/php/conf.d/97-coverage.ini" "$run/php/served.php"
	"$root/tests/faults/sandbox" httpd_stop && "$root/tests/faults/sandbox" httpd_start
	find "$run/php/tmp" -name 'served-*' -exec cat {} + >"$out/served"
	rm -f "$run"/php/tmp/served-*
}

# Counts for as long as a command runs. One that is broken off must not leave a web server behind that counts.
served_while() (
	local run=$1 code=1
	shift
	trap 'served_ends "$run" >>"$out/served.log" 2>&1 || { tail -n 3 "$out/served.log" >&2; code=1; }; exit "$code"' EXIT
	trap 'exit 1' HUP INT TERM
	served_begins "$run" >"$out/served.log" 2>&1 || { tail -n 3 "$out/served.log" >&2; exit; }
	"$@" >"$out/php.log" 2>&1 || { tail -n 3 "$out/php.log" >&2; exit; }
	code=0
)

# FILTER=words runs these tests alone.
cover_php() {
	local report=$out/php.xml link=${OUT:-$root/out}/sandbox run code=0
	pcov_at_hand || { echo 'php: pcov is missing (php-pcov)' >&2; return 1; }
	[ -r "$link/env" ] || { echo 'php: no sandbox (make sandbox)' >&2; return 1; }
	run=$(readlink -f "$link")
	diff -rq "$root/wp-plugin/stockwire/src" "$run/wp/wp-content/plugins/stockwire/src" >/dev/null || { echo 'php: the sandbox has another plugin (make sandbox)' >&2; return 1; }
	mkdir -p "$out"
	rm -f "$report"
	# The tests load the classes of this checkout, whatever copy the shop runs.
	sed 's/^PHP_INI_ARGS=\(.*\)$/&\\ -d\\ extension=pcov\\ -d\\ pcov.enabled=1\\ -d\\ pcov.directory='"${root//\//\\/}"'\/wp-plugin/' "$link/env" >"$out/env"
	SANDBOX_ENV=$out/env served_while "$run" "$root/tests/wp/run" --coverage-filter "$root/wp-plugin/stockwire/src" --coverage-clover "$report" \
		${FILTER:+--filter "$FILTER"} || code=1
	php "$here/clover.php" "$report" "$out/served" "$out/php.missed" || return 1
	return $code
}
